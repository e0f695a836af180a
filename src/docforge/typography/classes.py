"""The class of a character: by the table and, for what it does not list, by Unicode properties."""

from __future__ import annotations

import unicodedata
from functools import cache

from docforge.typography.scripts import is_han, is_hangul, is_kana
from docforge.typography.tables import classes, common

IDEOGRAPH, KANA, HANGUL = "ideograph", "kana", "hangul"
LETTER, DIGIT, SPACE = "letter", "digit", "space"
COMBINING = "combining"
"""Combining marks, variation selectors, joiners, sound marks, tone marks of bopomofo, vowels and finals of decomposed
Hangul, skin tones: they belong to the character before them."""
OTHER = "other"

IDEOGRAPHIC = frozenset(
    {IDEOGRAPH, KANA, "small-kana", "prolonged-sound-mark", "iteration-mark", "ideographic-iteration-mark"}
)
"""Letters that are parted from Western letters and digits by a gap (CSS Text 4, ideographs)."""

ALPHABETIC = frozenset({LETTER, DIGIT})
"""CSS Text 4, non-ideographic letters and numerals: Latin, Greek, Cyrillic, Hebrew …, not those of full width."""

_SPACES = " \u00a0"
_ATTACHED = frozenset("\u200c\u200d゛゜ﾞﾟˊˇˋ")
_ATTACHED_SPANS = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0x1F3FB, 0x1F3FF))
_FLAGS = (0x1F1E6, 0x1F1FF)
"""Regional indicators: two of them are one flag."""


@cache
def class_of(char: str) -> str:
    """The class of one character: a name of ``classes.toml`` or one of the constants of this module."""
    return _listed().get(char) or _by_property(char)


@cache
def is_full_width(char: str) -> bool:
    """Whether a character takes one em wherever it stands (East Asian Width W or F)."""
    return unicodedata.east_asian_width(char) in "WF"


def goes_on(a: str, b: str) -> bool:
    """Whether ``a`` is a leading consonant of decomposed Hangul that ``b`` goes on with (UAX #29 GB6)."""
    return _is_hangul_lead(a) and (_is_hangul_lead(b) or _within(b, (0xAC00, 0xD7A3)))


@cache
def east_asian() -> frozenset[str]:
    """Classes of East Asian text, between which the tables alone decide."""
    listed = {name for name, entry in classes().items() if not entry.western}
    return frozenset(listed | IDEOGRAPHIC | {HANGUL})


def is_western(name: str) -> bool:
    """Whether a listed class also occurs in Western text."""
    return name in classes() and classes()[name].western


@cache
def takes_emphasis(char: str) -> bool:
    """Whether a character takes an emphasis mark: letters, digits and symbols do; punctuation and blanks do not.

    CSS Text Decoration 3, #text-emphasis-style-property. A combining mark has none of its own, and a flag has none.
    """
    if class_of(char) == COMBINING or _within(char, _FLAGS):
        return False
    if unicodedata.category(char)[0] == "P":
        return char in common().emphasis.marked_punctuation
    return unicodedata.category(char)[0] in "LNS"


@cache
def _listed() -> dict[str, str]:
    return {char: name for name, entry in classes().items() for char in entry.chars}


def _by_property(char: str) -> str:
    if char in _SPACES:
        return SPACE
    category = unicodedata.category(char)
    if category[0] == "M" or char in _ATTACHED or any(_within(char, span) for span in _ATTACHED_SPANS):
        return COMBINING
    for name, belongs in ((IDEOGRAPH, is_han), (KANA, is_kana), (HANGUL, is_hangul)):
        if belongs(char):
            return name
    if is_full_width(char):
        return OTHER
    if category[0] == "L":
        return LETTER
    return DIGIT if category == "Nd" else OTHER


def _is_hangul_lead(char: str) -> bool:
    return _within(char, (0x1100, 0x115F)) or _within(char, (0xA960, 0xA97C))


def _within(char: str, span: tuple[int, int]) -> bool:
    return span[0] <= ord(char) <= span[1]
