"""Definitions of lists with Word's counters, and the places of paragraphs in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct, field

from docforge.writers.docx.levels import Level
from docforge.writers.docx.style_lists import list_property

DEPTH = 9
"""Levels of a list in Word."""

Kind: TypeAlias = tuple[str, str, str, int | None]
"""What makes two levels the same: format, text before and after the number, and how far out the labels stand."""


class Column(Struct, frozen=True):
    """The column that labels stand in: its width in twips, and whether a tab, a blank or nothing ends a label."""

    width: int
    suffix: Literal["tab", "space", "nothing"] = "tab"


class Abstract(Struct):
    """An abstract definition with Word's counters."""

    number: int
    levels: dict[int, Level] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)
    counters: list[int | None] = field(default_factory=lambda: [None] * DEPTH)
    run: int | None = None
    lists: dict[int, int] = field(default_factory=dict)
    most: int = 32767
    """The greatest number that it prints as other definitions of the kind do."""
    style: str = ""
    """The identifier of its list style."""

    @property
    def is_borrowed(self) -> bool:
        """Whether it is a template's own. These have numbers below zero: -1 for the template's definition 0."""
        return self.number < 0


class ListPlace(Struct, frozen=True):
    """Where a numbered paragraph stands: its list (``w:numId``), level from 0, text indent, label column (twips).

    ``base``: where the text of the level above stands.
    """

    number: int
    level: int
    left: int
    hanging: int
    abstract: Abstract
    base: int = 0

    def indent(self, left: int) -> str:
        """``w:ind`` of a paragraph whose surroundings stand at ``left``; "" where the list says the same. That of a
        template's list is always said: its style may say otherwise."""
        here = left + self.left - self.base
        return indent_of(here, self.hanging) if here != self.left or self.abstract.is_borrowed else ""


class Borrowed(Struct, frozen=True):
    """Lists of a template that the document goes on with: of numbers; of bullets by how deep they are nested, with the
    level and the indent of the text around; of headings, the number of the template's definition for the place of each
    that is the same."""

    numbers: tuple[Abstract, ...] = ()
    bullets: Mapping[int, tuple[Abstract, int, int]] = field(default_factory=dict)
    headings: Mapping[int, int] = field(default_factory=dict)


def place_in(number: int, level: int, abstract: Abstract, base: int | None = None) -> ListPlace:
    """A level of a list. ``base``: where the text around it stands, if not where the level above says."""
    chosen = abstract.levels[level]
    if base is None:
        above = abstract.levels.get(level - 1) if abstract.is_borrowed else None
        base = above.left if above else 0 if abstract.is_borrowed else chosen.left - chosen.hanging
    return ListPlace(number, level, chosen.left, chosen.hanging, abstract, base)


def indent_of(left: int, hanging: int) -> str:
    """Indent of the text and how far the first line hangs, in twips."""
    first = f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{left}" {first}/>'


def number_property(where: ListPlace) -> str:
    """``w:numPr``: the list of a paragraph and the level of it."""
    return list_property(where.level, where.number)


NOTHING_BORROWED = Borrowed()
