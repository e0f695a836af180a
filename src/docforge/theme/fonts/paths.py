"""Outlines of glyphs as paths, for text that is drawn and not written."""

from __future__ import annotations

from typing import Any, TypeAlias

PathStep: TypeAlias = tuple[str, tuple[float, ...]]
"""An operator of PDF paths (m, l, c, h) with its numbers, in em, y upwards."""


class GlyphPaths:
    """The outlines of one face, by glyph id. Each is read once."""

    def __init__(self, data: bytes, index: int = 0) -> None:
        """``data``: the bytes of a font file; ``index``: the face in a collection."""
        import uharfbuzz

        self._face = uharfbuzz.Face(data, index)
        self._font = uharfbuzz.Font(self._face)
        self._pen = _pen()
        self._known: dict[int, tuple[PathStep, ...]] = {}

    def path(self, glyph: int) -> tuple[PathStep, ...]:
        """The outline of a glyph; empty for a blank. Quadratic curves are given as the cubics they are."""
        found = self._known.get(glyph)
        if found is None:
            raw: list[PathStep] = []
            self._font.draw_glyph(glyph, self._pen, raw)
            found = self._known[glyph] = _in_em(raw, float(self._face.upem))
        return found


def _pen() -> Any:
    import uharfbuzz

    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda x, y, path: path.append(("m", (x, y))))
    pen.set_line_to_func(lambda x, y, path: path.append(("l", (x, y))))
    pen.set_quadratic_to_func(lambda a, b, x, y, path: path.append(("q", (a, b, x, y))))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, path: path.append(("c", (a, b, c, d, x, y))))
    pen.set_close_path_func(lambda path: path.append(("h", ())))
    return pen


def _in_em(raw: list[PathStep], upem: float) -> tuple[PathStep, ...]:
    """Steps in em; PDF has no quadratic curves, so their handles move two thirds of the way to the control point."""
    done: list[PathStep] = []
    x0 = y0 = 0.0
    for operator, numbers in raw:
        if operator == "q":
            a, b, x, y = numbers
            cubic = (x0 + (a - x0) * 2 / 3, y0 + (b - y0) * 2 / 3, x + (a - x) * 2 / 3, y + (b - y) * 2 / 3, x, y)
            done.append(("c", tuple(value / upem for value in cubic)))
        else:
            done.append((operator, tuple(value / upem for value in numbers)))
        if numbers:
            x0, y0 = numbers[-2:]
    return tuple(done)
