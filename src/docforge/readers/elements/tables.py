"""Tables: rows brought to one width."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.readers.elements.frames import Frame

ALIGNMENT: dict[str, Literal["default", "left", "center", "right"]] = {
    "": "default",
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def table_of(frame: Frame) -> n.Table:
    """A table from its rows; short rows are filled with empty cells, a row longer than the others widens the table."""
    width = max((sum(cell.columns for cell in row.cells) for row in frame.rows), default=0)
    columns = (*frame.columns, *(n.Column() for _ in range(width - len(frame.columns))))
    rows = tuple(_filled(row, width) for row in frame.rows)
    table = n.Table(
        columns=columns,
        head=n.RowGroup(rows=rows[: frame.head_rows]),
        bodies=(n.TableBody(rows=rows[frame.head_rows :]),),
        attr=frame.attr,
        at=frame.at,
    )
    if not frame.title:
        return table
    caption = n.Para(content=frame.title, tight=True, at=frame.title[0].at)
    return replace(table, caption=n.Caption(blocks=(caption,)))


def _filled(row: n.Row, width: int) -> n.Row:
    missing = width - sum(cell.columns for cell in row.cells)
    return replace(row, cells=(*row.cells, *(n.Cell() for _ in range(missing)))) if missing > 0 else row
