"""Runs that are set upright in one em of a vertical line (tate-chu-yoko): 25, 123, !?"""

from __future__ import annotations

import re
from functools import cache

from docforge.typography.classes import COMBINING, class_of
from docforge.typography.clusters import Span
from docforge.typography.languages import language_of
from docforge.typography.tables import table


def combined(text: str, lang: str) -> list[Span]:
    """Spans of ``text`` that stand upright in one em of a vertical line; none for languages without vertical lines.

    Digits that are no part of a longer number or of a word, and rows of ``!`` and ``?``, as long as the language's
    table allows (JLREQ 3.2.5, CLREQ #id69). Full-width digits stand upright by themselves.
    """
    language = language_of(lang)
    if not language:
        return []
    longest = table(language).combine
    found = (match.span() for match in _pattern(longest.digits, longest.marks).finditer(text))
    return [(start, end) for start, end in found if end == len(text) or class_of(text[end]) != COMBINING]


@cache
def _pattern(digits: int, marks: int) -> re.Pattern[str]:
    word = "0-9A-Za-z\u00c0-\u024f"
    number = rf"(?<![{word}])(?<![0-9][.,:/-])[0-9]{{1,{digits}}}(?![{word}]|[.,:/-][0-9])"
    return re.compile(rf"{number}|(?<![!?])[!?]{{1,{marks}}}(?![!?])")
