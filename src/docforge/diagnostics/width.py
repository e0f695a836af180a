"""How wide text is on a terminal: East Asian wide and full-width characters take two columns."""

from __future__ import annotations

import unicodedata

TAB = 4
"""Columns of a tab where source lines are shown."""


def char_width(char: str) -> int:
    """Columns of one character as ``printable`` shows it (UAX #11: W and F are two; marks and joiners none)."""
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1


def width(text: str) -> int:
    """Columns of a text without control characters."""
    return sum(map(char_width, text))


def printable(text: str) -> str:
    """The text fit for a terminal, still one character for each: no control character, bidi control or lone surrogate.

    A source line must not move the cursor, set colours or turn the reading direction of the message around it.
    """
    return "".join(_show(char) for char in text)


def _show(char: str) -> str:
    if char == "\t":
        return char
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in _BIDI:
        return "\ufffd"
    return char


_BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with blanks to a number of columns, at its end or, for numbers, before it."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks
