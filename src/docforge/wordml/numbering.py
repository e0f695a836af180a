"""What Word prints before a paragraph: a simulation of ``numbering.xml`` (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from typing import Any

from docforge.archive import ArchiveError
from docforge.wordml.formats import format_number
from docforge.wordml.names import W, integer, twips, value

_PLACE = re.compile("%([1-9])")
LEVELS = 9


class Level:
    """One level of a list: how it counts and what it prints."""

    def __init__(self, element: Any) -> None:
        self.start = integer(value(element.find(W + "start")), 1)
        self.format = value(element.find(W + "numFmt")) or "decimal"
        self.text = value(element.find(W + "lvlText")) or ""
        self.style = value(element.find(W + "pStyle")) or ""
        self.legal = element.find(W + "isLgl") is not None
        restart = value(element.find(W + "lvlRestart"))
        self.restart = None if restart is None else integer(restart, 0)
        self.suffix = value(element.find(W + "suff")) or "tab"
        indent = element.find(f"{W}pPr/{W}ind")
        self.left = twips(value(indent, "left") or value(indent, "start"))
        self.first = first_line(indent)


class Numbering:
    """The lists of a file with their counters; ask for the labels in document order."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        style_lists: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in root.iter(W + "abstractNum"):
            identifier = element.get(W + "abstractNumId", "")
            self._abstract[identifier] = _levels(element)
            if (name := value(element.find(W + "styleLink"))) is not None:
                style_lists[name] = identifier
            if (name := value(element.find(W + "numStyleLink"))) is not None:
                links[identifier] = name
        for element in root.iter(W + "num"):
            identifier = element.get(W + "numId", "")
            abstract = value(element.find(W + "abstractNumId")) or ""
            self._lists[identifier] = style_lists.get(links.get(abstract, ""), abstract)
            for override in element.iter(W + "lvlOverride"):
                level = _number(override)
                start = value(override.find(W + "startOverride"))
                if start is not None:
                    self._starts.setdefault(identifier, {})[level] = integer(start, 1)
                replaced = override.find(W + "lvl")
                if replaced is not None:
                    self._overrides.setdefault(identifier, {})[level] = Level(replaced)

    def level_of_style(self, identifier: str, style: str) -> int:
        """The level of a list that a paragraph style is linked to; 0 if none is."""
        levels = self._abstract.get(self._lists.get(identifier, ""), {})
        return next((number for number, level in levels.items() if level.style == style), 0)

    def level(self, identifier: str, number: int) -> Level | None:
        """A level (from 0) of a list, None where the list has none such."""
        own = self._overrides.get(identifier, {}).get(number)
        return own or self._abstract.get(self._lists.get(identifier, ""), {}).get(number)

    def count(self, identifier: str, number: int) -> int | None:
        """The number that a level of a list has reached."""
        counters = self._counters.get(self._lists.get(identifier, ""))
        return counters[number] if counters else None

    def known(self, identifier: str) -> bool:
        """Whether a list with this ``numId`` exists."""
        return self._lists.get(identifier, "") in self._abstract

    def advance(self, identifier: str, level: int) -> str:
        """Count one paragraph of a list at a level (from 0) and return its label (for a bullet, its character)."""
        abstract = self._lists.get(identifier, "")
        levels = {**self._abstract.get(abstract, {}), **self._overrides.get(identifier, {})}
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        for number, start in sorted(self._starts.get(identifier, {}).items()):
            if number <= level and (identifier, number) not in self._begun:
                self._begun.add((identifier, number))
                counters[number] = start - 1
                counters[number + 1 :] = [None] * (LEVELS - number - 1)
        current = counters[level]
        counters[level] = levels[level].start if current is None else current + 1
        for deeper in range(level + 1, LEVELS):
            if _restarts(levels.get(deeper), level):
                counters[deeper] = None
        if levels[level].format == "bullet":
            return levels[level].text
        legal = levels[level].legal

        def place(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            source = levels.get(number)
            if source is None:
                return ""
            count = counters[number]
            return format_number("decimal" if legal else source.format, source.start if count is None else count)

        return _PLACE.sub(place, levels[level].text)


def first_line(indent: Any | None) -> int:
    """How much further in (below zero: out) a first line begins than the others, in twips, by a ``w:ind``."""
    return twips(value(indent, "firstLine")) - twips(value(indent, "hanging"))


def _levels(element: Any) -> dict[int, Level]:
    return {_number(level): Level(level) for level in element.findall(W + "lvl")}


def _number(element: Any) -> int:
    """The level (0–8) that an element is about."""
    number = integer(value(element, "ilvl"), 0)
    if not 0 <= number < LEVELS:
        raise ArchiveError(f"there is no list level {number}")
    return number


def _restarts(level: Level | None, used: int) -> bool:
    """Whether a deeper level begins again after level ``used``: always, unless ``lvlRestart`` names a shallower one."""
    if level is None or level.restart is None:
        return True
    return level.restart != 0 and used < level.restart
