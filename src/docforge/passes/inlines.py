"""The canonical form of inlines: neighbouring texts joined, markup around nothing gone."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import merge_text
from docforge.passes.tree import inline_rows, map_inlines

_DRESS = (n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.SmallCaps)


def canonical(document: n.Document) -> n.Document:
    """Every row of inlines in canonical form. Most documents have it already: to look is less than to map."""
    return document if all(tidy(row) is row for row in inline_rows(document)) else map_inlines(document, tidy)


def tidy(content: n.Inlines) -> n.Inlines:
    """One row in canonical form; the same object when it already is."""
    if len(content) == 1 and type(content[0]) is n.Text and content[0].text:
        return content
    kept = tuple(node for node in content if not _is_empty(node))
    merged = merge_text(kept)
    return content if len(merged) == len(content) and all(map(_same, merged, content)) else merged


def _same(left: n.Inline, right: n.Inline) -> bool:
    return left is right


def _is_empty(node: n.Inline) -> bool:
    """Markup that dresses nothing. A link or span without content may still be a reference or an anchor."""
    return (isinstance(node, _DRESS) and not node.content) or (
        isinstance(node, n.Span) and not node.content and node.attr == n.NO_ATTR
    )
