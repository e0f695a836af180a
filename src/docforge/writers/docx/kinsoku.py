"""The characters that may not begin or end a line, as Word's custom sets (ECMA-376 Part 1, 17.15.1.58 and 59).

Word's own sets lack what a language's tables add (／ ～ · in GB/T 15834), and a custom set replaces Word's own, so it
must be whole: the tables' marks, and the half-width and vertical forms that Word's sets have beside them. A file has
one pair of sets, for one language: the document's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docforge.typography.rules import NEVER, rules_for
from docforge.typography.tables import classes

_MOST_BEFORE, _MOST_AFTER = 100, 50
"""Word keeps so many characters of each set ([MS-DOC] 2.7.16 DopTypography)."""

_ALSO_BEFORE = "!%),.:;?]}¢°′″‰℃％￠"
_ALSO_AFTER = "$([{£¥＄￡￥"
_VERTICAL_BEFORE, _VERTICAL_AFTER = "︶︸︺︼︾﹀﹂﹄﹚﹜﹞", "︵︷︹︻︽︿﹁﹃﹙﹛﹝"
_RARE = re.compile("[㇀-㏿｡-ﾟ]")
"""Squared units, kana of Ainu and half-width forms: first to go where a set is too long for Word."""

_PLAIN = ("none", "css-loose", "css-normal", "css-strict")
"""Levels without a set of their own."""


class Kinsoku(NamedTuple):
    """``before``: characters before which no line breaks, so none of them begins a line; ``after``: those that end
    none. In the order of their code points."""

    before: str
    after: str


@lru_cache(maxsize=32)
def kinsoku(lang: str, level: str) -> Kinsoku | None:
    """The sets of a language (zh-Hans …, ko) at a level of ``docforge.typography``; None for other languages and for
    levels without a set."""
    if not lang or level in _PLAIN:
        return None
    # Between Korean words only blanks part a line, so what brackets forbid is asked of lines that break anywhere.
    rules, letter = (rules_for(lang, "character"), "가") if lang == "ko" else (rules_for(lang, level), "国")
    listed = [char for entry in classes().values() for char in entry.chars if char != " "]
    before = {char for char in listed if rules.pair(letter, char).breaks == NEVER}
    after = {char for char in listed if rules.pair(char, letter).breaks == NEVER}
    if lang.startswith("zh"):
        before |= set(_VERTICAL_BEFORE)
        after |= set(_VERTICAL_AFTER)
    return Kinsoku(_fitted(before | set(_ALSO_BEFORE), _MOST_BEFORE), _fitted(after | set(_ALSO_AFTER), _MOST_AFTER))


def _fitted(chars: set[str], most: int) -> str:
    """At most so many characters, rare ones left out first, by code point."""
    kept = sorted(chars, key=lambda char: (_RARE.match(char) is not None, char))[:most]
    return "".join(sorted(kept))
