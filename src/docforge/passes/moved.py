"""How boxes that were moved from their place are known."""

from __future__ import annotations

from docforge.model import nodes as n

MARK = ("df", "moved")
"""The attribute of a folded box that stands at the end of its chapter or of the book."""


def is_moved(block: n.Block) -> bool:
    """Whether a block is a box that was moved there."""
    return isinstance(block, n.Div) and MARK in block.attr.pairs
