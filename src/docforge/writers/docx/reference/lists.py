"""The lists of a template: those that the document goes on with, and room for its own beside them.

A definition is gone on with when a level of it prints just the number in the text of the level, and when nothing about
it depends on what was counted before (ECMA-376 Part 1, 17.9.6). Whoever counts with it begins a list of his own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docforge.theme.word import LEVELS
from docforge.writers.docx.definitions import DEPTH, Abstract, Borrowed
from docforge.writers.docx.headings import HeadingLevel, HeadingNumbers
from docforge.writers.docx.levels import Level
from docforge.writers.docx.reference.styles import TemplateStyles
from docforge.writers.docx.reference.tree import (
    NAMESPACE,
    W,
    after_last,
    attribute_of,
    elements,
    length,
    serialised,
    tree,
)

_PLACE = re.compile("%[1-9]")

_ALIKE = {"japaneseCounting": 99, "chineseCounting": 99}
"""Formats that print as ``chineseCountingThousand`` does, up to this number (17.18.59)."""

_NEVER = ("", "", "", None)
"""The kind of a level that no label has."""

_EMPTY = f'<w:numbering xmlns:w="{NAMESPACE}"/>'.encode()


class TemplateLists:
    """The numbering part of a template."""

    def __init__(self, data: bytes | None, styles: TemplateStyles, ids: Mapping[str, str]) -> None:
        """``ids``: identifiers of docforge's styles → those of the template's."""
        self._root = tree(data or _EMPTY)
        self._styles = styles
        self._ids = ids
        self._abstracts = {
            attribute_of(each, "abstractNumId"): each for each in self._root.iterchildren(f"{W}abstractNum")
        }
        self._lists = {attribute_of(each, "numId"): each for each in self._root.iterchildren(f"{W}num")}
        self.first_definition = 1 + max((length(each) or 0 for each in self._abstracts), default=-1)
        self.first_list = max((length(each) or 0 for each in self._lists), default=0)

    # ------------------------------------------------------------ what is gone on with

    def borrowed(self, headings: HeadingNumbers) -> Borrowed:
        """The lists of List Number, List Bullet and the headings, as far as they print what the text has."""
        numbers = self._numbers()
        return Borrowed((numbers,) if numbers else (), self._bullets(), self._headings(headings))

    def _headings(self, numbers: HeadingNumbers) -> dict[int, int]:
        """Definitions of headings that the template's heading styles have just so: their place → the template's."""
        out: dict[int, int] = {}
        for place, levels in enumerate(numbers.definitions):
            found = {self._of_heading(level, wanted, numbers) for level, wanted in levels.items()}
            number = found.pop() if len(found) == 1 else None
            if number is not None and number not in out.values():
                out[place] = number
        return out

    def _of_heading(self, level: int, wanted: HeadingLevel, numbers: HeadingNumbers) -> int | None:
        """The definition of a heading style, if it counts as wanted."""
        found = self._definition(f"Heading{level + 1}", overridden=False)
        element = _level(*found) if found else None
        if found is None or element is None or found[1] != level:
            return None
        form = _format(element)
        reached = len(numbers.counted) + max((start for _, each in numbers.lists for start in each.values()), default=1)
        same = form == wanted.format or (wanted.format == "chineseCountingThousand" and reached <= _ALIKE.get(form, 0))
        if not same or attribute_of(element.find(f"{W}lvlText")) != wanted.text or not _begins_anew(element):
            return None
        if (element.find(f"{W}isLgl") is not None) != wanted.legal:
            return None
        return _number_of(found[0])

    def _numbers(self) -> Abstract | None:
        found = self._definition("ListNumber")
        if found is None or found[1] != 0:
            return None
        return self._abstract(found[0], "ListNumber")

    def _bullets(self) -> dict[int, tuple[Abstract, int, int]]:
        out: dict[int, tuple[Abstract, int, int]] = {}
        known: dict[int, Abstract] = {}
        base = 0
        for nesting in range(LEVELS):
            style = _style("ListBullet", nesting)
            found = self._definition(style)
            if found is None or not _is_bullet(_level(*found)):
                break
            abstract = self._abstract(found[0], "ListBullet")
            abstract = known.setdefault(abstract.number, abstract)
            abstract.levels[found[1]] = self._level_of(_level(*found), style, found[1])
            out[nesting] = (abstract, found[1], base)
            base = abstract.levels[found[1]].left
        return out

    def _definition(self, style: str, *, overridden: bool = True) -> tuple[Any, int] | None:
        """The definition that a style brings, and the level of it. ``overridden``: its list may begin elsewhere."""
        identifier = self._ids.get(style, "")
        brought = self._styles.effective(identifier).list if identifier else None
        if brought is None:
            return None
        found = self._lists.get(brought[0])
        if found is None or found.find(f"{W}lvlOverride" + (f"/{W}lvl" if overridden else "")) is not None:
            return None
        abstract = self._abstracts.get(attribute_of(found.find(f"{W}abstractNumId")))
        if abstract is None or abstract.find(f"{W}numStyleLink") is not None:
            return None
        for level in abstract.iterchildren(f"{W}lvl"):
            if attribute_of(level.find(f"{W}pStyle")) == identifier:
                return abstract, length(attribute_of(level, "ilvl")) or 0
        return abstract, brought[1]

    def _abstract(self, definition: Any, style: str) -> Abstract:
        """A template's definition as docforge counts with it."""
        out = Abstract(_number_of(definition))
        for level in range(DEPTH):
            element = _level(definition, level)
            out.levels[level] = self._level_of(element, _style(style, level), level)
            form = _format(element)
            out.most = min(out.most, _ALIKE.get(form, out.most))
            out.kinds[level] = _kind(element, level)
        return out

    def _level_of(self, element: Any | None, style: str, level: int) -> Level:
        """A level with its indent: the style's, where that has one of its own."""
        indent = None if element is None else element.find(f"{W}pPr/{W}ind")
        left = length(attribute_of(indent, "left") or attribute_of(indent, "start")) or 0
        hanging = length(attribute_of(indent, "hanging")) or 0
        own = self._styles.effective(self._ids[style]) if style in self._ids else None
        if own is not None and own.indented:
            left, hanging = own.left, own.hanging
        suffix = attribute_of(element.find(f"{W}suff")) if element is not None else ""
        return Level(_format(element), f"%{level + 1}", left, hanging, suffix or "tab")

    # ------------------------------------------------------------ writing

    def part(self, own: str) -> bytes:
        """The numbering part with docforge's own definitions and lists, whose identifiers are free here."""
        new = elements(own)
        after_last(self._root, ("numPicBullet", "abstractNum"), (each for each in new if each.tag == f"{W}abstractNum"))
        after_last(self._root, ("abstractNum", "num"), (each for each in new if each.tag == f"{W}num"))
        return serialised(self._root)


