"""Paragraphs of more marks than the limit: what comes after them keeps its text, whatever it was read from."""

from __future__ import annotations

from typing import get_args

from docforge.model import nodes as n
from docforge.model.text import merge_text, shown_address
from docforge.passes.findings import Findings
from docforge.passes.tree import map_inlines

_PLAIN = (n.Text, n.Break)
_MARKS = tuple(kind for kind in get_args(n.Inline) if kind not in _PLAIN)


def thin(document: n.Document, most: int, findings: Findings) -> n.Document:
    """Each paragraph with at most ``most`` nodes that are not text or line ends; in each part that would be over it,
    marks leave their text."""

    def settle(row: n.Inlines) -> n.Inlines:
        if len(row) == 1 and isinstance(row[0], _PLAIN):
            return row
        kept = _within(row, most)
        if kept == len(row):
            return row
        at = next((node.at for node in row[kept:] if node.at), None)
        said = f"more than {most} marks in one paragraph (limit inline-nodes): the text of what follows is kept"
        findings.add("DF113", said, at)
        return merge_text((*row[:kept], *_flat(row[kept:])))

    return map_inlines(document, settle, closed=_MARKS)


def _within(row: n.Inlines, most: int) -> int:
    """How many nodes of a row there are before the one that would be over the limit."""
    for place, node in enumerate(row):
        most -= _size(node, most)
        if most < 0:
            return place
    return len(row)


def _size(node: n.Inline, most: int) -> int:
    """How many nodes that are not plain a node is and holds; it is not counted further than over ``most``."""
    count, waiting = 0, [node]
    while waiting and count <= most:
        one = waiting.pop()
        if not isinstance(one, _PLAIN):
            count += 1
            waiting.extend(getattr(one, "content", ()))
    return count


def _flat(row: n.Inlines) -> list[n.Inline]:
    """Texts and line ends of a row in order; what is no mark as it would be typed."""
    out: list[n.Inline] = []
    waiting = list(reversed(row))
    while waiting:
        node = waiting.pop()
        match node:
            case n.Text() | n.Break():
                out.append(node)
            case n.Code(text=text) | n.Math(text=text) | n.RawInline(text=text):
                out.append(n.Text(text, at=node.at))
            case n.NoteRef(to=to):
                out.append(n.Text(f"[^{to}]", at=node.at))
            case n.Ref(to=to, content=()):
                out.append(n.Text(f"@{to}", at=node.at))
            case n.Ruby(pairs=pairs):
                out.extend(n.Text(f"{base}（{reading}）", at=node.at) for base, reading in pairs)
            case n.Image(url=url, content=()):
                out.append(n.Text(shown_address(url), at=node.at))
            case _:
                waiting.extend(reversed(node.content))
    return out
