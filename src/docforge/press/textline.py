"""The part of a text box that stands on one line, in the place of the Pango layout that WeasyPrint keeps there."""

from __future__ import annotations

from typing import Any

from docforge.press.shape import UNITS, Shape


class TextLine:
    """A slice of a shape with its kerns: what WeasyPrint finds as ``TextBox.pango_layout``.

    ``start`` and ``end`` are characters of the shape, ``kerns`` (character of the shape, Pango units) in order.
    The metrics of decoration have the names that WeasyPrint's drawing asks for.
    """

    first_line_direction = 0
    justification_spacing = 0

    __slots__ = (
        "ascent",
        "end",
        "hyphen",
        "kerns",
        "max_width",
        "shape",
        "start",
        "strikethrough_position",
        "strikethrough_thickness",
        "text",
        "underline_position",
        "underline_thickness",
    )

    def __init__(self, shape: Shape, start: int, end: int, text: str, kerns: list[tuple[int, float]]) -> None:
        self.shape, self.start, self.end, self.text, self.kerns = shape, start, end, text, kerns
        self.hyphen: Shape | None = None
        self.max_width: float | None = None
        self.ascent = shape.ascent
        self.underline_position = shape.underline_position
        self.underline_thickness = shape.underline_thickness
        self.strikethrough_position = shape.strikethrough_position
        self.strikethrough_thickness = shape.strikethrough_thickness

    def reactivate(self, style: Any) -> None:
        """Nothing: the glyphs are kept."""

    def deactivate(self) -> None:
        """Nothing: the glyphs are kept."""

    def width(self) -> float:
        """From the left edge of the box to the end of its last character, CSS pixels."""
        advances = sum(self.shape.advances[self.start : self.end])
        hyphen = sum(self.hyphen.advances) if self.hyphen is not None else 0
        return (advances + hyphen + sum(kern for _, kern in self.kerns)) / UNITS

    def positions(self) -> list[float]:
        """The x of every character of the box's text from its left edge, and of its end, CSS pixels."""
        kerns = dict(self.kerns)
        x, out = 0.0, []
        for at in range(self.start, self.end):
            x += kerns.get(at, 0.0)
            out.append(x / UNITS)
            x += self.shape.advances[at]
        out.append(x / UNITS)
        return out
