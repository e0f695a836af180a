"""Labels at line starts inside one paragraph: （1）… ⏎ （2）… typed without empty lines between."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.labels import Label, match_label
from docforge.passes.numbering.lead import lead_text
from docforge.passes.numbering.sequence import follows


class _Line(Struct, frozen=True):
    """A line of a paragraph, the break that ended the line before it, and the label it begins with."""

    content: n.Inlines
    before: n.Break | None
    label: Label | None


def split(block: n.Block, lang: str, typed: bool) -> n.Blocks:
    """A paragraph taken apart where its lines begin with labels; other lines stay with the piece above them.

    After a hard break a strong label is enough, or a weak one in sequence with another line's; a soft break always
    wants a sequence. ``typed`` False takes apart at options (A. B. …) only.
    """
    if not isinstance(block, n.Para) or not any(isinstance(node, n.Break) for node in block.content):
        return (block,)
    lines = _lines(block.content, lang)
    starts = [place for place in range(1, len(lines)) if _begins(lines, place, typed)]
    if not starts:
        return (block,)
    bounds = [0, *starts, len(lines)]
    pieces = [_joined(lines[first:last]) for first, last in pairwise(bounds)]
    return tuple(
        replace(block, content=piece) if place == 0 else n.Para(piece, tight=block.tight, at=_place_of(piece))
        for place, piece in enumerate(pieces)
    )


def _lines(content: n.Inlines, lang: str) -> list[_Line]:
    rows: list[tuple[n.Break | None, list[n.Inline]]] = [(None, [])]
    for node in content:
        if isinstance(node, n.Break):
            rows.append((node, []))
        else:
            rows[-1][1].append(node)
    return [_Line(tuple(row), end, match_label(lead_text(tuple(row)), lang)) for end, row in rows]


def _begins(lines: list[_Line], place: int, typed: bool) -> bool:
    """Whether the line begins a piece of its own."""
    line = lines[place]
    label = line.label
    if label is None or label.family.role not in ("item", "option"):
        return False
    if label.family.role == "option":
        return _in_sequence(lines, place, label)
    if not typed:
        return False
    hard = line.before is not None and line.before.hard
    return (hard and label.family.strength == "strong") or _in_sequence(lines, place, label)


def _in_sequence(lines: list[_Line], place: int, label: Label) -> bool:
    """Whether the nearest line of the same family above or below counts on to or from this one."""
    above = next((line.label for line in lines[place - 1 :: -1] if _same(line.label, label)), None)
    below = next((line.label for line in lines[place + 1 :] if _same(line.label, label)), None)
    if label.family.role == "option":
        later = below is not None and below.value > label.value
        return later if label.value == (1,) else above is not None and above.value < label.value
    return (above is not None and follows(above.value, label.value)) or (
        below is not None and follows(label.value, below.value)
    )


def _same(other: Label | None, label: Label) -> bool:
    return other is not None and other.family is label.family


def _joined(lines: list[_Line]) -> n.Inlines:
    content: list[n.Inline] = list(lines[0].content)
    for line in lines[1:]:
        content.extend((line.before, *line.content) if line.before else line.content)
    return tuple(content)


def _place_of(content: n.Inlines) -> n.Position | None:
    return content[0].at if content else None
