"""The rules of one language at one level, asked by pairs of characters.

>>> rules = rules_for("zh-Hans")
>>> rules.pair("。", "（").trim_start
True

``rules_for`` gives the rules of a run's own language. What two neighbours decide is a ``Pair``, made once and kept;
what takes a longer run (——, 99.5%, ！！！, a combining mark) is settled by ``Rules.scan``, which gives every boundary
of a text. The rules say *whether* the blank at a side of a mark is taken off, never how much it is: that is the font's
business. They never change a character.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from docforge.typography.classes import (
    ALPHABETIC,
    COMBINING,
    DIGIT,
    IDEOGRAPHIC,
    SPACE,
    class_of,
    east_asian,
    goes_on,
    is_full_width,
    is_western,
    takes_emphasis,
)
from docforge.typography.clusters import Span, cluster_pattern, spans, unit_pattern
from docforge.typography.css_levels import allows
from docforge.typography.languages import Language, language_of, region_of
from docforge.typography.profile import Squeeze, levels_of, plain_profile, profile
from docforge.typography.tables import LineEnd, TrimKind, classes, css, table

__all__ = [
    "ALLOWED",
    "ASK",
    "FUSED",
    "GAP",
    "NEVER",
    "OTHER",
    "WORD_SPACE",
    "LevelError",
    "Pair",
    "Rules",
    "Squeeze",
    "default_level",
    "is_mark",
    "rules_for",
]

NEVER, ALLOWED, ASK = 0, 1, 2
"""Answers of ``Pair.breaks``."""

WORD_SPACE, GAP, OTHER = 1, 2, 3
"""Answers of ``Pair.stretch``, in the order in which a line is stretched; 0 is never."""


class Pair(NamedTuple):
    """What is settled at the boundary between two neighbours ``a`` and ``b``.

    ``breaks``: NEVER, ALLOWED, or ASK the Unicode oracle (``unicode_breaks``, or Pango). ``trim_end``: the blank at
    the end side of a is taken off. ``trim_start``: the blank at the start side of b is. ``gap``: the gap between an
    ideograph and a Western letter or digit stands here. ``stretch``: 0 never, else WORD_SPACE (at the boundary after
    the space), GAP or OTHER.
    """

    breaks: int
    trim_end: bool = False
    trim_start: bool = False
    gap: bool = False
    stretch: int = 0


class LevelError(ValueError):
    """A language has no level of that name; ``levels`` are those it has."""

    def __init__(self, level: str, lang: str, levels: tuple[str, ...]) -> None:
        super().__init__(f'no line-breaking level "{level}" for the language "{lang}"; there are {", ".join(levels)}')
        self.level = level
        self.lang = lang
        self.levels = levels


_EDGE = Pair(NEVER)
FUSED = Pair(NEVER)
"""The boundary inside what readers see as one character (a letter and its accent); known by identity."""

_JOINER = "\u200d"

_MOST_PAIRS = 1 << 17
"""Pairs that are kept, some 20 MB: more than a long book has, and a bound for a process that never ends."""


class Rules:
    """The rules of one language at one level, made by ``rules_for``.

    ``language``: the tradition, "" where only the Unicode rules hold. ``level``: the name of the level, "" likewise.
    ``plain``: trims, gaps, squeezing and hanging marks are off (levels ``css-*``, and languages without a table).
    ``space_squeeze`` and ``gap_squeeze``: how a word space and the gap give way; None where they do not. ``space_most``
    and ``gap_most``: the width in em that they may reach before other boundaries are stretched.
    """

    def __init__(self, language: Language, level: str, vertical: bool) -> None:
        self.language = language
        self.level = level
        self.vertical = vertical
        self.plain = not language or level in css().levels
        self.profile = plain_profile(language) if self.plain else profile(language, level, vertical)
        self.space_squeeze = self.profile.squeezes.get("word-space")
        self.gap_squeeze = self.profile.squeezes.get("gap")
        self.space_most = self.profile.stretches.get("word-space", math.inf)
        self.gap_most = self.profile.stretches.get("gap", math.inf)
        self._units = unit_pattern(self.profile.unbroken)
        stacking = _stacking_marks(self.profile.trims)
        self._stack = re.compile(f"[{stacking}]{{2,}}") if stacking else None
        self._pairs: dict[str, Pair] = {}
        self._combining: set[str] = set()

    def pair(self, a: str, b: str) -> Pair:
        """What is settled between two neighbouring characters, whatever surrounds them."""
        key = a + b
        found = self._pairs.get(key)
        if found is None:
            if len(self._pairs) >= _MOST_PAIRS:
                self._pairs.clear()
            found = self._pairs[key] = self._make(a, b)
        return found

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Pair]:
        """The boundary before each character of ``text[start:end]``: item k stands before ``text[start + k]``.

        Before the first character of the text nothing breaks. Rows and numbers are looked for inside the bounds.
        """
        end = len(text) if end is None else end
        known, pair = self._pairs, self.pair
        found = [known.get(text[at - 1 : at + 1]) or pair(text[at - 1], text[at]) for at in range(start or 1, end)]
        if start == 0 and end:
            found.insert(0, _EDGE)
        if self._combining and not self._combining.isdisjoint(text):
            self._look_through(text, start, found)
        if self.language:
            self._keep_units(text, start, end, found)
        for at in self.stacked(text, start, end):
            if at + 1 < end:
                found[at + 1 - start] = found[at + 1 - start]._replace(trim_end=True)
        return found

    def clusters(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Spans of ``text[start:end]`` that stay together on a line and are not stretched inside."""
        if not self.language:
            return []
        end = len(text) if end is None else end
        found = spans(cluster_pattern(self.profile.unbroken), text, start, end)
        return [(first, _with_combining(text, last, end)) for first, last in found]

    def stacked(self, text: str, start: int = 0, end: int | None = None) -> list[int]:
        """Indices of ！ and ？ that lose the blank of their end side in a row of them: two take 1 em, three 2 em.

        GB/T 15834 5.1.2; none in other languages and in vertical lines.
        """
        if self._stack is None:
            return []
        rows = self._stack.finditer(text, start, len(text) if end is None else end)
        return [at for row in rows for at in (row.start(), row.start() + 1)]

    def line_start(self, c: str) -> bool:
        """Whether ``c`` loses the blank of its start side when a line starts with it."""
        return self.profile.trims.get(class_of(c)) == "opening"

    def line_end(self, c: str) -> LineEnd:
        """Whether ``c`` loses the blank of its end side when a line ends with it: always, where needed, never."""
        closes = self.profile.trims.get(class_of(c)) in ("closing", "dividing")
        return self.profile.line_end if closes else "none"

    def hangs(self, c: str, before: str = "", after: str = "") -> bool:
        """Whether ``c`` may hang in the margin after a full line, where the theme asks for it.

        With its neighbours given, a mark beside another mark does not (CLREQ #hanging_punctuation_marks_at_line_end).
        """
        alone = not (is_mark(before) or is_mark(after))
        return alone and class_of(c) in self.profile.hanging

    def squeeze(self, c: str) -> Squeeze | None:
        """How the blank of ``c`` gives way inside a squeezed line; None when it has none to give."""
        return self.profile.squeezes.get(class_of(c))

    def marks(self, c: str) -> bool:
        """Whether ``c`` takes an emphasis mark: letters, digits and symbols do, punctuation and blanks do not."""
        return takes_emphasis(c)

    def _make(self, a: str, b: str) -> Pair:
        first, second = class_of(a), class_of(b)
        self._combining.update(char for char, name in ((a, first), (b, second)) if name == COMBINING)
        if second == COMBINING or goes_on(a, b):
            return FUSED
        trim_end, trim_start = self._adjacent(first, second)
        gap = self.profile.gap and _change_of_script(first, second)
        stretch = 0 if trim_end or trim_start else self._stretch(a, b, gap)  # what was drawn together stays together
        return Pair(self._breaks(a, b, first, second), trim_end, trim_start, gap, stretch)

    def _breaks(self, a: str, b: str, first: str, second: str) -> int:
        if self.plain:
            relaxed = bool(self.level) and allows(a, b, self.level, self.language)
            return ALLOWED if relaxed else ASK
        left, right = first in east_asian(), second in east_asian()
        if second == SPACE or self._in_row(a, b) or self._in_word(first, second):
            return NEVER
        if second in self.profile.no_start and (left or not is_western(second)):
            return NEVER
        if first in self.profile.no_end and (right or not is_western(first)):
            return NEVER
        if second in self.profile.relaxed and (left or first == DIGIT):
            return ALLOWED
        return ALLOWED if left and right else ASK

    def _in_row(self, a: str, b: str) -> bool:
        """Whether two signs belong to one unit, as far as a pair can tell: ——, ……"""
        return a == b and class_of(a) in self.profile.unbroken

    def _in_word(self, first: str, second: str) -> bool:
        """Whether a Korean word goes on over the boundary."""
        words = self.profile.words
        if words is None:
            return False
        if first in words.classes:
            return second in words.classes or second in words.opening
        return first in words.closing and second in words.classes

    def _adjacent(self, first: str, second: str) -> tuple[bool, bool]:
        """Whether the end of a and the start of b are taken off (CSS Text 4, #fullwidth-collapsing).

        Opening marks lose their start after any mark but a narrow closing one; closing marks their end before any mark
        but an opening one. ！ and ？ of simplified Chinese take part on both sides (GB/T 15834 5.1.2).
        """
        before, after = self.profile.trims.get(first), self.profile.trims.get(second)
        if before is None or after is None:
            return False, False
        if after == "opening":
            return False, before != "narrow-closing"
        if before == "closing":
            return after in ("closing", "middle", "narrow-closing", "dividing"), False
        return before == "dividing" and after in ("closing", "middle", "narrow-closing"), False

    def _stretch(self, a: str, b: str, gap: bool) -> int:
        first, second = class_of(a), class_of(b)
        if first == SPACE:
            return WORD_SPACE
        if gap:
            return GAP
        fixed = first in self.profile.fixed_after or second in self.profile.fixed_before or second == SPACE
        if fixed or self._in_row(a, b):
            return 0
        return OTHER if is_full_width(a) or is_full_width(b) else 0

    def _look_through(self, text: str, start: int, found: list[Pair]) -> None:
        """What follows combining marks and variation selectors is settled by the character that carries them.

        After a zero width joiner the character itself goes on.
        """
        for at in range(max(start, 1), start + len(found)):
            if class_of(text[at - 1]) == COMBINING and class_of(text[at]) != COMBINING:
                base = at - 1
                while base > 0 and class_of(text[base]) == COMBINING:
                    base -= 1
                found[at - start] = FUSED if text[at - 1] == _JOINER else self.pair(text[base], text[at])

    def _keep_units(self, text: str, start: int, end: int, found: list[Pair]) -> None:
        """Rows and numbers break and stretch between units only; CSS levels leave breaks to the oracle."""
        end_of_last = -1
        for first, last in spans(self._units, text, start, end):
            for at in range(first + 1, last):
                found[at - start] = Pair(found[at - start].breaks if self.plain else NEVER)
            if first == end_of_last and not self.plain and text[first] == text[first - 1]:
                prohibited = class_of(text[first]) in self.profile.no_start
                found[first - start] = Pair(NEVER if prohibited else ALLOWED)
            end_of_last = last


