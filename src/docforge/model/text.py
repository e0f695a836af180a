"""Plain text of nodes: what a reader hears, without labels and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docforge.model import nodes as n


def inline_text(content: Iterable[n.Inline]) -> str:
    """The characters of a run of inlines. Ruby gives its base, an image its alternative text, a note call nothing."""
    return "".join(_one(node) for node in content)


def _one(node: n.Inline) -> str:
    match node:
        case n.Text(text=text) | n.Code(text=text) | n.Math(text=text):
            return text
        case n.Break(hard=hard):
            return "\n" if hard else " "
        case n.Ruby(pairs=pairs):
            return "".join(base for base, _ in pairs)
        case n.NoteRef() | n.RawInline():
            return ""
        case _:
            return inline_text(node.content)


def block_text(blocks: Iterable[n.Block]) -> str:
    """The text of blocks, one paragraph a line, labels of inner items left out."""
    return "\n".join(text for block in blocks for text in _block(block) if text)


def _block(block: n.Block) -> list[str]:
    match block:
        case n.Para(content=content) | n.Heading(content=content):
            return [inline_text(content)]
        case n.Lines(lines=lines):
            return [inline_text(line) for line in lines]
        case n.CodeBlock(text=text):
            return [text]
        case n.RawBlock() | n.Rule() | n.Contents():
            return []
        case n.Quote(blocks=blocks) | n.Item(blocks=blocks):
            return [block_text(blocks)]
        case n.Figure(blocks=blocks, caption=caption):
            return [block_text(blocks), block_text(caption.blocks)]
        case n.Div(blocks=blocks, title=title):
            return [inline_text(title), block_text(blocks)]
        case n.Bullets(items=items) | n.Ordered(items=items):
            return [block_text(item.blocks) for item in items]
        case n.Terms(items=terms):
            return [part for term in terms for part in (inline_text(term.term), *map(block_text, term.definitions))]
        case n.Table():
            return [block_text(cell.blocks) for row in table_rows(block) for cell in row.cells] + [
                block_text(block.caption.blocks)
            ]


def table_rows(table: n.Table) -> tuple[n.Row, ...]:
    """All rows of a table from head to foot."""
    bodies = tuple(row for body in table.bodies for row in (*body.head, *body.rows))
    return (*table.head.rows, *bodies, *table.foot.rows)


_LONGEST_ADDRESS = 200
"""Characters of an address that stand on a page in place of a picture."""


def shown_address(url: str) -> str:
    """The address of a picture that cannot be shown, as far as a line can hold it; what is embedded is no address."""
    if url[:5].lower() == "data:":
        url = url.partition(",")[0] + ",…"
    return url if len(url) <= _LONGEST_ADDRESS else url[: _LONGEST_ADDRESS - 1] + "…"


def merge_text(content: Iterable[n.Inline]) -> n.Inlines:
    """The canonical form of one level: neighbouring ``Text`` joined, empty ``Text`` gone."""
    out: list[Any] = []
    for node in content:
        if isinstance(node, n.Text):
            if not node.text:
                continue
            if out and isinstance(out[-1], n.Text):
                out[-1] = n.Text(out[-1].text + node.text, at=out[-1].at)
                continue
        out.append(node)
    return tuple(out)
