"""Glyph outlines: from a CFF face through HarfBuzz and cu2qu to entries of a TrueType ``glyf`` table.

Why convert at all: a PDF made from CID-keyed CFF selects glyphs through the font's charset (ISO 32000-1, 9.7.4.2), and
what is right for one viewer is blank in another. TrueType outlines mean the same everywhere, and subset ten times
faster.
"""

from __future__ import annotations

import struct
from math import floor
from typing import Any, NamedTuple

# Largest distance, in font units (1000 to the em), of a quadratic spline from the cubic it replaces.
TOLERANCE = 1.0

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32

Point = tuple[int, int, int]
"""x, y in font units; 1 on the curve, 0 a control point."""

Path = list[tuple[float, ...] | None]
"""Steps as HarfBuzz draws them: 2 numbers move or draw a line, 4 a quadratic, 6 a cubic curve; None closes."""


class Outline(NamedTuple):
    """One glyph, ready for ``glyf``. An empty glyph has no data and a box of zeros."""

    data: bytes
    box: tuple[int, int, int, int]
    """xMin, yMin, xMax, yMax in font units."""
    points: int
    contours: int


EMPTY = Outline(b"", (0, 0, 0, 0), 0, 0)


class OutlineReader:
    """Reads glyphs of one face by glyph id, converted once and remembered."""

    def __init__(self, face: Any) -> None:
        import uharfbuzz

        self._font = uharfbuzz.Font(face)
        self._pen = uharfbuzz.DrawFuncs()
        self._pen.set_move_to_func(lambda x, y, path: path.append((x, y)))
        self._pen.set_line_to_func(lambda x, y, path: path.append((x, y)))
        self._pen.set_cubic_to_func(lambda a, b, c, d, x, y, path: path.append((a, b, c, d, x, y)))
        self._pen.set_quadratic_to_func(lambda a, b, x, y, path: path.append((a, b, x, y)))
        self._pen.set_close_path_func(lambda path: path.append(None))
        self._known: dict[tuple[int, int, int], Outline] = {}

    def outline(self, glyph: int, cell: int = 0, slant: int = 0) -> Outline:
        """The outline of ``glyph``.

        :param cell: when given, the glyph is condensed or widened so that its advance becomes ``cell`` units.
        :param slant: how far a point moves to the right for each thousand units of height.
        """
        found = self._known.get((glyph, cell, slant))
        if found is None:
            advance = self._font.get_glyph_h_advance(glyph)
            scale = cell / advance if cell and advance else 1.0
            contours = self._contours(glyph, scale, 1.0, 0, 0, slant / 1000)
            found = self._known[glyph, cell, slant] = encode(contours)
        return found

    def placed(self, character: int, scale: float, x: int, y: int) -> list[list[Point]]:
        """Contours of the glyph of ``character``, scaled about its origin and moved to (x, y)."""
        return self._contours(self._font.get_nominal_glyph(character), scale, scale, x, y)

    def advance(self, glyph: int) -> int:
        """How far a glyph advances in horizontal text, in font units."""
        return int(self._font.get_glyph_h_advance(glyph))

    def vertical_origin(self, glyph: int) -> int:
        """y of the glyph's origin in vertical text, in font units."""
        return int(self._font.get_glyph_v_origin(glyph)[1])

    def _contours(
        self, glyph: int, scale_x: float, scale_y: float, x: int, y: int, shear: float = 0.0
    ) -> list[list[Point]]:
        path: Path = []
        self._font.draw_glyph(glyph, self._pen, path)
        return [
            [(floor(px * scale_x + py * shear + x + 0.5), floor(py * scale_y + y + 0.5), on) for px, py, on in contour]
            for contour in _quadratic(path)
        ]


def _quadratic(path: Path) -> list[list[tuple[float, float, int]]]:
    """Closed contours of a drawn path, cubics made quadratic, with the direction turned round.

    PostScript fills on the left of a contour and TrueType on the right.
    """
    from fontTools.cu2qu.cu2qu import curve_to_quadratic

    done: list[list[tuple[float, float, int]]] = []
    contour: list[tuple[float, float, int]] = []
    for step in path:
        if step is None:
            if len(contour) > 1 and contour[0] == contour[-1]:
                contour.pop()
            if len(contour) > 2:
                done.append(contour[:1] + contour[:0:-1])
            contour = []
        elif len(step) == 2:
            contour.append((step[0], step[1], 1))
        elif len(step) == 4:
            contour += [(step[0], step[1], 0), (step[2], step[3], 1)]
        else:
            start = contour[-1][:2]
            *controls, end = curve_to_quadratic((start, step[0:2], step[2:4], step[4:6]), TOLERANCE)[1:]
            contour += [(x, y, 0) for x, y in controls]
            contour.append((end[0], end[1], 1))
    return done


def encode(contours: list[list[Point]]) -> Outline:
    """A simple glyph description (OpenType ``glyf``): flags with repeats, then x and y as differences."""
    if not contours:
        return EMPTY
    flags: list[int] = []
    xs, ys = bytearray(), bytearray()
    ends: list[int] = []
    left = bottom = 1 << 15
    right = top = -1 << 15
    old_x = old_y = 0
    for contour in contours:
        for x, y, on in contour:
            flags.append(on | _delta(x - old_x, xs, _X_SHORT, _X_SAME) | _delta(y - old_y, ys, _Y_SHORT, _Y_SAME))
            old_x, old_y = x, y
        ends.append(len(flags) - 1)
        left = min(left, min(contour)[0])
        right = max(right, max(contour)[0])
        heights = [point[1] for point in contour]
        bottom = min(bottom, min(heights))
        top = max(top, max(heights))
    box = (left, bottom, right, top)
    head = struct.pack(">hhhhh", len(contours), *box) + struct.pack(f">{len(ends)}HH", *ends, 0)
    data = head + _packed(flags) + xs + ys
    return Outline(data + bytes(-len(data) % 4), box, len(flags), len(contours))


def _delta(value: int, into: bytearray, short: int, same: int) -> int:
    """Appends one difference in its shortest form and returns the flags that say which."""
    if value == 0:
        return same
    if -256 < value < 256:
        into.append(abs(value))
        return short | same if value > 0 else short
    into += struct.pack(">h", value)
    return 0


def _packed(flags: list[int]) -> bytes:
    packed = bytearray()
    index, count = 0, len(flags)
    while index < count:
        flag = flags[index]
        run = 1
        while run < 256 and index + run < count and flags[index + run] == flag:
            run += 1
        packed += bytes((flag | _REPEAT, run - 1)) if run > 1 else bytes((flag,))
        index += run
    return bytes(packed)