@cache
def rules_for(lang: str, level: str | None = None, vertical: bool = False) -> Rules:
    """The rules of a BCP 47 tag at a level; None is the level of its region (zh-TW) or the language's own.

    A tag of another language, or one that is not well formed, gets the Unicode rules alone.
    Raises LevelError, a ValueError that lists the levels the language has.
    """
    language = language_of(lang)
    levels = (*levels_of(language), *css().levels)
    if level is not None and level not in levels:
        raise LevelError(level, lang, levels)
    return _rules(language, level or default_level(lang), vertical)


def default_level(lang: str) -> str:
    """The level that a language tag has of itself: gb for zh-Hans, tw for zh-TW, "" for languages without a table."""
    language = language_of(lang)
    if not language:
        return ""
    region = region_of(lang)
    return region if region in table(language).regions else table(language).default_level


@cache
def _rules(language: Language, level: str, vertical: bool) -> Rules:
    return Rules(language, level, vertical)


def is_mark(c: str) -> bool:
    """Whether a character is East Asian punctuation: nothing hangs beside it, and it is no character of a last line."""
    return bool(c) and class_of(c) in east_asian() and not takes_emphasis(c)


def _change_of_script(first: str, second: str) -> bool:
    """Whether the gap between ideographs and Western letters stands between two classes."""
    return (first in IDEOGRAPHIC and second in ALPHABETIC) or (first in ALPHABETIC and second in IDEOGRAPHIC)


def _with_combining(text: str, at: int, end: int) -> int:
    """The end of the character before ``at``, combining marks included."""
    while at < end and class_of(text[at]) == COMBINING:
        at += 1
    return at


def _stacking_marks(trims: dict[str, TrimKind]) -> str:
    return "".join(classes()[name].chars for name, kind in trims.items() if kind == "dividing")
