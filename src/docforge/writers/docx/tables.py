"""Tables: a grid worked out once, cells written row by row in linear time."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.writers.docx import upright
from docforge.writers.docx.captions import caption
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.grid import GridCell, lay_out
from docforge.writers.docx.place import Place
from docforge.writers.docx.styles import TABLE_STYLE
from docforge.writers.docx.widths import PADDING, ROW_PADDING, column_widths
from docforge.writers.docx.xml import attribute, val

_JUSTIFY = {"left": "left", "center": "center", "right": "right"}


def table(draft: Draft, block: n.Table, place: Place) -> list[str]:
    """A table with its caption above it. Head rows repeat on every page; no row is broken across pages.

    On a page of vertical lines it stands upright in a box, unless it is too large for one.
    """
    place = place.speaking(block.attr)
    if not _rows(block):
        return _table(draft, block, place)
    return upright.whole(draft, block, place, _size, _table)


def _rows(block: n.Table) -> list[n.Row]:
    return [*block.head.rows, *(row for body in block.bodies for row in (*body.head, *body.rows)), *block.foot.rows]


def _table(draft: Draft, block: n.Table, place: Place) -> list[str]:
    draft.anchor_next(block.attr.id)
    out = caption(draft, block, place)
    heads, rows = block.head.rows, _rows(block)
    if not rows:
        return out
    grid, widths = _grid(draft, block, place)
    stub = _stub(block)
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
        out.append(draft.low_paragraph())
    return out


def _grid(draft: Draft, block: n.Table, place: Place) -> tuple[list[list[GridCell]], list[int]]:
    """The cells of each row in their places, and the widths of columns in twips."""
    grid = lay_out(_rows(block), max(len(block.columns), 1))
    return grid, column_widths(block, grid, place.width, draft.theme.size)


def _stub(block: n.Table) -> int:
    return max((body.stub for body in block.bodies), default=0)


def _size(draft: Draft, block: n.Table, place: Place) -> upright.Size | None:
    """Width and height of a table with its caption in twips; None where they cannot be told beforehand."""
    grid, widths = _grid(draft, block, place)
    breadth = min(place.width, max(sum(widths), upright.natural_width(draft, block.caption.blocks, "Caption")))
    total = upright.height_of(draft, block.caption.blocks, "Caption", breadth)
    for index, cells in enumerate(grid):
        height = _row_height(draft, cells, widths, index < len(block.head.rows), _stub(block))
        if height is None or total is None:
            return None
        total += height
    return None if total is None else (breadth, total)


def _row_height(draft: Draft, cells: list[GridCell], widths: list[int], head: bool, stub: int) -> int | None:
    most = 0
    for cell in cells:
        style = "TableHeading" if head or cell.column < stub else "TableText"
        measure = sum(widths[cell.column : cell.column + cell.span]) - PADDING
        height = upright.height_of(draft, cell.cell.blocks if cell.cell else (), style, measure)
        if height is None:
            return None
        most = max(most, height)
    return most + ROW_PADDING


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
    vertical = val("textDirection", "tbRl") if draft.vertical else ""
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
