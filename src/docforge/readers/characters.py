"""Kinds of characters that reading decides by: Han, kana, Hangul, wide punctuation, blanks."""

from __future__ import annotations

import unicodedata

HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Regular expression class of ideographs, with 々 and 〇."""

KANA = "\u3031-\u3035\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL_RANGES = (("\uac00", "\ud7ff"), ("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\ua960", "\ua97f"))

WIDE_BLANK = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that people type to shape a line."""

BLANK = f" \t{WIDE_BLANK}"

_WHOLE_EM = "\u2001\u2003\u3000"
_BLANK_WIDTHS = {" ": 0.0, "\t": 0.0, **dict.fromkeys(_WHOLE_EM, 1.0)}

INDENT = 2.0
"""The widest blank, in em, that indents a first line, as Chinese does by two characters; a wider one is to fill in."""

AMBIGUOUS = "“”‘’…—·–"
"""Punctuation that is wide beside CJK text and narrow beside Latin text."""


def blank_width(blanks: str) -> float:
    """The width of blanks in em: 1 for U+2001, U+2003 and U+3000, ½ for every other one, NBSP and U+2002 among them.

    Blanks of ASCII are nothing: where a line is set they collapse.
    """
    return sum(_BLANK_WIDTHS.get(char, 0.5) for char in blanks)


def is_hangul(char: str) -> bool:
    """Whether a character is a Korean syllable or letter."""
    return any(first <= char <= last for first, last in _HANGUL_RANGES)


def is_wide(char: str) -> bool:
    """Whether a character is East Asian wide, full-width or half-width (UAX #11), Hangul included, emoji not."""
    point = ord(char)
    if point < 0x1100 or 0x1F000 <= point < 0x20000:
        return False
    return unicodedata.east_asian_width(char) in "WFH"


def is_cjk(char: str) -> bool:
    """Whether a character belongs to CJK text where emphasis marks are concerned (letters and punctuation alike)."""
    return is_wide(char) or is_hangul(char) or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def joins_lines(char: str) -> bool:
    """Whether a line that ends or begins with this character needs no blank at the line end: all wide but Hangul."""
    return is_wide(char) and not is_hangul(char)
