"""Where the characters of a text that was set stand."""

from __future__ import annotations

from typing import Any

from docforge.press.shape import UNITS, Shape, UnfitError
from docforge.press.textline import TextLine

Extent = tuple[float, float]
"""Left and right edge of a character, CSS px from the left edge of its text box."""


def extents(box: Any) -> list[Extent]:
    """The extents of a text box's characters. A line of the press knows them; another is measured again."""
    line = box.pango_layout
    if isinstance(line, TextLine):
        advances = line.shape.advances[line.start : line.end]
        return [(x, x + advance / UNITS) for x, advance in zip(line.positions(), advances, strict=False)]
    try:
        shape = Shape(box.text, box.style)
    except UnfitError:
        part = box.width / max(len(box.text), 1)
        return [(at * part, (at + 1) * part) for at in range(len(box.text))]
    x, out = 0.0, []
    for char, advance in zip(box.text, shape.advances, strict=True):
        out.append((x, x + advance / UNITS))
        x = out[-1][1] + (box.justification_spacing if char in " \u00a0" else 0.0)
    return out
