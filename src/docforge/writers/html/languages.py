"""The languages of a document, which its style sheet and its faces are chosen by."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.walk import WITH_ATTR, iterate


def further_languages(document: n.Document) -> list[str]:
    """Every language tag of the document beside its own, sorted."""
    found = set()
    for node in iterate((document.title, document.blocks, document.notes), *WITH_ATTR):
        attr = getattr(node, "attr", None)
        if isinstance(attr, n.Attr) and attr.lang and attr.lang != document.lang:
            found.add(attr.lang)
    return sorted(found)
