"""Tables: a grid worked out once, cells written row by row in linear time."""

from __future__ import annotations

from dataclasses import replace

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.writers.docx.captions import caption
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.grid import GridCell, lay_out
from docforge.writers.docx.place import Place
from docforge.writers.docx.styles import TABLE_STYLE
from docforge.writers.docx.widths import PADDING, column_widths
from docforge.writers.docx.xml import attribute, val

_JUSTIFY = {"left": "left", "center": "center", "right": "right"}


def table(draft: Draft, block: n.Table, place: Place) -> list[str]:
    """A table with its caption above it. Head rows repeat on every page; no row is broken across pages."""
    draft.anchor_next(block.attr.id)
    if draft.theme.page.vertical:
        draft.say_once("DF739", "tables run with the vertical lines in Word", block.at)
    place = place.speaking(block.attr)
    out = caption(draft, block.caption, place, above=True)
    heads = block.head.rows
    rows = [*heads, *(row for body in block.bodies for row in (*body.head, *body.rows)), *block.foot.rows]
    if not rows:
        return out
    width = max(len(block.columns), 1)
    grid = lay_out(rows, width)
    widths = column_widths(block, grid, place.width, draft.theme.size)
    stub = max((body.stub for body in block.bodies), default=0)
    parts = [
        f"<w:tbl>{_properties(draft, block, place, widths, bool(heads))}<w:tblGrid>",
        *(f'<w:gridCol w:w="{each}"/>' for each in widths),
        "</w:tblGrid>",
    ]
    for index, cells in enumerate(grid):
        parts.append(_row(draft, block, cells, widths, index < len(heads), stub, place))
    parts.append("</w:tbl>")
    out.append("".join(parts))
    draft.ask_gap(draft.table_after)
    if place.in_cell:
        out.append(spacer(draft))
    return out


def _properties(draft: Draft, block: n.Table, place: Place, widths: list[int], head: bool) -> str:
    total = sum(widths)
    centred = val("jc", "center") if total < place.width * 0.98 and not place.left else ""
    indent = f'<w:tblInd w:w="{place.left}" w:type="dxa"/>' if place.left else ""
    words = block.caption.short or ()
    title = inline_text(words) or block_text(block.caption.blocks)
    described = f'<w:tblCaption w:val="{attribute(title)}"/>' if title else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{total}" w:type="dxa"/>{centred}{indent}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"0620" if head else "0600"}" w:firstRow="{int(head)}"'
        f' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
    )


def _row(
    draft: Draft, block: n.Table, cells: list[GridCell], widths: list[int], head: bool, stub: int, place: Place
) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    inner = "".join(_cell(draft, block, cell, widths, head or cell.column < stub, place) for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"


def _cell(draft: Draft, block: n.Table, cell: GridCell, widths: list[int], heading: bool, place: Place) -> str:
    width = sum(widths[cell.column : cell.column + cell.span])
    span = val("gridSpan", cell.span) if cell.span > 1 else ""
    merge = {"": "", "start": '<w:vMerge w:val="restart"/>', "go": "<w:vMerge/>"}[cell.merge]
    # Said of every cell: LibreOffice draws no row without it on a page of vertical lines.
    vertical = val("textDirection", "tbRl") if draft.theme.page.vertical else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{vertical}</w:tcPr>'
    style = "TableHeading" if heading else "TableText"
    if cell.cell is None:
        return f"<w:tc>{properties}{draft.empty_paragraph(style)}</w:tc>"
    inside = replace(
        place, style=style, left=0, width=max(width - PADDING, PADDING), level=0, list=None, bullets=0, in_cell=True
    )
    draft.anchor_next(cell.cell.attr.id)
    with draft.aligned(_alignment(block, cell)):
        content = "".join(draft.blocks(cell.cell.blocks, inside.speaking(cell.cell.attr)))
    return f"<w:tc>{properties}{content or draft.empty_paragraph(style)}</w:tc>"


def _alignment(block: n.Table, cell: GridCell) -> str:
    own = cell.cell.align if cell.cell else "default"
    if own == "default" and cell.column < len(block.columns):
        own = block.columns[cell.column].align
    return _JUSTIFY.get(own, "")


def spacer(draft: Draft) -> str:
    """A low empty paragraph: without one, Word joins two tables, and a cell may not end in a table."""
    height = max(draft.gap, 20)
    draft.drop_gap()
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    return draft.paragraph("Normal", "", None, (), {"spacing": spacing})
