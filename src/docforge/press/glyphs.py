"""How much blank a mark can give up at its start and at its end, as the font itself says.

The OpenType feature ``halt`` sets a full-width mark in half its width by moving it and cutting its advance: the shift
is the blank at its start, the rest of the cut the blank at its end. So a Simplified Chinese 。 gives its end, （ its
start, a centred Traditional 。 a quarter of an em on each side, and Japanese “, which is narrow already, nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.text.line_break import _font_style_cache_key

from docforge.press.shape import Shape

OPENING = "（〔［｛〈《「『【〖｟〘“‘"
CLOSING = "）〕］｝〉》」』】〗｠〙”’"
POINTS = "、。，．：；！？・·‧"
MARKS = OPENING + CLOSING + POINTS
"""Marks that may have blank sides."""
_BETWEEN = "国"
"""Marks are shaped between ideographs: alone they would lose their script and with it their region's glyph."""
_TEXT = _BETWEEN + _BETWEEN.join(MARKS) + _BETWEEN
_SIZE = 1000.0
TOLERANCE = 0.002
"""In em: a glyph of another width than the one that was measured is another glyph."""


class Give(NamedTuple):
    """Blank at the two sides of a mark and the advance it goes with, in em."""

    start: float
    end: float
    advance: float


def gives(style: Any) -> dict[str, Give]:
    """Marks that have blank to give in the typeface and language of ``style``; the others are missing."""
    config = style.font_config
    known: dict[str, dict[str, Give]] = config.__dict__.setdefault("_docforge_gives", {})
    key = _font_style_cache_key(style)
    if key not in known:
        known[key] = _measure(style)
    return known[key]


def _measure(style: Any) -> dict[str, Give]:
    plain = style.copy()
    plain["letter_spacing"], plain["word_spacing"], plain["font_size"] = "normal", 0, _SIZE
    plain["text_decoration_line"] = "none"
    half = plain.copy()
    asked = style["font_feature_settings"]
    others = () if asked == "normal" else tuple(pair for pair in asked if pair[0] not in ("halt", "vhal"))
    half["font_feature_settings"] = (*others, ("halt", 1))
    whole, halved = Shape(_TEXT, plain), Shape(_TEXT, half)
    found = {}
    em = _SIZE * 1024
    for at, mark in enumerate(_TEXT):
        cut = whole.advances[at] - halved.advances[at]
        if mark == _BETWEEN or cut <= 0 or at in whole.joined:
            continue
        start = whole.offsets[whole.first[at]] - halved.offsets[halved.first[at]]
        start = min(max(start, 0), cut)
        found[mark] = Give(start / em, (cut - start) / em, whole.advances[at] / em)
    return found
