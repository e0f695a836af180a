"""Widths of a table's columns, from what the source asked for or from how wide their text is.

Word's own fitting measures Latin words; a column of Chinese has none, and shrinks to one character a line. So widths
are fixed here: every column gets what its longest line needs if all fit, else shares the measure by need.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.patterns import lazy_pattern
from docforge.writers.docx.grid import GridCell
from docforge.writers.html.scripts import width

PADDING = 200
"""Both margins of a cell, twips."""

ROW_PADDING = 120
"""Both margins of a row and a rule, twips."""

_NARROWEST = 3.0
"""Text width in em below which no column is pressed."""

_LOOSE = 1.1
"""Faces differ in width."""

_SPACED = lazy_pattern(r"(?<=[\u2e80-\uffdc])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u2e80-\uffdc])")
_SPACE = 0.25
"""Word's space between East Asian and Latin characters, em."""

_LONGEST = 30.0
"""A line longer than this many em is taken as this long: it will be broken anyway."""


def column_widths(table: n.Table, grid: list[list[GridCell]], measure: int, size: int) -> list[int]:
    """Widths in twips of all columns; together at most ``measure``. ``size`` is the body size in half-points."""
    count = max(len(table.columns), 1)
    asked = [column.width for column in table.columns]
    if asked and all(width for width in asked):
        whole = sum(width or 0.0 for width in asked)
        scale = min(1.0, 1.0 / whole) if whole > 0 else 1.0
        return [max(round((width or 0.0) * scale * measure), 300) for width in asked]
    em = size * 10 * 0.95
    natural = [max(_NARROWEST, need) * em + PADDING for need in _needs(grid, count)]
    total = sum(natural)
    if total <= measure * 0.7:
        return [round(width) for width in natural]
    if total <= measure:
        return _share(natural, measure)
    least = [min(width, _NARROWEST * em + PADDING) for width in natural]
    spare = measure - sum(least)
    if spare <= 0:
        return [measure // count] * count
    wants = [width - floor for width, floor in zip(natural, least, strict=True)]
    return _share([floor + spare * want / sum(wants) for floor, want in zip(least, wants, strict=True)], measure)


def _share(widths: list[float], measure: int) -> list[int]:
    """Scaled to the measure; rounding goes to the last column."""
    total = sum(widths)
    out = [int(width * measure / total) for width in widths]
    out[-1] += measure - sum(out)
    return out


def _needs(grid: list[list[GridCell]], count: int) -> list[float]:
    """The longest line of each column, in em; a cell over several columns spreads its need."""
    needs = [0.0] * count
    for row in grid:
        for place in row:
            if place.cell is None:
                continue
            lines = block_text(place.cell.blocks).split("\n")
            need = min(max((_length(line) for line in lines), default=0.0), _LONGEST) / place.span
            for column in range(place.column, min(place.column + place.span, count)):
                needs[column] = max(needs[column], need)
    return needs


def _length(line: str) -> float:
    return width(line) * _LOOSE + _SPACE * len(_SPACED.findall(line))
