"""Emphasis marks and lines as paths: operators of PDF content, in em of the text, y upwards from the base line.

Shapes fit the half-size square that a mark's type has (JLREQ 3.3.9); diameters are those of common faces' • ● ◎ ▲ ﹅.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from docforge.model.marks import EmphasisMark

ROUND = 0.5523
"""Length of the handles of a Bézier quarter circle."""
RADII = {"dot": 0.09, "circle": 0.17, "double-circle": 0.19}
STROKE = 0.032
"""Width of the outline of an open mark, in em of the text."""

CENTRE_OVER = 0.88 + 0.2
CENTRE_UNDER = -0.12 - 0.2
"""Middle of a mark above and below the em box of the text, whose sides are 0.88 em over and 0.12 em under the base
line in East Asian faces."""

Step = tuple[str, tuple[float, ...]]
"""An operator (m, l, c, h) with its numbers."""


def mark_path(mark: EmphasisMark, *, upright: bool = False) -> tuple[list[Step], str]:
    """The path of a mark about the origin, and the operator that paints it (f, f* or S).

    ``upright``: the page is turned a quarter to the right, so the mark is turned back.
    """
    steps, paint = _SHAPES[mark.shape](mark.is_open)
    return (_turned(steps, 90) if upright else steps), paint


def line_path(width: float, kind: str) -> list[Step]:
    """The line under a name (straight) or a title (wavy) of a width, from x = 0 at y = 0; in em."""
    if kind != "book":
        return [("m", (0.0, 0.0)), ("l", (width, 0.0))]
    waves = max(round(width / WAVE), 1)
    length = width / waves
    steps: list[Step] = [("m", (0.0, 0.0))]
    for number in range(waves):
        x, high = number * length, HEIGHT
        steps.append(("c", (x + length * 0.18, high, x + length * 0.32, high, x + length * 0.5, 0.0)))
        steps.append(("c", (x + length * 0.68, -high, x + length * 0.82, -high, x + length, 0.0)))
    return steps


WAVE, HEIGHT = 0.3, 0.08
"""Length of a wave and the height of its handles, em."""


def _circle(radius: float) -> list[Step]:
    handle = radius * ROUND
    return [
        ("m", (radius, 0.0)),
        ("c", (radius, handle, handle, radius, 0.0, radius)),
        ("c", (-handle, radius, -radius, handle, -radius, 0.0)),
        ("c", (-radius, -handle, -handle, -radius, 0.0, -radius)),
        ("c", (handle, -radius, radius, -handle, radius, 0.0)),
        ("h", ()),
    ]


def _dot(is_open: bool) -> tuple[list[Step], str]:
    return _circle(RADII["dot"]), "S" if is_open else "f"


def _round(is_open: bool) -> tuple[list[Step], str]:
    return _circle(RADII["circle"]), "S" if is_open else "f"


def _double(is_open: bool) -> tuple[list[Step], str]:
    """◎ is two outlines; ◉ an outline with a filled heart: a ring by the even-odd rule."""
    outer = RADII["double-circle"]
    if is_open:
        return _circle(outer) + _circle(outer * 0.55), "S"
    return _circle(outer) + _circle(outer - STROKE) + _circle(outer * 0.6), "f*"


def _triangle(is_open: bool) -> tuple[list[Step], str]:
    x, low, high = 0.18, -0.13, 0.18
    return [("m", (-x, low)), ("l", (x, low)), ("l", (0.0, high)), ("h", ())], "S" if is_open else "f"


def _sesame(is_open: bool) -> tuple[list[Step], str]:
    """A drop that leans from the upper left to the lower right."""
    steps: list[Step] = [
        ("m", (-0.13, 0.15)),
        ("c", (0.01, 0.11, 0.16, 0.02, 0.16, -0.08)),
        ("c", (0.16, -0.16, 0.06, -0.19, 0.01, -0.12)),
        ("c", (-0.05, -0.03, -0.08, 0.06, -0.13, 0.15)),
        ("h", ()),
    ]
    return steps, "S" if is_open else "f"


_SHAPES = {"dot": _dot, "circle": _round, "double-circle": _double, "triangle": _triangle, "sesame": _sesame}


def _turned(steps: Sequence[Step], degrees: float) -> list[Step]:
    """A path turned to the left about the origin."""
    c, s = cos(radians(degrees)), sin(radians(degrees))

    def point(x: float, y: float) -> tuple[float, float]:
        return x * c - y * s, x * s + y * c

    return [
        (operator, tuple(value for at in range(0, len(n), 2) for value in point(n[at], n[at + 1])))
        for operator, n in steps
    ]


def operators(steps: Sequence[Step], x: float, y: float, scale: float, *, narrow: float = 1.0) -> str:
    """A path as PDF operators, scaled and moved to (x, y) of a page whose y runs downwards; ``narrow`` condenses it."""
    wide = scale * narrow
    parts = []
    for operator, numbers in steps:
        placed = (_number(x + value * wide if at % 2 == 0 else y - value * scale) for at, value in enumerate(numbers))
        parts.append(" ".join((*placed, operator)))
    return " ".join(parts)


def _number(value: float) -> str:
    """Three decimals of a CSS pixel: a 4000th of a millimetre."""
    return f"{round(value, 3):g}" if abs(value) < 1000 else f"{value:.2f}"
