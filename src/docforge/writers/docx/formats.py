"""Which labels Word can count by itself: number styles of the model mapped to ``w:numFmt``.

A format is used only within the values for which Word, by ECMA-376 Part 1, 17.18.59 and the notes of its field
switches, and LibreOffice print the very label of the model. Beyond them, and for styles that Word does not have, the
label is typed text. ``docs/analysis/word-numbering.md`` says where the limits come from.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from docforge.typography.numbers import format_number

ALL = ((0, 32767),)
"""Word counts to 32 767."""

_HAN_WITHOUT_ZERO = ((1, 100), *((hundred * 100 + 10, hundred * 100 + 99) for hundred in range(1, 10)))
"""Above 100 Word writes an inner zero as 〇 and LibreOffice as 零, so 101–109, 201–209 … are left out."""

_DIGITS_WITHOUT_ZERO = ((1, 9), *((ten * 10 + 1, ten * 10 + 9) for ten in range(1, 10)))
"""Digits by place: programs disagree on the sign for zero."""


class WordFormat(NamedTuple):
    """A ``w:numFmt``, the inclusive ranges in which all programs print the same, and the language it belongs to."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    lang: str = ""

    def covers(self, value: int) -> bool:
        """Whether all programs print the same label for a value."""
        return any(first <= value <= last for first, last in self.ranges)


WORD_FORMATS: dict[str, tuple[WordFormat, ...]] = {
    "decimal": (WordFormat("decimal", ALL),),
    "chinese": (WordFormat("chineseCountingThousand", _HAN_WITHOUT_ZERO),),
    "chinese-formal": (
        WordFormat("chineseLegalSimplified", ((1, 9),), "zh-Hans"),
        WordFormat("ideographLegalTraditional", ((1, 9),), "zh-Hant"),
    ),
    "ideograph-digit": (WordFormat("ideographDigital", ((1, 9),)),),
    "japanese": (WordFormat("japaneseCounting", ((1, 99),)),),
    "korean-digital": (WordFormat("koreanDigital", _DIGITS_WITHOUT_ZERO),),
    "korean": (WordFormat("koreanCounting", ((1, 99),)),),
    "hangul-letter": (WordFormat("chosung", ((1, 14),)),),
    "hangul-syllable": (WordFormat("ganada", ((1, 14),)),),
    "circled": (WordFormat("decimalEnclosedCircle", ((1, 20),)),),
    "stem": (WordFormat("ideographTraditional", ((1, 10),)),),
    "branch": (WordFormat("ideographZodiac", ((1, 12),)),),
    "katakana": (WordFormat("aiueoFullWidth", ((1, 44),)),),
    "iroha": (WordFormat("irohaFullWidth", ((1, 47),)),),
    "lower-alpha": (WordFormat("lowerLetter", ((1, 26),)),),
    "upper-alpha": (WordFormat("upperLetter", ((1, 26),)),),
    "lower-roman": (WordFormat("lowerRoman", ((1, 3999),)),),
    "upper-roman": (WordFormat("upperRoman", ((1, 3999),)),),
}
"""Number styles of the model that Word can count.

Not here: ``parenthesised``, ``full-stop`` and ``decimal-fullwidth``, which Word has (decimalEnclosedParen …) and
LibreOffice prints as plain digits; ``parenthesised-ideograph``, which Word does not have.
"""


class NativeLabel(NamedTuple):
    """A label that Word can print: its format, the text around the number (``第`` and ``条``), and the number."""

    format: str
    before: str
    after: str
    value: int


@lru_cache(maxsize=4096)
def native_label(scheme: str, value: tuple[int, ...], label: str) -> NativeLabel | None:
    """How Word counts ``label``, whose scheme is ``chinese:第{}条``; None if it must be typed.

    Labels of several numbers (第二条之一, 2.4) are typed: Word could print them only while every level above counts the
    same way. A per cent sign in the pattern would be read as a place of Word's own.
    """
    style, _, pattern = scheme.partition(":")
    if len(value) != 1 or pattern.count("{}") != 1 or "%" in pattern:
        return None
    before, after = pattern.split("{}")
    for candidate in WORD_FORMATS.get(style, ()):
        if candidate.covers(value[0]) and label == before + format_number(value[0], style, candidate.lang) + after:
            return NativeLabel(candidate.name, before, after, value[0])
    return None
