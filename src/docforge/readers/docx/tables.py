"""Tables: rows, cells that go over columns and rows, head rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from docforge.model import nodes as n
from docforge.readers.docx.alternatives import ALTERNATE, chosen
from docforge.readers.docx.context import Context
from docforge.readers.docx.looks import is_on
from docforge.readers.docx.rows import Part
from docforge.readers.docx.structure import blocks
from docforge.wordml.names import M, W, value, whole

MOST_COLUMNS = 1000
"""Columns that a cell may go over or leave out; Word itself makes 63."""

_Align = Literal["default", "left", "center", "right"]
_ALIGN: dict[str, _Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
}  # fmt: skip
_THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"))


class _Cell(Struct):
    column: int
    span: int
    blocks: n.Blocks
    align: _Align
    rows: int = 1
    lang: str = ""


def table(context: Context, element: Any, at: n.Position | None, read: Callable[[Any], list[Part]]) -> n.Table:
    """The model of a ``w:tbl``; ``read`` gives the rows of a cell."""
    open_: dict[int, _Cell] = {}
    rows: list[list[_Cell]] = []
    heads = 0
    for row in _descend(context, element, W + "tr"):
        if _is_gone(context, row, row.find(W + "trPr"), "del", "ins"):
            continue
        rows.append(_row(context, row, open_, read))
        if heads == len(rows) - 1 and is_on(row.find(W + "trPr"), "tblHeader"):
            heads += 1
    width = max((cell.column + cell.span for row in rows for cell in row), default=1)
    made = [_made(row) for row in rows]
    return n.Table(
        columns=tuple(n.Column(align=align) for align in _column_alignments(rows, width)),
        head=n.RowGroup(rows=tuple(made[:heads])),
        bodies=(n.TableBody(rows=tuple(made[heads:])),),
        at=at,
    )


def _descend(context: Context, parent: Any, tag: str) -> list[Any]:
    """Children with a tag, through content controls and tracked changes."""
    out = []
    for child in parent:
        if child.tag == tag:
            out.append(child)
        elif child.tag in _THROUGH:
            out += _descend(context, child, tag)
        elif child.tag == ALTERNATE:
            out += _descend(context, chosen(child, context.seen), tag)
    return out


def _is_gone(context: Context, part: Any, properties: Any | None, removed: str, added: str) -> bool:
    """Whether a row or cell was deleted (or, to be rejected, inserted) under tracked changes."""
    left_out = {"accept": removed, "reject": added, "all": ""}[context.track]
    gone = bool(left_out) and properties is not None and properties.find(W + left_out) is not None
    if gone:
        context.counts["deletion" if left_out == removed else "insertion"] += 1
        context.seen.update(part.iter(W + "t", M + "t", W + "delText"))
    return gone


def _row(context: Context, row: Any, open_: dict[int, _Cell], read: Callable[[Any], list[Part]]) -> list[_Cell]:
    out: list[_Cell] = []
    column = min(max(whole(value(row.find(f"{W}trPr/{W}gridBefore")), 0), 0), MOST_COLUMNS)
    for cell in _descend(context, row, W + "tc"):
        properties = cell.find(W + "tcPr")
        if _is_gone(context, cell, properties, "cellDel", "cellIns"):
            continue
        span = whole(value(properties.find(W + "gridSpan")), 1) if properties is not None else 1
        span = min(max(span, 1), MOST_COLUMNS)
        merge = properties.find(W + "vMerge") if properties is not None else None
        found = _Cell(column, span, blocks(context, read(cell)), _alignment(cell))
        if out and _goes_on_across(properties):
            out[-1].span += span
            out[-1].blocks += found.blocks
            column += span
            continue
        if merge is not None and value(merge) != "restart" and column in open_:
            above = open_[column]
            above.rows += 1
            above.blocks += found.blocks
        else:
            out.append(found)
            open_.pop(column, None)
            if merge is not None:
                open_[column] = found
        column += span
    return out


def _goes_on_across(properties: Any | None) -> bool:
    """Whether a cell is one with that before it, in the manner of old files (ECMA-376 Part 1, 17.4.22)."""
    merge = None if properties is None else properties.find(W + "hMerge")
    return merge is not None and value(merge) != "restart"


def _column_alignments(rows: list[list[_Cell]], width: int) -> list[_Align]:
    """How the cells of each column stand, where all that say something and are in no other column agree."""
    said: list[set[_Align]] = [set() for _ in range(width)]
    for row in rows:
        for cell in row:
            if cell.span == 1 and cell.blocks:
                said[cell.column].add(cell.align)
    return [aligns.pop() if len(aligns) == 1 else "default" for aligns in said]


def _alignment(cell: Any) -> _Align:
    """How the paragraphs of a cell stand, where all say the same."""
    said = {value(paragraph.find(f"{W}pPr/{W}jc")) for paragraph in cell.iterchildren(W + "p")}
    return _ALIGN.get(said.pop() or "", "default") if len(said) == 1 else "default"


def _made(row: list[_Cell]) -> n.Row:
    return n.Row(
        cells=tuple(n.Cell(blocks=cell.blocks, align=cell.align, rows=cell.rows, columns=cell.span) for cell in row)
    )
