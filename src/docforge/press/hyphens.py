"""Where Latin words may be parted with a hyphen, and the hyphen that is drawn there.

A soft hyphen parts a word anywhere. Inside East Asian text a long Latin word leaves a line with nothing but a few
boundaries to stretch; such lines are set again with the words' own points of division. A run in a Latin language is
divided by its own patterns; a word in an East Asian run is taken to be English, as most are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from weasyprint.text.line_break import pyphen

from docforge.press.flow import shaped
from docforge.press.shape import Shape

SOFT = "\u00ad"
_FOREIGN = "en_US"
"""Patterns for words in runs whose language has none."""
_LETTER = "A-Za-z0-9_\u00aa-\u024f\u0370-\u052f\u1e00-\u1fff"
_WORD = re.compile(
    f"(?<![{_LETTER}/@.:#&=~-])[A-Za-z\u00c0-\u024f][a-z\u00df-\u024f]{{5,}}(?![{_LETTER}/@=~-]|\\.[{_LETTER}])"
)
"""Words that may be parted: six letters and more, no acronyms, nothing of an address or a compound with a hyphen."""
_LEAST = 3
"""Letters left on each line."""


def soft_hyphens(text: str, style: Any) -> list[int]:
    """Boundaries after soft hyphens."""
    if SOFT not in text or style["hyphens"] == "none":
        return []
    return [at + 1 for at, char in enumerate(text) if char == SOFT]


def divisions(text: str, style: Any) -> list[int]:
    """Boundaries inside words where their language divides them. A word with a soft hyphen is parted only there."""
    if style["hyphens"] == "none" or style["white_space"] == "pre-wrap":
        return []
    found: list[int] = []
    for match in _WORD.finditer(text):
        if SOFT in (text[match.end() : match.end() + 1], text[match.start() - 1 : match.start()]):
            continue
        patterns = _patterns(style["lang"] or "")
        found += [match.start() + at for at in patterns.positions(match.group())]
    return found


def hyphen(style: Any, shapes: dict[tuple[Any, ...], Shape]) -> Shape:
    """The hyphen of a style as glyphs."""
    return shaped(style["hyphenate_character"], style, "", shapes)


@cache
def _patterns(lang: str) -> Any:
    name = pyphen.language_fallback(lang) or _FOREIGN
    return pyphen.Pyphen(lang=name, left=_LEAST, right=_LEAST)
