"""Tables: rows brought to one width."""

from __future__ import annotations

from collections.abc import Sequence
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
    parts = (frame.rows[: frame.head_rows], frame.rows[frame.head_rows :])
    sizes = [_sizes(part) for part in parts]
    width = max((size for part in sizes for size in part), default=0)
    columns = (*frame.columns, *(n.Column() for _ in range(width - len(frame.columns))))
    head, body = (
        tuple(_filled(row, width - size) for row, size in zip(part, own, strict=True))
        for part, own in zip(parts, sizes, strict=True)
    )
    table = n.Table(
        columns=columns,
        head=n.RowGroup(rows=head),
        bodies=(n.TableBody(rows=body),),
        attr=frame.attr,
        at=frame.at,
    )
    if not frame.title:
        return table
    caption = n.Para(content=frame.title, tight=True, at=frame.title[0].at)
    return replace(table, caption=n.Caption(blocks=(caption,)))


def _sizes(rows: Sequence[n.Row]) -> list[int]:
    """How many columns each row of a part takes, with the cells that reach down into it. None reaches beyond the part
    (HTML, 4.9.12.1)."""
    out: list[int] = []
    reaching: list[tuple[int, int]] = []  # rows still to come, columns
    for row in rows:
        out.append(sum(cell.columns for cell in row.cells) + sum(columns for _, columns in reaching))
        reaching = [(left - 1, columns) for left, columns in reaching if left > 1]
        reaching += [(cell.rows - 1, cell.columns) for cell in row.cells if cell.rows > 1]
    return out


def _filled(row: n.Row, missing: int) -> n.Row:
    return replace(row, cells=(*row.cells, *(n.Cell() for _ in range(missing)))) if missing > 0 else row
