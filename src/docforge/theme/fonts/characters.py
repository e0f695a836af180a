"""Which characters need a glyph at all (Unicode, chapters 4 and 5.21), and variation sequences in a text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 16): drawn as nothing when a font lacks them.
_IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
# Line and paragraph separators end a line and are never drawn.
_SEPARATORS = ((0x2028, 0x2029),)
_CONTROLS = ((0x0000, 0x001F), (0x007F, 0x009F))


def _flat(ranges: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(bound for first, last in sorted(ranges) for bound in (first, last + 1))


_UNDRAWN = _flat(_IGNORABLE + _SEPARATORS + _CONTROLS)
_PRIVATE_USE = _flat(_PRIVATE)
_SEQUENCE = re.compile("(.)([\ufe00-\ufe0f\U000e0100-\U000e01ef])", re.DOTALL)

SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""Variation selectors 1 to 256."""

# Advance in thousandths of an em of every space, for fonts that lack it (Unicode, table 6-2). U+1680 is not a blank.
BLANKS = {
    0x0020: 250, 0x00A0: 250, 0x2000: 500, 0x2001: 1000, 0x2002: 500, 0x2003: 1000, 0x2004: 333, 0x2005: 250,
    0x2006: 167, 0x2007: 500, 0x2008: 250, 0x2009: 200, 0x200A: 100, 0x202F: 200, 0x205F: 222, 0x3000: 1000,
}  # fmt: skip


def is_drawn(code_point: int) -> bool:
    """False for controls, separators and default-ignorable characters: no glyph is ever missing for them."""
    return not bisect_right(_UNDRAWN, code_point) & 1


def is_private_use(code_point: int) -> bool:
    """True for private-use characters, whose meaning no font but the author's own can know."""
    return bool(bisect_right(_PRIVATE_USE, code_point) & 1)


def sequences_in(text: str) -> frozenset[tuple[int, int]]:
    """The variation sequences in ``text`` as (base, selector)."""
    return frozenset((ord(base), ord(selector)) for base, selector in _SEQUENCE.findall(text))


def describe(code_point: int) -> str:
    """``U+20BB7 CJK UNIFIED IDEOGRAPH-20BB7``; private-use and unassigned characters are named as such."""
    if is_private_use(code_point):
        name = "private-use character"
    else:
        name = unicodedata.name(chr(code_point), "unassigned character")
    return f"U+{code_point:04X} {name}"
