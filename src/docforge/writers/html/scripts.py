"""Which writing system a character or language belongs to, as far as lowering to HTML needs to know."""

from __future__ import annotations

import re

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3031-\u3035\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff"
_MARKS = "\u3000-\u303f\uff01-\uff5e"
_EAST_ASIAN = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]")
_JOINING = re.compile(f"[{_HAN}{_KANA}{_MARKS}]")
_FULL_WIDTH = re.compile(f"[{_HAN}{_KANA}{_HANGUL}{_MARKS}\u2460-\u24ff\u3200-\u33ff\uffe0-\uffe6]")


def has_east_asian(text: str) -> bool:
    """Whether a text has a Han character, kana or Hangul, which are not slanted for emphasis."""
    return bool(_EAST_ASIAN.search(text))


def joins_without_blank(before: str, after: str) -> bool:
    """Whether a source's line end between two characters prints nothing: both are Han, kana or full-width marks.

    Korean separates words by blanks, so Hangul keeps the blank (CSS Text 4, segment break transformation).
    """
    return bool(_JOINING.match(before) and _JOINING.match(after))


def width(text: str) -> float:
    """An estimate of the width of a text in em: full-width characters 1, others 0.55, narrow marks 0.3."""
    return sum(1.0 if _FULL_WIDTH.match(char) else 0.3 if char in " .,:;!'|()[]" else 0.55 for char in text)


def shortened(text: str, most: float) -> str:
    """A text cut to about ``most`` em, with an ellipsis when something was cut."""
    if width(text) <= most:
        return text
    used = 0.0
    for place, char in enumerate(text):
        used += width(char)
        if used > most - 1.0:
            return text[:place].rstrip() + "…"
    return text
