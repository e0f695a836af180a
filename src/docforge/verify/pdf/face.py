"""Faces of a PDF as glyph positions need them: codes, advances, glyph 0 (ISO 32000-2, 9.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docforge.verify.pdf.cmap import UNKNOWN, CMap

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")


class Face:
    """One font of a file. Advances are in em; ``width`` is the number of bytes of a code."""

    def __init__(self, font: Any, cmap: CMap | None) -> None:
        composite = "/DescendantFonts" in font
        descendant = font["/DescendantFonts"][0] if composite else font
        self.name = _SUBSET_TAG.sub("", str(font.get("/BaseFont", "")).removeprefix("/"))
        self.width = 2 if composite else 1
        self.cmap = cmap
        self.default = float(descendant.get("/DW", 1000)) / 1000 if composite else 0.0
        self.widths = dict(_composite_widths(descendant) if composite else _simple_widths(font))
        identity = composite and str(font.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
        self.vertical = composite and str(font.get("/Encoding", "")).endswith("V")
        self._notdef = identity and not _maps_glyphs(descendant)

    def decode(self, codes: bytes) -> str:
        """The characters of a string of codes."""
        return "".join(self.text(code) for code in self.codes(codes))

    def codes(self, data: bytes) -> Iterator[int]:
        """The codes of a string."""
        return (int.from_bytes(data[place : place + self.width]) for place in range(0, len(data), self.width))

    def text(self, code: int) -> str:
        """The characters that a code stands for, U+FFFD if the file does not tell."""
        if self.cmap is not None:
            return self.cmap.table.get(code, UNKNOWN)
        return chr(code) if self.width == 1 and 0x20 <= code < 0x7F else UNKNOWN

    def advance(self, code: int) -> float:
        """How far a code moves on, in em."""
        return self.widths.get(code, self.default)

    def is_missing(self, code: int) -> bool:
        """Whether a code draws glyph 0, the box of faces for characters they lack."""
        return self._notdef and code == 0


def _maps_glyphs(descendant: Any) -> bool:
    """Whether codes go through a table of their own, so that code 0 need not be glyph 0."""
    mapping = descendant.get("/CIDToGIDMap")
    return mapping is not None and str(mapping) != "/Identity"


def _composite_widths(descendant: Any) -> Iterator[tuple[int, float]]:
    """``[c [w w …] c c w …]`` (ISO 32000-2, 9.7.4.3)."""
    import pikepdf

    parts = list(descendant.get("/W", []))
    place = 0
    while place + 1 < len(parts):
        first = int(parts[place])
        if isinstance(parts[place + 1], pikepdf.Array):
            yield from ((first + k, float(width) / 1000) for k, width in enumerate(parts[place + 1]))
            place += 2
        elif place + 2 < len(parts):
            last = min(int(parts[place + 1]), first + 0xFFFF)
            yield from ((code, float(parts[place + 2]) / 1000) for code in range(first, last + 1))
            place += 3
        else:
            return


def _simple_widths(font: Any) -> Iterator[tuple[int, float]]:
    first = int(font.get("/FirstChar", 0))
    return ((first + k, float(width) / 1000) for k, width in enumerate(font.get("/Widths", [])))
