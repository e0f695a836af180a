"""The places that an entry of an index leads to: by name where there are no pages, by their pages on paper.

In the model an entry names each place by the heading above it: a reference that shows its ``page``. Further places
below one heading are told beside it, and printed as pages only.
"""

from __future__ import annotations

from docforge.model import nodes as n

FURTHER = "further"
"""Key of an attribute pair of the span around such a reference: the ids of further places, parted by blanks."""

ENTRY, GROUP = "index-entry", "index-group"
"""Classes of the paragraphs of an index: its entries, and the letters, strokes or syllables above them."""

_JOINTS = {"zh": "、", "ja": "、"}


def joint(lang: str) -> str:
    """What parts places of an entry."""
    return _JOINTS.get(lang[:2], ", ")


def locator(node: n.Inline) -> tuple[str, ...]:
    """The ids of the places that a reference names; () for anything that is not printed as a page."""
    if isinstance(node, n.Ref):
        return (node.to,) if node.show == "page" else ()
    if not isinstance(node, n.Span) or len(node.content) != 1:
        return ()
    inner = locator(node.content[0])  # marked as leading to another division, or as having further places
    return (*inner, *dict(node.attr.pairs).get(FURTHER, "").split()) if inner else ()
