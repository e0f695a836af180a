"""Tables: cells with their places, rows brought to one width."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.readers.markdown.frames import Frame

ALIGNMENT: dict[str, Literal["default", "left", "center", "right"]] = {
    "": "default",
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def split_row(text: str, start: int, end: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """The cells of a row between two offsets: content, and where its characters stand.

    ``\\|`` is a bar inside a cell. Bars at both ends of the row are frame, as in GitHub Flavored Markdown 4.10.
    """
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    if text.startswith("|", start, end):
        start += 1
    cells: list[tuple[str, list[tuple[int, int]]]] = []
    begin = position = start
    escapes: list[int] = []
    closed = False
    while position < end:
        closed = False
        if text[position] == "|" and position > start and text[position - 1] == "\\":
            escapes.append(position - 1)
        elif text[position] == "|":
            cells.append(_cell(text, begin, position, escapes))
            begin, escapes, closed = position + 1, [], True
        position += 1
    if not closed or not cells:
        cells.append(_cell(text, begin, end, escapes))
    return cells


def _cell(text: str, start: int, end: int, escapes: list[int]) -> tuple[str, list[tuple[int, int]]]:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    parts: list[str] = []
    rows: list[tuple[int, int]] = []
    length = 0
    for stop in [*(place for place in escapes if start <= place < end), end]:
        rows.append((length, start))
        parts.append(text[start:stop])
        length += stop - start
        start = stop + 1
    return "".join(parts), rows


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
