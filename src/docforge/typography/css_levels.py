"""Breaks that the levels of the CSS property line-break allow against UAX #14 (CSS Text 3, 5.3)."""

from __future__ import annotations

from functools import cache

from docforge.typography.languages import Language
from docforge.typography.tables import Allowance, css
from docforge.typography.uax14 import line_break_class, unicode_breaks

_IDEOGRAPH = "一"


def allows(a: str, b: str, level: str, language: Language) -> bool:
    """Whether a CSS level allows a break between two characters that UAX #14 may forbid.

    The character that a level relaxes is treated as an ideograph: 「っ still does not break, since nothing breaks after
    an opening bracket.
    """
    if a == " ":
        return False  # the rules over spaces need more than a pair; the oracle has them
    for row in _rows(level, language):
        if row.side == "before" and b in row.chars and _follows(a, row.after):
            return unicode_breaks(a + _IDEOGRAPH)[1]
        if row.side == "after" and a in row.chars:
            return unicode_breaks(_IDEOGRAPH + b)[1]
    return False


@cache
def _rows(level: str, language: Language) -> tuple[Allowance, ...]:
    table = css()
    strictness = table.levels.index(level)
    return tuple(
        row
        for row in table.allow
        if strictness <= table.levels.index(row.until) and (not row.languages or language in row.languages)
    )


def _follows(char: str, wanted: tuple[str, ...]) -> bool:
    found = line_break_class(char)
    return not wanted or ("ID" if found == "CJ" else found) in wanted
