"""The beginning of a paragraph as text, and a paragraph without its beginning."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.tree import WRAPPERS, Wrapper

_ENOUGH = 48
"""Characters that any label fits in."""

BLANK_CHARACTERS = " \t\u00a0\u2002\u2003\u2009\u200a\u202f\u205f\u3000"
"""Blanks around the pieces of a line that is split."""

_OPAQUE = "\ufffc"
"""Stands for what has no text of its own to take a label from: code, pictures, line ends."""


def lead_text(content: n.Inlines) -> str:
    """The first characters of a row of inlines, through bold and links; anything else ends it."""
    text = ""
    for node in content:
        match node:
            case n.Text():
                text += node.text
            case n.Span(content=()) | n.RawInline():
                continue
            case n.Link(url=url) if url.startswith("#"):
                return text + _OPAQUE  # what it says is the label of something else
            case n.Underline() if not _whole_text(node).strip(BLANK_CHARACTERS):
                return text + _OPAQUE  # a place to fill in
            case _ if isinstance(node, WRAPPERS):
                text += lead_text(node.content)
            case _:
                return text + _OPAQUE
        if len(text) >= _ENOUGH or _OPAQUE in text:
            break
    return text


def cut(content: n.Inlines, count: int) -> n.Inlines:
    """The row without its first ``count`` characters (of ``lead_text``), and without markup that held only those."""
    out: list[n.Inline] = []
    for place, node in enumerate(content):
        if count <= 0:
            out.extend(content[place:])
            break
        match node:
            case n.Text():
                if len(node.text) > count:
                    out.append(n.Text(node.text[count:], at=shifted(node.at, count)))
                count -= len(node.text)
            case _ if isinstance(node, WRAPPERS):
                inside = len(_whole_text(node))
                if inside > count or _keeps(node):
                    out.append(replace(node, content=cut(node.content, count)))
                count -= inside
            case _:
                out.append(node)
    return tuple(out)


def _keeps(node: Wrapper) -> bool:
    """Whether emptied markup still means something: an anchor, or a link."""
    return isinstance(node, n.Link) or (isinstance(node, n.Span) and node.attr != n.NO_ATTR)


def _whole_text(node: Wrapper) -> str:
    return "".join(
        inner.text if isinstance(inner, n.Text) else _whole_text(inner) if isinstance(inner, WRAPPERS) else _OPAQUE
        for inner in node.content
        if not isinstance(inner, n.RawInline)
    )


def trimmed_end(content: n.Inlines) -> n.Inlines:
    """The row without blanks and line ends at its end."""
    while content:
        last = content[-1]
        if isinstance(last, n.Break):
            content = content[:-1]
        elif isinstance(last, n.Text) and last.text != last.text.rstrip(BLANK_CHARACTERS):
            text = last.text.rstrip(BLANK_CHARACTERS)
            content = content[:-1] + ((n.Text(text, at=last.at),) if text else ())
        else:
            break
    return content


def shifted(at: n.Position | None, count: int) -> n.Position | None:
    """A place ``count`` characters on in the same line."""
    return None if at is None else n.Position(at.line, at.column + count, at.source)
