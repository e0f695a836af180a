"""Runs of characters that stay together: dashes and ellipses, numbers with their signs, Western words.

JLREQ 3.1.10; CLREQ #prohibition_rules_for_unbreakable_marks; KLREQ #word-break-rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docforge.typography.tables import classes, common

Span = tuple[int, int]
"""Start and end in code points."""

_SUFFIXES = "postfixed-abbreviation"

_EAST_ASIAN = r"\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00016fe0-\U0003ffff"
_WITHOUT_SPACES = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer: a row of letters is not one word."""
_LETTER = rf"[^\W\d_{_WITHOUT_SPACES}{_EAST_ASIAN}]"


@cache
def unit_pattern(unbroken: frozenset[str]) -> re.Pattern[str]:
    """The longest unit from a place on: ``unbroken`` are classes of which a row of one character stays together.

    With ``postfixed-abbreviation`` among them a number keeps the signs behind it (99.5%).
    """
    return re.compile(f"{_row(unbroken)}|{_number(unbroken)}")


@cache
def cluster_pattern(unbroken: frozenset[str]) -> re.Pattern[str]:
    """The same, and Western words."""
    joiners = re.escape(common().words.joiners)
    word = rf"{_LETTER}(?:{_LETTER}|[0-9\u0300-\u036f]|[{joiners}](?={_LETTER}))*"
    return re.compile(f"{_row(unbroken)}|{_number(unbroken)}|{word}")


def spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """The clusters of ``text[start:end]``: two characters or more, or the odd one at the end of a row.

    A row of dashes or dots goes in units of two; a longer row may be parted between them (GB/T 15834 5.1.4, 5.1.5).
    """
    for match in pattern.finditer(text, start, end):
        first, last = match.span()
        if match["row"]:
            yield from ((at, min(at + 2, last)) for at in range(first, last, 2))
        elif last - first > 1:
            yield first, last


def _row(unbroken: frozenset[str]) -> str:
    signs = "".join(classes()[name].chars for name in sorted(unbroken - {_SUFFIXES}))
    return rf"(?P<row>([{re.escape(signs)}])\2+)" if signs else "(?P<row>(?!))"


def _number(unbroken: frozenset[str]) -> str:
    separators = re.escape(common().numbers.separators)
    suffixes = f"{_set(_SUFFIXES)}*" if _SUFFIXES in unbroken else ""
    return rf"{_set('prefixed-abbreviation')}?[0-9]+(?:[{separators}][0-9]+)*{suffixes}"


def _set(name: str) -> str:
    return f"[{re.escape(classes()[name].chars)}]"
