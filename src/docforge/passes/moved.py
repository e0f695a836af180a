"""How a document is known in which text no longer stands where it was counted.

Folded boxes go to the end of their chapter, an index is added: to count again would give other numbers. Passes that
count, close levels or read references therefore leave such a document as it is.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n

MARK = ("df", "moved")
"""The attribute of a folded box that stands at the end of its chapter or of the book, and of the index."""

_KEY = "df-moved"


def is_moved(block: n.Block) -> bool:
    """Whether a block is a box that was moved there."""
    return isinstance(block, n.Div) and MARK in block.attr.pairs


def has_moved(document: n.Document) -> bool:
    """Whether text was moved, added or left out after it was counted."""
    return _KEY in document.meta


def moved(document: n.Document) -> n.Document:
    """The document, known from now on as one in which text was moved."""
    return document if has_moved(document) else replace(document, meta={**document.meta, _KEY: n.MetaBool(True)})
