"""Composite glyphs: one glyph drawn again, turned, scaled and moved (OpenType 1.9.1, ``glyf``, composite glyphs)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_ARE_WORDS, _ARE_XY, _TWO_BY_TWO = 0x0001, 0x0002, 0x0080
_UNIT = 1 << 14
"""1.0 in the fixed-point numbers of a component's matrix."""

Box = tuple[int, int, int, int]
"""xMin, yMin, xMax, yMax in font units."""


class Matrix(NamedTuple):
    """x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy; dx and dy in font units."""

    xx: float
    xy: float
    yx: float
    yy: float
    dx: int
    dy: int

    def box(self, box: Box) -> Box:
        """The extent of what had the extent ``box``, for turns by right angles."""
        corners = [(x, y) for x in box[::2] for y in box[1::2]]
        xs = [self.xx * x + self.xy * y + self.dx for x, y in corners]
        ys = [self.yx * x + self.yy * y + self.dy for x, y in corners]
        return (round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys)))


class Turned(NamedTuple):
    """A glyph to append to a font."""

    data: bytes
    box: Box
    advance: int


class Boxes:
    """Extents and numbers of points of the glyphs of a font."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self.count: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
        long = struct.unpack_from(">h", tables["head"], 50)[0]
        loca = tables["loca"]
        self._offsets = struct.unpack(
            f">{self.count + 1}{'L' if long else 'H'}", loca[: (self.count + 1) * (2 + 2 * long)]
        )
        if not long:
            self._offsets = tuple(2 * offset for offset in self._offsets)
        self._glyf = tables["glyf"]

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where each glyph begins in ``glyf``, and the end."""
        return self._offsets

    def box(self, glyph: int) -> Box | None:
        """The extent of a glyph, None for one without an outline."""
        start, stop = self._offsets[glyph : glyph + 2]
        if start == stop:
            return None
        left, bottom, right, top = struct.unpack_from(">hhhh", self._glyf, start + 2)
        return (left, bottom, right, top)


def turned(boxes: Boxes, glyph: int, matrix: Matrix, advance: int) -> Turned:
    """``glyph`` drawn through ``matrix``; an empty glyph stays empty."""
    box = boxes.box(glyph)
    if box is None:
        return Turned(b"", (0, 0, 0, 0), advance)
    moved = matrix.box(box)
    numbers = (round(value * _UNIT) for value in (matrix.xx, matrix.yx, matrix.xy, matrix.yy))
    component = struct.pack(">HHhhhhhh", _ARE_WORDS | _ARE_XY | _TWO_BY_TWO, glyph, matrix.dx, matrix.dy, *numbers)
    data = struct.pack(">hhhhh", -1, *moved) + component
    return Turned(data + bytes(-len(data) % 4), moved, advance)


def offsets_after(boxes: Boxes, glyphs: list[Turned]) -> Iterator[int]:
    """``loca`` of a font with ``glyphs`` appended."""
    yield from boxes.offsets
    end = boxes.offsets[-1]
    for glyph in glyphs:
        end += len(glyph.data)
        yield end
