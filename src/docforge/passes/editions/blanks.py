"""Answers in a line (``[重庆]{.blank}``): underlined where answers stand with their questions, else blanks to fill in.

Where the edition has a key, what stood in the blanks of a numbered paragraph is its answer, unless it has one.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.diagnostics.width import width
from docforge.model import nodes as n
from docforge.model.editions import ANSWER, Edition
from docforge.model.exams import BLANK
from docforge.model.text import inline_text, merge_text
from docforge.model.walk import find, rewrite
from docforge.passes.tree import map_inlines

_LEAST, _MOST = 8, 24
"""Underscores in a blank: as wide as the answer and room for a larger hand, within these."""


def blanked(document: n.Document, edition: Edition) -> n.Document:
    """The document with its blanks as the edition has them."""
    if not any(_is_blank(span) for span in find(document.blocks, n.Span)):
        return document
    blocks = document.blocks
    if edition.answers in ("end", "apart"):
        blocks = rewrite(blocks, {n.Item: _answered})
    shown = edition.answers == "inline"
    blocks = rewrite(blocks, {n.Span: lambda span: _drawn(span, shown) if _is_blank(span) else span})
    return replace(document, blocks=map_inlines(blocks, merge_text))


def _is_blank(span: n.Span) -> bool:
    return BLANK in span.attr.classes


def _drawn(span: n.Span, shown: bool) -> n.Inline:
    if shown:
        return n.Underline(span.content, at=span.at)
    return n.Text("_" * min(max(width(inline_text(span.content)) * 2, _LEAST), _MOST), at=span.at)


def _answered(item: n.Item) -> n.Item:
    """An item with what stands in its own blanks as its answer."""
    own = tuple(block for block in item.blocks if not isinstance(block, n.Item))
    if any(isinstance(block, n.Div) and ANSWER in block.attr.classes for block in own):
        return item
    found = [span.content for span in find(own, n.Span) if _is_blank(span)]
    if not found:
        return item
    content: list[n.Inline] = []
    for words in found:
        content += [n.Text("; " if inline_text(words).isascii() else "；")] if content else []
        content += words
    answer = n.Div((n.Para(merge_text(content)),), attr=n.Attr(classes=(ANSWER,)))
    return replace(item, blocks=(*item.blocks, answer))
