"""Glyphs for tate-chu-yoko: two to four narrow characters side by side in one upright em of vertical text.

Each character keeps a glyph of its own, so that the text is copied character by character: the second of three is drawn
at its place in the em and advances by a third of it. One character alone is set upright in the middle of the em, as
single digits and letters are in vertical text.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .turned import Boxes, Matrix, Turned, turned

MOST = 4
"""Characters that one em takes."""
SLOTS = tuple((count, place) for count in range(1, MOST + 1) for place in range(count))
"""The glyphs of a character: how many stand side by side, and which of them it is."""
CHARACTERS = (*range(0x21, 0x7F), *range(0xFF10, 0xFF1A))
"""ASCII, and the full-width digits that some authors type."""
NOT_FIRST = frozenset(map(ord, ".,·"))
"""Characters that never begin a combination, so that dotted lines are left alone."""


class Combining(NamedTuple):
    """Glyphs to append, and by character the id of each of ``SLOTS``."""

    glyphs: list[Turned]
    variants: dict[int, tuple[int, ...]]


def combining_glyphs(font: Any, boxes: Boxes, top: int, em: int, first: int) -> Combining:
    """Glyphs of every character of ``CHARACTERS`` that the face has.

    :param font: uharfbuzz Font of the face.
    :param top: y of the upper edge of an em box, and :param em: its height, in font units.
    :param first: id of the first glyph that is appended.
    """
    glyphs: list[Turned] = []
    variants: dict[int, tuple[int, ...]] = {}
    for point in CHARACTERS:
        glyph = font.get_nominal_glyph(point)
        if not glyph:
            continue
        advance = font.get_glyph_h_advance(glyph)
        ids = []
        for count, place in SLOTS:
            ids.append(first + len(glyphs))
            glyphs.append(_slotted(boxes, glyph, advance, (count, place), top, em))
        variants[point] = tuple(ids)
    return Combining(glyphs, variants)


def _slotted(boxes: Boxes, glyph: int, advance: int, slot: tuple[int, int], top: int, em: int) -> Turned:
    """A character in its slot of an upright em, condensed to fit, turned to the left."""
    count, place = slot
    width = em / count
    scale = min(1.0, width / advance) if advance else 1.0
    across = place * width + (width - scale * advance) / 2 + top - em
    before, after = round(place * width), round((place + 1) * width)
    return turned(boxes, glyph, Matrix(0.0, -1.0, scale, 0.0, top - before, round(across)), after - before)
