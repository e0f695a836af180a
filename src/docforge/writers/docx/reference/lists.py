"""The lists of a template: those that the document goes on with, and room for its own beside them.

A definition is gone on with when a level of it prints just the number in the text of the level, and when nothing about
it depends on what was counted before (ECMA-376 Part 1, 17.9.6). Whoever counts with it begins a list of his own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docforge.theme.word import LEVELS
from docforge.writers.docx.levels import Level
from docforge.writers.docx.numbering import DEPTH, Abstract, Borrowed
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

    def borrowed(self) -> Borrowed:
        """The lists of List Number and List Bullet."""
        numbers = self._numbers()
        return Borrowed((numbers,) if numbers else (), self._bullets())

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
            if found is None or _format(_level(found[0], found[1])) != "bullet":
                break
            abstract = self._abstract(found[0], "ListBullet")
            abstract = known.setdefault(abstract.number, abstract)
            abstract.levels[found[1]] = self._level_of(_level(*found), style, found[1])
            out[nesting] = (abstract, found[1], base)
            base = abstract.levels[found[1]].left
        return out

    def _definition(self, style: str) -> tuple[Any, int] | None:
        """The definition that a style brings, and the level of it."""
        identifier = self._ids.get(style, "")
        brought = self._styles.effective(identifier).list if identifier else None
        if brought is None:
            return None
        found = self._lists.get(brought[0])
        if found is None or found.find(f"{W}lvlOverride/{W}lvl") is not None:
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
        number = -1 - (length(attribute_of(definition, "abstractNumId")) or 0)
        out = Abstract(number)
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


def _kind(element: Any | None, level: int) -> tuple[str, str, str, int | None]:
    """Which labels a level prints; none that can be told where they depend on other levels."""
    if element is None:
        return _NEVER
    text = attribute_of(element.find(f"{W}lvlText"))
    before, number, after = text.partition(f"%{level + 1}")
    start = attribute_of(element.find(f"{W}start"))
    if not number or _PLACE.search(before + after) or (level and start not in ("", "1")):
        return _NEVER
    if element.find(f"{W}lvlRestart") is not None:
        return _NEVER
    form = _format(element)
    return "chineseCountingThousand" if form in _ALIKE else form, before, after, None
