"""The canonical form of inlines: neighbouring texts joined, markup around nothing gone."""

from __future__ import annotations

import re

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import merge_text
from docforge.model.walk import rewrite
from docforge.passes.tree import inline_rows, map_inlines

_SEPARATOR = re.compile("[\u2028\u2029]")
"""LINE SEPARATOR and PARAGRAPH SEPARATOR, which some programs write for a line end within a paragraph."""
_DRESS = (n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.SmallCaps)


def canonical(document: n.Document) -> n.Document:
    """Every row of inlines in canonical form. Most documents have it already: to look is less than to map."""
    document = rewrite(document, {n.CodeBlock: _lines_of_code})
    return document if all(tidy(row) is row for row in inline_rows(document)) else map_inlines(document, tidy)


def tidy(content: n.Inlines) -> n.Inlines:
    """One row in canonical form; the same object when it already is."""
    if len(content) == 1 and type(content[0]) is n.Text and content[0].text and not _SEPARATOR.search(content[0].text):
        return content
    kept = tuple(part for node in content if not _is_empty(node) for part in _parted(node))
    merged = merge_text(kept)
    return content if len(merged) == len(content) and all(map(_same, merged, content)) else merged


def _parted(node: n.Inline) -> n.Inlines:
    """A text that Unicode's line or paragraph separators part, as texts and line breaks."""
    if isinstance(node, n.Code) and _SEPARATOR.search(node.text):
        return (replace(node, text=_SEPARATOR.sub(" ", node.text)),)
    if not isinstance(node, n.Text) or not _SEPARATOR.search(node.text):
        return (node,)
    parts = [replace(node, text=text) for text in _SEPARATOR.split(node.text)]
    breaks = n.Break(hard=True, at=node.at)
    return tuple(part for text in parts for part in (breaks, text))[1:]


def _lines_of_code(block: n.CodeBlock) -> n.CodeBlock:
    return replace(block, text=_SEPARATOR.sub("\n", block.text)) if _SEPARATOR.search(block.text) else block


def _same(left: n.Inline, right: n.Inline) -> bool:
    return left is right


def _is_empty(node: n.Inline) -> bool:
    """Markup that dresses nothing. A link or span without content may still be a reference or an anchor."""
    return (isinstance(node, _DRESS) and not node.content) or (
        isinstance(node, n.Span) and not node.content and node.attr == n.NO_ATTR
    )
