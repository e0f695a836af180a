"""The rules of one language at one level, asked by pairs of characters.

>>> rules = rules_for("zh-Hans")
>>> rules.pair("。", "（").trim_start
True

``rules_for`` gives the rules of a run's own language. Everything that two neighbours decide is a ``Pair``, made once
and kept; what takes longer runs (——, 99.5%, ！！！) is settled by ``Rules.scan``, which gives all boundaries of a
text.
The rules say *whether* a side of a mark is taken off, never how much: that is the blank the font's own glyph has.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from docforge.typography.classes import COMBINING, DIGIT, HANGUL, IDEOGRAPH, KANA, LETTER, SPACE, class_of
from docforge.typography.clusters import CLUSTER, units
from docforge.typography.languages import Language, language_of
from docforge.typography.tables import Classes, Prohibition, TrimKind, classes, table

LineEnd = Literal["force", "allow", "none"]
Side = Literal["start", "end", "both"]

NEVER, ALLOWED, ASK = 0, 1, 2
"""Answers of ``Pair.breaks``."""

WORD_SPACE, GAP, OTHER = 1, 2, 3
"""Answers of ``Pair.stretch``, in the order in which a line is stretched; 0 is never."""


class Pair(NamedTuple):
    """What is settled at the boundary between two neighbours ``a`` and ``b``.

    ``breaks``: NEVER, ALLOWED, or ASK the Unicode oracle (UAX #14). ``trim_end``: the blank at the end side of a is
    taken off. ``trim_start``: the blank at the start side of b is. ``gap``: the CJK–Latin gap stands here.
    ``stretch``: 0 never, else WORD_SPACE (the boundary after the space), GAP or OTHER.
    """

    breaks: int
    trim_end: bool = False
    trim_start: bool = False
    gap: bool = False
    stretch: int = 0


class Squeeze(NamedTuple):
    """How a blank gives way when a line is squeezed: smaller ``order`` first, all of one order evenly.

    ``side`` is where the character has its blank. ``least`` is what must be left: for a mark, in em of its blank that
    stays (0.0: all may go); for a word space and the gap, its whole width in em.
    """

    order: int
    side: Side
    least: float


_EDGE = Pair(NEVER)
_INSIDE = Pair(NEVER)
_UNICODE = Pair(ASK)


class Rules:
    """The rules of one language at one level. Made by ``rules_for``.

    ``language``: the tradition, "" where only the Unicode rules hold. ``level``: the level's name. ``plain`` says that
    trims, squeeze, gaps and hanging marks are off (levels ``css-*``, and languages without a table).
    ``gap_squeeze`` and ``space_squeeze``: how the CJK–Latin gap and a word space give way.
    """

    def __init__(self, language: Language, level: str, vertical: bool) -> None:
        self.language = language
        self.level = level
        self.vertical = vertical
        self.plain = not language or level.startswith("css-")
        self.gap_squeeze = Squeeze(5, "both", 0.125)
        self.space_squeeze = Squeeze(2, "both", 0.25)
        self._table = table(language) if language else None
        self._pairs: dict[str, Pair] = {}
        self._no_start = self._prohibited(self._table.no_line_start) if self._table else frozenset()
        self._no_end = self._prohibited(self._table.no_line_end) if self._table else frozenset()
        self._trims = self._trim_kinds()
        self._hanging = _named(self._table.hang) if self._table else frozenset()
        self._fixed_before = self._fixed("before")
        self._fixed_after = self._fixed("after")

    def pair(self, a: str, b: str) -> Pair:
        """What is settled between two neighbouring characters."""
        key = a + b
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = self._make(a, b)
        return found

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Pair]:
        """The boundary before each character of ``text[start:end]``, corrected for clusters.

        Item k is the boundary before ``text[start + k]``; before the first character of the text nothing breaks.
        """
        end = len(text) if end is None else end
        pairs, make = self._pairs, self.pair
        out = [pairs.get(text[at - 1 : at + 1]) or make(text[at - 1], text[at]) for at in range(max(start, 1), end)]
        if start == 0 and end:
            out.insert(0, _EDGE)
        for first, last in self.clusters(text, start, end):
            for at in range(first + 1, last):
                out[at - start] = _INSIDE
        return out

    def clusters(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Spans of ``text[start:end]`` that no line break and no stretching may part, offsets into ``text``."""
        if self._table is None:
            return []
        end = len(text) if end is None else end
        return [span for match in CLUSTER.finditer(text, start, end) for span in units(match)]

    def line_start(self, c: str) -> bool:
        """Whether ``c`` loses the blank of its start side when a line starts with it."""
        return self._trims.get(class_of(c)) == "opening"

    def line_end(self, c: str) -> LineEnd:
        """Whether ``c`` loses the blank of its end side when a line ends with it: always, where needed, never."""
        if self._table is None or self._trims.get(class_of(c)) not in ("closing", "dividing"):
            return "none"
        return self._table.line_end.trim

    def hangs(self, c: str) -> bool:
        """Whether ``c`` may hang in the margin after a full line, where the theme asks for hanging marks."""
        return not self.plain and class_of(c) in self._hanging

    def squeeze(self, c: str) -> Squeeze | None:
        """How the blank of ``c`` gives way inside a squeezed line; None when it has none to give."""
        kind = self._trims.get(class_of(c))
        if kind == "opening":
            return Squeeze(4, "start", 0.0)
        if kind == "closing":
            return Squeeze(4, "end", 0.0)
        return Squeeze(3, "both", 0.0) if kind == "middle" else None

    def marks(self, c: str) -> bool:
        """Whether ``c`` takes an emphasis mark: letters do, marks and blanks do not."""
        return class_of(c) in (
            IDEOGRAPH,
            KANA,
            HANGUL,
            LETTER,
            DIGIT,
            "small-kana",
            "iteration-mark",
            "prolonged-sound-mark",
        )

    def _make(self, a: str, b: str) -> Pair:
        if self._table is None:
            return _UNICODE if a != " " else Pair(ASK, stretch=WORD_SPACE)
        first, second = class_of(a), class_of(b)
        if second == COMBINING:
            return _INSIDE
        trim_start, trim_end = (False, False) if self.plain else self._adjacent(first, second)
        gap = not self.plain and self._table.autospace.gap and _meet(first, second)
        return Pair(self._breaks(a, b, first, second), trim_end, trim_start, gap, self._stretch(first, second, gap))

    def _breaks(self, a: str, b: str, first: str, second: str) -> int:
        if second in self._no_start or first in self._no_end or second == SPACE:
            return NEVER
        if first == "inseparable" and a == b:
            return NEVER
        if self.language == "ko" and self.level == "word" and {first, second} <= _WORD:
            return NEVER
        return ALLOWED if first in _WIDE and second in _WIDE else ASK

    def _adjacent(self, first: str, second: str) -> tuple[bool, bool]:
        """(start of b, end of a): CSS Text 4, fullwidth punctuation collapsing."""
        before, after = self._trims.get(first), self._trims.get(second)
        if after == "opening":
            return before is not None and before != "narrow-closing", False
        if before == "closing":
            return False, after in ("closing", "middle", "narrow-closing", "dividing")
        return False, before == "dividing" and after in ("closing", "middle", "narrow-closing")

    def _stretch(self, first: str, second: str, gap: bool) -> int:
        if first == SPACE:
            return WORD_SPACE
        if gap:
            return GAP
        if first in self._fixed_after or second in self._fixed_before or not (first in _WIDE or second in _WIDE):
            return 0
        return 0 if second == SPACE else OTHER

    def _prohibited(self, rows: tuple[Prohibition, ...]) -> frozenset[str]:
        assert self._table is not None
        levels = self._table.levels
        strictness = levels.index(self.level if self.level in levels else self._table.default_level)
        return frozenset(name for row in rows if levels.index(row.level) <= strictness for name in row.classes)

    def _trim_kinds(self) -> dict[str, TrimKind]:
        if self._table is None or self.plain:
            return {}
        other_way = "horizontal" if self.vertical else "vertical"
        return {name: row.kind for row in self._table.trim if row.writing != other_way for name in row.classes}

    def _fixed(self, side: str) -> frozenset[str]:
        rows = self._table.no_stretch if self._table else ()
        return frozenset(name for row in rows if row.where in (side, "both") for name in row.classes)


def _named(rows: tuple[Classes, ...]) -> frozenset[str]:
    return frozenset(name for row in rows for name in row.classes)


def _meet(first: str, second: str) -> bool:
    return (first in _IDEOGRAPHIC and second in _ALPHABETIC) or (first in _ALPHABETIC and second in _IDEOGRAPHIC)


_ALPHABETIC = frozenset({LETTER, DIGIT})
_IDEOGRAPHIC = frozenset({IDEOGRAPH, KANA, "small-kana", "iteration-mark", "prolonged-sound-mark"})
_WORD = _ALPHABETIC | _IDEOGRAPHIC | {HANGUL}
_WIDE = (_IDEOGRAPHIC | {HANGUL} | set(classes())) - {"prefixed-abbreviation", "postfixed-abbreviation"}


@cache
def rules_for(lang: str, level: str | None = None, vertical: bool = False) -> Rules:
    """The rules of a language tag at a level (None: the language's own).

    A tag of another language gets the Unicode rules.
    Raises LevelError, a ValueError that lists the levels.
    """
    language = language_of(lang)
    levels = (*(table(language).levels if language else ()), *CSS_LEVELS)
    if level is not None and level not in levels:
        raise LevelError(level, lang, levels)
    return Rules(language, level or (table(language).default_level if language else ""), vertical)


CSS_LEVELS = ("css-loose", "css-normal", "css-strict")
"""Levels of CSS Text 3 5.3, which every language has; with them only break opportunities differ."""


class LevelError(ValueError):
    """A language has no level of that name; ``levels`` are those it has."""

    def __init__(self, level: str, lang: str, levels: tuple[str, ...]) -> None:
        super().__init__(f'no level "{level}" for the language "{lang}"; there are {", ".join(levels)}')
        self.level = level
        self.lang = lang
        self.levels = levels
