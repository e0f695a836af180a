"""Options of a question side by side: four, two or one in a line, as many as their widths allow."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from docforge.diagnostics.width import width
from docforge.model import nodes as n
from docforge.model.exams import COLUMNS, OPTIONS
from docforge.model.text import inline_text
from docforge.model.walk import find, rewrite

_INDENT, _GAP = 2.5, 1.0
"""Em that the question's text is set in by, and that part two options."""

_LOOSE = 1.05
"""Faces differ in width."""


def with_grids(blocks: n.Blocks, measure: float) -> n.Blocks:
    """The blocks with neighbouring options in a ``Div`` of theirs. ``measure``: a line's length in em."""
    return rewrite(blocks, {n.Item: lambda item: _gridded(item, measure)})


def _gridded(item: n.Item, measure: float) -> n.Item:
    if item.kind == "option" or not any(_is_option(block) for block in item.blocks):
        return item
    out: list[n.Block] = []
    for options, group in groupby(item.blocks, key=_is_option):
        row = tuple(group)
        out.extend((_grid(row, measure - _INDENT * item.level),) if options and len(row) > 1 else row)
    return replace(item, blocks=tuple(out))


def _is_option(block: n.Block) -> bool:
    return isinstance(block, n.Item) and block.kind == "option"


def _grid(options: n.Blocks, measure: float) -> n.Div:
    needs = [_width(option) for option in options]
    count = max((count for count in COLUMNS.values() if max(needs) <= measure / count), default=1)
    name = next((name for name, columns in COLUMNS.items() if columns == count), "columns-1")
    return n.Div(options, attr=n.Attr(classes=(OPTIONS, name)))


def _width(option: n.Block) -> float:
    """What an option needs, in em; one that is more than a line of text needs a line of its own."""
    assert isinstance(option, n.Item)
    first = option.blocks[0] if len(option.blocks) == 1 else None
    if not isinstance(first, n.Para) or any(True for _ in find(first.content, n.Image)):
        return float("inf")
    return (width(option.label) / 2 + 0.5 + width(inline_text(first.content)) / 2) * _LOOSE + _GAP
