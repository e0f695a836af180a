"""Glyphs put together into lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from docforge.verify.typeset.glyphs import Glyph
from docforge.verify.typeset.structure import Owner, Role

NEW_LINE = 0.75
"""Glyphs stand on different lines when their baselines are further apart, in em of the larger one."""
PARAGRAPH = 1.3
"""Without a structure tree: a distance this many times the one before it begins a paragraph."""
SAME_LINE = 0.1
"""A line that is not this much below the one before it, in em, stands beside it."""
BACK = 0.3
"""A glyph drawn after another may begin this much before it, in em: between marks of which both lost a half."""
SAME = 0.05
"""Sizes and baselines of one row differ by less, in points."""
_LEADER = re.compile(r"[.·…‥．]{5,}")
_BLANK = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffe"


class Set(msgspec.Struct, frozen=True):
    """A glyph with the language of its text. ``after_blank``: between it and the one before lies an empty text box."""

    glyph: Glyph
    lang: str
    after_blank: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return self.glyph.text


class Line(msgspec.Struct):
    """One line, from left to right. ``items`` neither begin nor end with a blank; ``page`` counts from 1.

    ``first`` and ``last`` in their paragraph. ``drawn`` is the text in order of the content stream. ``vertical``: the
    page is shown turned to the right, so that the line runs from top to bottom. ``ends_blank``: a blank follows.
    """

    page: int
    items: list[Set]
    drawn: str
    first: bool = False
    last: bool = False
    vertical: bool = False
    ends_blank: bool = False

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(item.text for item in self.items)

    @property
    def em(self) -> float:
        """Its size: that of most of it, in points."""
        sizes = [round(item.glyph.em, 2) for item in self.items]
        return max(sorted(set(sizes)), key=sizes.count)

    @property
    def start(self) -> float:
        """The left end, in points."""
        return self.items[0].glyph.x

    @property
    def end(self) -> float:
        """Where its last advance ends, in points."""
        return max(item.glyph.end for item in self.items)

    @property
    def is_leader(self) -> bool:
        """Whether dots lead the eye to a page number."""
        return bool(_LEADER.search(self.text))


class Paragraph(msgspec.Struct):
    """The lines of one paragraph, over as many pages as it takes."""

    role: Role
    lines: list[Line]


def is_blank(text: str) -> bool:
    """Whether a glyph draws nothing: a blank, or a character without a picture."""
    return not text.strip() or not text.strip(_BLANK)


def visible(text: str) -> str:
    """A text without blanks and characters that have no picture."""
    return "".join(character for character in text if not is_blank(character))


def paragraphs_of_page(
    page: int,
    glyphs: Sequence[Glyph],
    owners: dict[tuple[int, int], Owner],
    lang: str,
    usual: str,
    empty: Collection[int] = (),
) -> list[Paragraph]:
    """The paragraphs of one page (from 0) in order of its content stream.

    All text is in ``lang``, unless that is ""; what the structure says nothing of is in ``usual``. ``empty`` are marked
    contents that draw nothing: boxes of blanks.
    """
    blocks: dict[tuple[int, int], list[Set]] = {}
    roles: dict[tuple[int, int], Role] = {}
    before = 0
    for glyph in glyphs:
        blank = glyph.mcid is not None and any(mcid in empty for mcid in range(before + 1, glyph.mcid))
        before = before if glyph.mcid is None else glyph.mcid
        owner = owners.get((page, glyph.mcid)) if glyph.mcid is not None else None
        key = (owner.block if owner else -1, glyph.turn)
        roles[key] = owner.role if owner else "text"
        blocks.setdefault(key, []).append(Set(glyph, lang or (owner.lang if owner else usual), blank))
    out: list[Paragraph] = []
    for key, items in blocks.items():
        lines = list(_lines(page + 1, items))
        parts = _flows(lines) if key[0] >= 0 else _part(lines)
        out.extend(Paragraph(roles[key], part) for part in parts if part)
    return out


def _lines(page: int, items: Iterable[Set]) -> Iterable[Line]:
    current: list[Set] = []
    for item in items:
        if current and _is_below(current[-1].glyph, item.glyph, current):
            yield from _line(page, current)
            current = []
        current.append(item)
    yield from _line(page, current)


def _is_below(last: Glyph, glyph: Glyph, current: list[Set]) -> bool:
    """Whether a glyph stands on another line: than the last one, and than the largest of the line (raised calls)."""
    largest = max((item.glyph for item in current[-8:]), key=lambda other: other.em)
    if all(abs(glyph.y - other.y) > NEW_LINE * max(glyph.em, other.em) for other in (last, largest)):
        return True
    # A number in the margin is drawn after its line, to the left of it: it is no part of it.
    return glyph.x < current[0].glyph.x - BACK * glyph.em


def _flows(lines: list[Line]) -> list[list[Line]]:
    """Lines of a paragraph, and apart from them what is drawn beside one of them: a number in the margin."""
    parts: list[list[Line]] = []
    for line in lines:
        if parts and parts[-1][-1].items[0].glyph.y > line.items[0].glyph.y + SAME_LINE * line.em:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _line(page: int, items: list[Set]) -> Iterable[Line]:
    drawn = "".join(item.text for item in items)
    in_order = all(_follows(items, place) for place in range(1, len(items)))
    placed = items if in_order else sorted(items, key=lambda item: item.glyph.x)
    visible = [index for index, item in enumerate(placed) if not is_blank(item.text)]
    if visible:
        last = visible[-1] + 1
        yield Line(page, placed[visible[0] : last], drawn.strip(), ends_blank=last < len(placed))


def _follows(items: list[Set], place: int) -> bool:
    """Whether a glyph stands after the one before it, or begins the second of two small lines in one (warichu)."""
    one, two = items[place - 1].glyph, items[place].glyph
    if two.x > one.x - BACK * one.em:
        return True
    start = place - 1
    while start > 0 and _in_one_row(items[start - 1].glyph, one):
        start -= 1
    return abs(one.em - two.em) < SAME and abs(items[start].glyph.x - two.x) <= two.em and two.y < one.y - BACK * one.em


def _in_one_row(one: Glyph, two: Glyph) -> bool:
    return abs(one.em - two.em) < SAME and abs(one.y - two.y) < SAME


def _part(lines: list[Line]) -> list[list[Line]]:
    """Lines of a page without structure parted where the distance between them grows."""
    parts: list[list[Line]] = []
    distance = 0.0
    for above, line in zip([None, *lines], lines, strict=False):
        step = above.items[0].glyph.y - line.items[0].glyph.y if above else 0.0
        if above is None or step <= 0 or above.em != line.em or (distance and step > PARAGRAPH * distance):
            parts.append([])
            distance = 0.0
        else:
            distance = step
        parts[-1].append(line)
    return parts
