"""Text without a font: full-width characters of 1 em, Latin letters of ½ em, marks with the blanks one expects."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from docforge.press.compose.paragraph import Paragraph
from docforge.press.compose.settings import Run, Settings
from docforge.typography import unicode_breaks
from docforge.typography.classes import class_of
from docforge.typography.graphemes import grapheme_starts
from docforge.typography.languages import Language
from docforge.typography.rules import Rules

_FULL_IN_CHINESE = frozenset("“”‘’·")
"""Of ambiguous width (UAX #11): full-width in Chinese, half in Japanese and Korean, where other marks do their work."""

_SOFT_HYPHEN = "\u00ad"


@lru_cache(maxsize=8192)
def width_of(char: str, language: Language) -> float:
    """The width of a character in em, by its East Asian width (UAX #11) and the language.

    Characters of ambiguous width are wide in Chinese, Japanese and Korean if they are symbols (—…①℃), narrow if they
    are letters or stand in Latin-1.
    """
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cc", "Cf", "Zl", "Zp"):
        return 0.0
    wide = unicodedata.east_asian_width(char)
    if char in _FULL_IN_CHINESE:
        return 1.0 if language.startswith("zh") else 0.5
    if wide == "A":
        return 1.0 if language and category[0] not in "LM" and char > "\u00ff" else 0.5
    return 1.0 if wide in "WF" or char == "⸺" else 0.5


def plain_paragraph(text: str, rules: Rules, settings: Settings) -> Paragraph:
    """A paragraph of text in em."""
    language = rules.language
    advances = [width_of(char, language) for char in text]
    rigid: frozenset[int] = frozenset()
    if _RARE.search(text):
        starts = grapheme_starts(text)
        rigid = frozenset(range(len(text))).difference(starts)
        for at in rigid:
            advances[at] = 0.0
    start_room, end_room = _rooms(text, rules, advances)
    hyphens = {at + 1: 0.5 for at, char in enumerate(text) if char == _SOFT_HYPHEN}
    return Paragraph(
        text,
        [Run(0, len(text), rules, 1.0)],
        advances,
        start_room=start_room,
        end_room=end_room,
        oracle=unicode_breaks(text),
        rigid=rigid,
        hyphens=hyphens,
        settings=settings,
    )


_RARE = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2100-\u218f\u2460-\u24ff"
    "\u3000-\u3029\u3030\u3041-\u3096\u309b-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]"
)
"""Anything that may belong to the character before it: combining marks, variation selectors, joiners, emoji, jamo."""


def _rooms(text: str, rules: Rules, advances: list[float]) -> tuple[dict[int, float], dict[int, float]]:
    """What full-width marks can give: half an em on their blank side, a quarter on each side if they are centred."""
    trims = rules.profile.trims
    start_room: dict[int, float] = {}
    end_room: dict[int, float] = {}
    for at, char in enumerate(text):
        kind = trims.get(class_of(char)) if advances[at] == 1.0 else None
        if kind == "opening":
            start_room[at] = 0.5
        elif kind in ("closing", "dividing"):
            end_room[at] = 0.5
        elif kind == "middle":
            start_room[at] = end_room[at] = 0.25
    return start_room, end_room
