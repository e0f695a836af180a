"""Quotation marks by language and direction of lines, for what the source marks as quoted without typing marks."""

from __future__ import annotations

from typing import NamedTuple

from docforge.theme.word import cjk_language


class Quotes(NamedTuple):
    """Marks of a quotation, and of one inside another."""

    start: str
    end: str
    inner_start: str
    inner_end: str


CURLY = Quotes("“", "”", "‘", "’")
_CORNERS = Quotes("「", "」", "『", "』")

QUOTES = {"zh-Hans": CURLY, "zh-Hant": _CORNERS, "ja": _CORNERS, "ko": CURLY}
"""Marks by language (CLREQ 3.1.2, JLREQ 3.1.1, KLREQ); every other language has the curly ones."""

QUOTES_VERTICAL = {**QUOTES, "zh-Hans": Quotes("『", "』", "「", "」")}
"""In vertical lines, which only simplified Chinese sets otherwise (GB/T 15834-2011, 5.1; CLREQ 3.1.2)."""


def quotes_of(lang: str, *, vertical: bool = False) -> Quotes:
    """The marks of a BCP 47 tag. ``vertical`` is the document's direction, so that every format has the same text, in
    tables too that stand upright on vertical pages."""
    return (QUOTES_VERTICAL if vertical else QUOTES).get(cjk_language(lang), CURLY)
