"""Boxes for characters without a glyph: hollow, with the hexadecimal digits of the code point inside."""

from __future__ import annotations

from .outlines import Outline, OutlineReader, Point, encode

BOX_ADVANCE = 1000
"""Advance of a box in thousandths of an em."""

# Thousandths of an em: the box, its stroke, and where digits stand in it. Digits are 500 wide and 720 high at scale 1.
_BOX = (60, -120, 940, 880)
_STROKE = 40
_CAP_HEIGHT = 720


def box(code_point: int, digits: OutlineReader) -> Outline:
    """A box ``BOX_ADVANCE`` wide with the digits of ``code_point``, drawn with those of a fixed-pitch face."""
    return _box(f"{code_point:04X}", digits)


def empty_box() -> Outline:
    """A box without digits, for ``.notdef``."""
    return _box("", None)


def _box(digits: str, reader: OutlineReader | None) -> Outline:
    left, bottom, right, top = _BOX
    inner = (left + _STROKE, bottom + _STROKE, right - _STROKE, top - _STROKE)
    contours = [_rectangle(*_BOX), _rectangle(*inner)[::-1]]
    if reader:
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