def _style(kind: str, level: int) -> str:
    return kind + (str(level + 1) if level else "")


def _level(definition: Any, level: int) -> Any | None:
    """The level of a definition, None where it has none."""
    levels = definition.iterchildren(f"{W}lvl")
    return next((each for each in levels if attribute_of(each, "ilvl") == str(level)), None)


def _format(element: Any | None) -> str:
    return "" if element is None else attribute_of(element.find(f"{W}numFmt")) or "decimal"


def _is_bullet(element: Any | None) -> bool:
    """Whether a level prints a mark and counts nothing."""
    mark = None if element is None else element.find(f"{W}lvlText")
    return _format(element) == "bullet" and bool(attribute_of(mark).strip())


def _number_of(definition: Any) -> int:
    """A definition's number as docforge has those of templates: below zero."""
    return -1 - (length(attribute_of(definition, "abstractNumId")) or 0)


def _begins_anew(element: Any) -> bool:
    """Whether a level begins at 1 after each item of the level above (17.9.10 and 17.9.25)."""
    return attribute_of(element.find(f"{W}start")) == "1" and element.find(f"{W}lvlRestart") is None


def _kind(element: Any | None, level: int) -> tuple[str, str, str, int | None]:
    """Which labels a level prints; none that can be told where they depend on other levels."""
    if element is None:
        return _NEVER
    text = attribute_of(element.find(f"{W}lvlText"))
    before, number, after = text.partition(f"%{level + 1}")
    if not number or _PLACE.search(before + after) or (level and not _begins_anew(element)):
        return _NEVER
    form = _format(element)
    return "chineseCountingThousand" if form in _ALIKE else form, before, after, None
