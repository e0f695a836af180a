"""Rules for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.writers.html.markup import element
from docforge.writers.html.scripts import MILLIMETRES_A_POINT, width

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering


def lower(low: HtmlLowering, node: n.Table) -> str:
    """A table; head cells say what they head (``scope``)."""
    parts = []
    with low.setting("caption", lang=node.attr.lang):
        caption = low.blocks(node.caption.blocks)
    if caption:
        parts.append(element("caption", caption, ("class", "df-caption")))
    parts.append(_columns(low, node.columns))
    with low.setting("table", lang=node.attr.lang):
        if node.head.rows:
            parts.append(element("thead", _rows(low, node, node.head.rows, head=True)))
        for body in node.bodies:
            rows = _rows(low, node, body.head, head=True) + _rows(low, node, body.rows, stub=body.stub)
            if rows:
                parts.append(element("tbody", rows))
        if node.foot.rows:
            parts.append(element("tfoot", _rows(low, node, node.foot.rows)))
    room = ("style", "" if low.book else _room_for_caption(low, node.caption))
    look = (("class", "df-table"), *low.identity(node.attr), room)
    return _in_window(low, node, element("table", "\n".join(filter(None, parts)), *look))


NARROW = 3
"""Columns that have room on a telephone."""


def _in_window(low: HtmlLowering, node: n.Table, markup: str) -> str:
    """Web: a table stands in a box that can be moved by hand or key where the page is too narrow for its words."""
    if not low.web:
        return markup
    look = ("class", "df-window df-wide" if len(node.columns) > NARROW else "df-window")
    name = low.window(" ".join(block_text(node.caption.blocks).split()) or low.string("table"))
    return element("section", markup, look, ("aria-label", name), ("tabindex", "0"))


def _room_for_caption(low: HtmlLowering, caption: n.Caption) -> str:
    """A table as wide as its caption, up to the measure: a caption is broken where its table ends."""
    words = max((width(line) for line in block_text(caption.blocks).split("\n")), default=0.0)
    if not words:
        return ""
    size = low.theme.size("caption") / low.theme.size("table")
    page = low.theme.page
    measure = page.column_width / MILLIMETRES_A_POINT / low.theme.size("table")
    return f"min-width:{min((words + 1) * size, measure):.1f}em"


def _columns(low: HtmlLowering, columns: tuple[n.Column, ...]) -> str:
    """Widths where the source set them."""
    if not any(column.width for column in columns):
        return ""
    widths = (f"width:{column.width:.2%}" if column.width else "" for column in columns)
    return element("colgroup", "".join(element("col", "", low.look(width)) for width in widths))


def _rows(low: HtmlLowering, table: n.Table, rows: tuple[n.Row, ...], *, head: bool = False, stub: int = 0) -> str:
    out = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        cells = []
        for cell in row.cells:
            while taken.get(column, 0):
                column += 1
            span = max(1, min(cell.columns, len(table.columns) - column))
            scope = "col" if head else "row" if column < stub else ""
            deep = max(1, min(cell.rows, len(rows) - number))
            cells.append(_cell(low, table, cell, column, (span, deep), scope))
            for place in range(column, column + span):
                taken[place] = deep
            column += span
        taken = {place: left - 1 for place, left in taken.items() if left > 1}
        out.append(element("tr", "".join(cells), *low.identity(row.attr)))
    return "\n".join(out)


def _cell(low: HtmlLowering, table: n.Table, cell: n.Cell, column: int, spans: tuple[int, int], scope: str) -> str:
    """One cell. ``spans``: columns and rows, cut to the table, or a hostile number would take all memory."""
    align = cell.align
    if align == "default" and column < len(table.columns):
        align = table.columns[column].align
    with low.setting(lang=cell.attr.lang, bold=True if scope else None):
        content = _content(low, cell)
    if low.web and not content:
        scope = ""  # an empty cell heads nothing
    return element(
        "th" if scope else "td",
        content,
        ("class", "" if align == "default" else f"align-{align}"),
        ("scope", scope),
        ("colspan", str(spans[0]) if spans[0] > 1 else ""),
        ("rowspan", str(spans[1]) if spans[1] > 1 else ""),
        *low.identity(cell.attr),
    )


def _content(low: HtmlLowering, cell: n.Cell) -> str:
    """A cell with a single paragraph holds its text directly."""
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], n.Para):
        para = cell.blocks[0]
        if para.attr == n.NO_ATTR and not para.number:
            return low.inlines(para.content)
    return low.blocks(cell.blocks)
