"""The class of a character, by the table and, for what it does not list, by Unicode properties."""

from __future__ import annotations

import unicodedata
from functools import cache

from docforge.typography.scripts import is_han, is_hangul, is_kana
from docforge.typography.tables import classes

IDEOGRAPH, KANA, HANGUL = "ideograph", "kana", "hangul"
LETTER, DIGIT, SPACE, COMBINING, OTHER = "letter", "digit", "space", "combining", "other"

_JOINERS = "\u200d\u2060"


@cache
def class_of(char: str) -> str:
    """The class of one character: a name of ``classes.toml`` or one of the constants of this module."""
    return _listed().get(char) or _by_property(char)


@cache
def _listed() -> dict[str, str]:
    return {char: name for name, entry in classes().items() for char in entry.chars}


def _by_property(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Mn", "Mc", "Me") or char in _JOINERS:
        return COMBINING
    if is_han(char):
        return IDEOGRAPH
    if is_kana(char):
        return KANA
    if is_hangul(char):
        return HANGUL
    if unicodedata.east_asian_width(char) in "WF":
        return OTHER
    if category[0] == "L":
        return LETTER
    if category == "Nd":
        return DIGIT
    return SPACE if char in " \u00a0" else OTHER
