"""Outlines of the faces that readings are shaped with."""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, harfbuzz
from weasyprint.text.fonts import get_hb_object_data, get_pango_font_hb_face

from docforge.press.shape import PinnedFont
from docforge.theme.fonts.paths import GlyphPaths


def face_paths(box: Any, font: PinnedFont) -> GlyphPaths:
    """The outlines of a font's face, opened once for each font configuration."""
    known: dict[int, tuple[PinnedFont, GlyphPaths]]
    known = box.style.font_config.__dict__.setdefault("_docforge_paths", {})
    face = get_pango_font_hb_face(font.font)
    key = int(ffi.cast("uintptr_t", face))
    if key not in known:
        # The font is kept too, so that no other face can get this address.
        known[key] = font, GlyphPaths(get_hb_object_data(face), harfbuzz.hb_face_get_index(face))
    return known[key][1]
