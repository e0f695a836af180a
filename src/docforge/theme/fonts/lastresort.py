"""The last-resort face: for characters no font has, a hollow box with the code point's hexadecimal digits.

The glyphs are mapped to the true code points, so that text copied from the page stays right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .characters import BLANKS
from .cmap import build_cmap
from .cut import Naming, put_metrics, put_outlines
from .outlines import EMPTY, Outline, OutlineReader, Point, encode
from .sfnt import name_table, read_tables, write_font

# Thousandths of an em: the box, its stroke, and where digits stand in it. Digits are 500 wide and 720 high at scale 1.
_BOX = (60, -120, 940, 880)
_STROKE = 40
_ADVANCE = 1000
_CAP_HEIGHT = 720
_KEPT_TABLES = ("head", "hhea", "OS/2", "post")


def make_last_resort(code_points: Iterable[int], digits: bytes, naming: Naming) -> bytes:
    """A TrueType font for exactly ``code_points``.

    :param digits: the fixed-pitch cut, whose digits and letters A to F are drawn in the boxes.
    """
    import uharfbuzz

    wanted = sorted({*code_points, *BLANKS})
    reader = OutlineReader(uharfbuzz.Face(digits))
    outlines = [_box("")] + [EMPTY if point in BLANKS else _box(f"{point:04X}", reader) for point in wanted]
    advances = [_ADVANCE] + [BLANKS.get(point, _ADVANCE) for point in wanted]
    source = read_tables(digits)
    tables = {tag: source[tag] for tag in _KEPT_TABLES}
    tables["post"] = tables["post"][:12] + bytes(4) + tables["post"][16:]  # isFixedPitch: blanks are narrower
    tables["cmap"] = build_cmap({point: glyph for glyph, point in enumerate(wanted, 1)})
    tables["name"] = name_table(
        {1: naming.family, 2: naming.style, 3: f"docforge;{naming.postscript}", 4: naming.family, 6: naming.postscript}
    )
    put_outlines(tables, outlines)
    put_metrics(tables, outlines, advances)
    return write_font(tables)


def _box(digits: str, reader: Any = None) -> Outline:
    left, bottom, right, top = _BOX
    inner = (left + _STROKE, bottom + _STROKE, right - _STROKE, top - _STROKE)
    contours = [_rectangle(*_BOX), _rectangle(*inner)[::-1]]
    if digits:
        contours += _digits(digits, inner, reader)
    return encode(contours)


def _rectangle(left: int, bottom: int, right: int, top: int) -> list[Point]:
    return [(left, bottom, 1), (left, top, 1), (right, top, 1), (right, bottom, 1)]


def _digits(digits: str, inside: tuple[int, int, int, int], reader: OutlineReader) -> list[list[Point]]:
    """Two rows of two or three digits, centred in the box."""
    columns = (len(digits) + 1) // 2
    left, bottom, right, top = inside
    width, height = (right - left) / columns, (top - bottom) / 2
    scale = min(0.9 * width / 500, 0.8 * height / _CAP_HEIGHT)
    contours: list[list[Point]] = []
    padded = digits.rjust(2 * columns, "0")
    for index, digit in enumerate(padded):
        row, column = divmod(index, columns)
        x = left + column * width + (width - 500 * scale) / 2
        y = top - (row + 1) * height + (height - _CAP_HEIGHT * scale) / 2
        contours += reader.placed(ord(digit), scale, round(x), round(y))
    return contours
