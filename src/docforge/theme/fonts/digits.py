"""Digits of a face as paths of a PDF, for numbers that are drawn on a page and are no text of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path as File
from typing import Any, NamedTuple


class Digit(NamedTuple):
    """``path``: operators of a content stream (ISO 32000-1, 8.5.2) that draw it; both in em."""

    advance: float
    path: str


@cache
def digits(file: str) -> dict[str, Digit]:
    """The ten digits of a face by its file."""
    import uharfbuzz

    face = uharfbuzz.Face(File(file).read_bytes())
    font = uharfbuzz.Font(face)
    return {digit: _digit(font, face.upem, digit) for digit in "0123456789"}


def _digit(font: Any, em: int, digit: str) -> Digit:
    import uharfbuzz

    steps: list[str] = []
    here = (0.0, 0.0)

    def add(operator: str, *numbers: float) -> None:
        nonlocal here
        steps.append(" ".join((*(f"{number / em:.4f}" for number in numbers), operator)))
        here = (numbers[-2], numbers[-1]) if numbers else here

    def quadratic(a: float, b: float, x: float, y: float, _: object = None) -> None:
        """A PDF has cubic curves only."""
        first = (here[0] + 2 * (a - here[0]) / 3, here[1] + 2 * (b - here[1]) / 3)
        add("c", *first, x + 2 * (a - x) / 3, y + 2 * (b - y) / 3, x, y)

    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda x, y, _: add("m", x, y))
    pen.set_line_to_func(lambda x, y, _: add("l", x, y))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, _: add("c", a, b, c, d, x, y))
    pen.set_quadratic_to_func(quadratic)
    pen.set_close_path_func(lambda _: add("h"))
    glyph = font.get_nominal_glyph(ord(digit))
    font.draw_glyph(glyph, pen, None)
    return Digit(font.get_glyph_h_advance(glyph) / em, " ".join((*steps, "f")))
