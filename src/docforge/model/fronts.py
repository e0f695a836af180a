"""What of a document stands above its title."""

from __future__ import annotations

from docforge.model import nodes as n

BEFORE_TITLE = "before-title"
"""Class of a ``Div`` at the beginning of a document's blocks that is printed above the title."""


def before_title(document: n.Document) -> n.Blocks:
    """The blocks that are printed above the title: those ``Div`` blocks that a document begins with."""
    found: list[n.Block] = []
    for block in document.blocks:
        if not (isinstance(block, n.Div) and BEFORE_TITLE in block.attr.classes):
            break
        found.append(block)
    return tuple(found)
