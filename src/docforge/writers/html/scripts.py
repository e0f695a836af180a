"""What lowering asks of characters: whether they slant, join over a line end, and how wide they are."""

from __future__ import annotations

from functools import cache

from docforge.typography.scripts import is_cjk, is_han, is_kana

_NARROW = frozenset(" .,:;!'|()[]")

MILLIMETRES_A_POINT = 25.4 / 72


def has_east_asian(text: str) -> bool:
    """Whether a text has a Han character, kana or Hangul, which are not slanted for emphasis."""
    return not text.isascii() and any(map(is_cjk, text))


def joins_without_blank(before: str, after: str) -> bool:
    """Whether a source's line end between two characters prints nothing: both are Han, kana or full-width marks.

    Korean separates words by blanks, so Hangul keeps the blank (CSS Text 4, segment break transformation).
    """
    return _joins(before) and _joins(after)


def _joins(char: str) -> bool:
    return is_han(char) or is_kana(char) or _is_wide_mark(char)


def _is_wide_mark(char: str) -> bool:
    """CJK symbols and punctuation, full-width ASCII, ・ and ゠."""
    return "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e" or char in "\u30a0\u30fb"


def width(text: str) -> float:
    """An estimate of the width of a text in em: full-width characters 1, others 0.55, narrow marks 0.3."""
    return sum(map(_char_width, text))


@cache
def _char_width(char: str) -> float:
    if is_cjk(char) or _is_wide_mark(char) or _is_enclosed(char):
        return 1.0
    return 0.3 if char in _NARROW else 0.55


def _is_enclosed(char: str) -> bool:
    """① and ⑴, ㈠ and ㎡, full-width currency."""
    return "\u2460" <= char <= "\u24ff" or "\u3200" <= char <= "\u33ff" or "\uffe0" <= char <= "\uffe6"


def shortened(text: str, most: float) -> str:
    """A text cut to about ``most`` em, with an ellipsis when something was cut."""
    if width(text) <= most:
        return text
    used = 0.0
    for place, char in enumerate(text):
        used += _char_width(char)
        if used > most - 1.0:
            return text[:place].rstrip() + "…"
    return text
