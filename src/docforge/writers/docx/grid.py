"""Cells of a table in their places on a grid, with what Word needs for cells that span rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n


class GridCell(Struct, frozen=True):
    """A cell from ``column`` over ``span`` columns. ``merge``: where it is in a cell that spans rows. ``cell`` is None
    where the source has none, or where a cell above goes on."""

    cell: n.Cell | None
    column: int
    span: int
    merge: Literal["", "start", "go"] = ""


def lay_out(rows: Sequence[n.Row], width: int) -> list[list[GridCell]]:
    """The rows of a table ``width`` columns wide, each filled to the edge.

    Spans that lead out of the table are cut. A row with more cells than columns puts the rest into its last cell.
    """
    going: dict[int, tuple[int, int]] = {}
    out = []
    for index, row in enumerate(rows):
        line: list[GridCell] = []
        waiting = list(row.cells)
        column = 0
        while column < width:
            if column in going:
                rows_left, span = going[column]
                line.append(GridCell(None, column, span, "go"))
                going[column] = (rows_left - 1, span)
                if rows_left == 1:
                    del going[column]
                column += span
                continue
            room = next((place for place in range(column, width) if place in going), width) - column
            cell = waiting.pop(0) if waiting else None
            if cell is None:
                line.append(GridCell(None, column, 1))
                column += 1
                continue
            span = min(max(cell.columns, 1), room)
            down = min(max(cell.rows, 1), len(rows) - index)
            if column + span == width and waiting:
                cell = _joined(cell, waiting)
                waiting = []
            line.append(GridCell(cell, column, span, "start" if down > 1 else ""))
            if down > 1:
                going[column] = (down - 1, span)
            column += span
        out.append(line)
    return out


def _joined(cell: n.Cell, rest: Sequence[n.Cell]) -> n.Cell:
    """A row with more cells than the table has columns: nothing is lost, the last column takes them."""
    return replace(cell, blocks=tuple(block for each in (cell, *rest) for block in each.blocks))
