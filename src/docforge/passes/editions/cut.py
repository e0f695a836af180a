"""Leaves out what an edition does not show: blocks, parts of lines, entries of lists; and what is empty then."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.editions import Edition, is_conditional, unconditional
from docforge.model.text import merge_text
from docforge.model.walk import WITH_ATTR, Rule, iterate, rewrite
from docforge.passes.tree import map_inlines


def cut(document: n.Document, edition: Edition, gone: list[str]) -> n.Document:
    """The document as an edition shows it; ``gone`` takes the labels of numbered paragraphs that are not in it."""
    if not any(is_conditional(getattr(node, "attr", n.NO_ATTR)) for node in iterate(document, *WITH_ATTR)):
        return document

    def settle(node: Any) -> Any:
        attr = _attr(node)
        if not is_conditional(attr):
            return node
        if not edition.shown(attr):
            gone.extend(_labels(node))
            return None
        return _bare(node)

    rules: dict[type, Rule] = {kind: settle for kind in WITH_ATTR if kind not in (n.Cell, n.RowGroup)}
    rules[n.Item] = lambda item: _item(item, edition, gone)
    rules[n.ListItem] = lambda entry: entry if entry.blocks else None
    for kind, holds in _HOLDS.items():
        rules[kind] = partial(_filled, settle, holds)
    # Rows that lost all their cells, and empty cells, were so in the source.
    blocks, notes, title = rewrite((_marked(document.blocks), document.notes, document.title), rules)
    return map_inlines(replace(document, blocks=blocks, notes=notes, title=title), merge_text)


_HOLDS: dict[type, str] = {
    n.Para: "content", n.Heading: "content", n.Bullets: "items", n.Ordered: "items", n.Terms: "items",
    n.Quote: "blocks", n.Figure: "blocks",
}  # fmt: skip
"""Blocks that are gone when nothing is left in them, and where they hold it."""


def _marked(blocks: n.Blocks) -> n.Blocks:
    """Numbered paragraphs that are conditional by the attributes at the end of their first line."""

    def lift(item: n.Item) -> n.Item:
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, n.Para) or not is_conditional(first.attr):
            return item
        pairs = tuple(pair for pair in first.attr.pairs if is_conditional(n.Attr(pairs=(pair,))))
        bare = replace(first, attr=unconditional(first.attr))
        return replace(item, attr=replace(item.attr, pairs=(*item.attr.pairs, *pairs)), blocks=(bare, *item.blocks[1:]))

    return rewrite(blocks, {n.Item: lift})


def _attr(node: Any) -> n.Attr:
    attr: n.Attr = node.attr
    return attr


def _bare(node: Any) -> Any:
    """A part that is shown, without its condition; what only held that is no more than its content."""
    attr = unconditional(_attr(node))
    if attr == n.NO_ATTR and isinstance(node, n.Div) and not node.title:
        return node.blocks
    if attr == n.NO_ATTR and isinstance(node, n.Span):
        return node.content
    return replace(node, attr=attr)


def _item(item: n.Item, edition: Edition, gone: list[str]) -> n.Item | None:
    shown = edition.shown(item.attr) and bool(item.blocks)
    if not shown:
        gone.extend(_labels(item))
        return None
    return replace(item, attr=unconditional(item.attr)) if is_conditional(item.attr) else item


def _filled(settle: Rule, holds: str, node: Any) -> Any:
    """A settled node, None where nothing is left in it and nothing else is said of it."""
    node = settle(node) if isinstance(node, WITH_ATTR) else node
    empty = node is not None and not getattr(node, holds)
    return None if empty and getattr(node, "attr", n.NO_ATTR) == n.NO_ATTR else node


def _labels(node: Any) -> list[str]:
    return [item.label for item in iterate((node,), n.Item) if isinstance(item, n.Item) and item.run and item.label]
