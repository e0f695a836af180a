"""Tables: with bars where each cell is one line, else as elements of HTML around Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docforge.model import nodes as n
from docforge.writers.markdown.draft import Draft
from docforge.writers.markdown.inlines import attributes, inlines

Writer = Callable[[Draft, Sequence[n.Block]], list[str]]
_RULES = {"default": "---", "left": ":--", "center": ":-:", "right": "--:"}


def table(draft: Draft, block: n.Table, write: Writer) -> list[str]:
    """The lines of a table."""
    if not _is_simple(block):
        return _elements(draft, block, write)
    columns = len(block.columns)
    head = block.head.rows[0].cells if block.head.rows else tuple(n.Cell() for _ in range(columns))
    rules = [_RULES[column.align] for column in block.columns]
    rows = [row.cells for body in block.bodies for row in body.rows]
    shown = [[_line(draft, cell) for cell in cells] + [""] * (columns - len(cells)) for cells in (head, *rows)]
    lines = [_bars(shown[0]), _bars(rules), *map(_bars, shown[1:])]
    own = attributes(block.attr)
    caption = f": {inlines(draft, _caption(block))}" if block.caption.blocks else ""
    return [*([own] if own else []), *lines, *(["", caption] if caption else [])]


def _caption(block: n.Table) -> n.Inlines:
    """The caption of a table with bars."""
    first = block.caption.blocks[0]
    assert isinstance(first, n.Para)
    return first.content


def _is_simple(block: n.Table) -> bool:
    rows = [*block.head.rows, *(row for body in block.bodies for row in (*body.head, *body.rows)), *block.foot.rows]
    plain = _is_line(block.caption.blocks) and not block.caption.short
    plain = plain and not block.foot.rows and len(block.head.rows) == 1 and len(block.bodies) == 1
    plain = plain and not block.bodies[0].head and not block.bodies[0].stub
    return plain and all(
        cell.rows == cell.columns == 1 and cell.attr == n.NO_ATTR and _is_line(cell.blocks)
        for row in rows
        for cell in row.cells
    )


def _is_line(content: n.Blocks) -> bool:
    if not content:
        return True
    first = content[0]
    return len(content) == 1 and isinstance(first, n.Para) and not any(isinstance(x, n.Break) for x in first.content)


def _line(draft: Draft, cell: n.Cell) -> str:
    first = cell.blocks[0] if cell.blocks else n.Para(())
    assert isinstance(first, n.Para)
    return inlines(draft, first.content).replace("|", "\\|")


def _bars(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _elements(draft: Draft, block: n.Table, write: Writer) -> list[str]:
    if block.foot.rows or block.caption.short or any(column.width for column in block.columns):
        draft.say_once("DF760", "widths of columns and the short words of a table are left out", block.at)
    own = f' id="{block.attr.id}"' if block.attr.id and not block.attr.id.startswith("~") else ""
    out = [f"<table{own}>"]
    if block.caption.blocks:
        out += ["<caption>", "", *write(draft, block.caption.blocks), "", "</caption>"]
    sections = [("thead", block.head.rows)]
    sections += [("tbody", (*body.head, *body.rows)) for body in block.bodies]
    sections += [("tfoot", block.foot.rows)]
    for name, rows in sections:
        if rows:
            stub = max((body.stub for body in block.bodies), default=0) if name == "tbody" else 0
            out += [f"<{name}>", *(line for row in rows for line in _row(draft, block, row, name, stub, write))]
            out.append(f"</{name}>")
    return [*out, "</table>"]


def _row(draft: Draft, block: n.Table, row: n.Row, section: str, stub: int, write: Writer) -> list[str]:
    out = ["<tr>"]
    for place, cell in enumerate(row.cells):
        name = "th" if section == "thead" or place < stub else "td"
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
            f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        )
        align = cell.align
        if align == "default" and place < len(block.columns):
            align = block.columns[place].align
        spans += f' align="{align}"' if align != "default" else ""
        lines = write(draft, cell.blocks)
        out += [f"<{name}{spans}>", "", *lines, "", f"</{name}>"] if lines else [f"<{name}{spans}></{name}>"]
    return [*out, "</tr>"]
