"""Lines to answer on, after numbered paragraphs: how many one has."""

from __future__ import annotations

from collections.abc import Iterator

from docforge.model import nodes as n

KEY = "lines"
"""The attribute of a paragraph that says how many: ``{lines=3}``."""
MOST = 60
"""More lines than a page has room for."""


def answer_lines(item: n.Item, usual: int) -> int:
    """The lines after a numbered paragraph under a theme that gives ``usual`` ones; 0 is none anywhere.

    What a paragraph says of itself goes first. Options and answers have none, nor has a paragraph with numbered parts
    or options, which are answered themselves.
    """
    if not usual:
        return 0
    asked = written(item)
    if asked is not None:
        return int(asked) if is_count(asked) else usual
    if item.kind not in ("paragraph", "question") or not item.label:
        return 0
    return 0 if any(isinstance(block, n.Item) for block in _inside(item.blocks)) else usual


def written(item: n.Item) -> str | None:
    """What an item says of its lines, as written; None where it says nothing."""
    first = item.blocks[0] if item.blocks else None
    pairs = (*item.attr.pairs, *(first.attr.pairs if isinstance(first, n.Para) else ()))
    return next((value for key, value in pairs if key == KEY), None)


def is_count(text: str) -> bool:
    """Whether a text is a number of lines."""
    return text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= MOST


def _inside(blocks: n.Blocks) -> Iterator[n.Block]:
    for block in blocks:
        yield block
        if isinstance(block, n.Div):
            yield from _inside(block.blocks)
