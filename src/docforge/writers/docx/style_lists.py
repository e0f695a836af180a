"""Lists that belong to styles: whoever changes or uses the style in Word has its numbers.

List 1 and 2 are those of List Number and List Bullet; then comes one for each definition of headings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from docforge.theme.word import LEVELS
from docforge.writers.docx.headings import CountedHeading, HeadingLevel, HeadingNumbers
from docforge.writers.docx.levels import Level

LINKED = ("ListNumber", "ListBullet")
"""Styles that the first definitions belong to, by the definition's number."""

STYLE_LISTS = {
    f"{style}{level + 1 if level else ''}": (number, level)
    for number, style in enumerate(LINKED, 1)
    for level in range(LEVELS)
}
"""Identifier of a style → its list and level."""

HEADING_LIST = len(LINKED) + 1
"""The first list of headings. Each definition of theirs has one, which belongs to their styles."""

_SILENT = HeadingLevel("none", "", "nothing", False)


def list_property(level: int, number: int) -> str:
    """``w:numPr``: a level (from 0) and the list that it is of."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def heading_links(numbers: HeadingNumbers) -> dict[str, tuple[int, int]]:
    """The list and level that each heading style belongs to, by the style's identifier."""
    return {
        _heading_style(level): (HEADING_LIST + place, level)
        for place, levels in enumerate(numbers.definitions)
        for level in levels
    }


def heading_property(numbers: HeadingNumbers, counted: CountedHeading, *, linked: bool) -> str:
    """``w:numPr`` of a heading that is counted, "" where its style says all.

    ``linked``: its style belongs to the list of its level.
    """
    if linked and counted.list == numbers.definition_of(counted.level):
        return ""
    return list_property(counted.level, HEADING_LIST + counted.list)


def silent_levels(depth: int) -> dict[int, Level]:
    """The levels of a definition that prints nothing."""
    return heading_levels({}, (), depth)


def _heading_style(level: int) -> str:
    return f"Heading{level + 1}"


def heading_levels(levels: Mapping[int, HeadingLevel], numbered: Collection[str], depth: int) -> dict[int, Level]:
    """The levels of a definition of headings; ``numbered``: styles that cannot belong to it."""
    out = {}
    for level in range(depth):
        own = levels.get(level, _SILENT)
        heading = _heading_style(level)
        style = heading if level in levels and heading not in numbered else ""
        out[level] = Level(own.format, own.text, 0, 0, own.suffix, style, heading=heading, legal=own.legal)
    return out
