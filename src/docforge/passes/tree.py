"""Rewriting parts of a tree that ``model.walk`` does not single out: rows of inlines, and the flow of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import is_
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import iterate, rebuilt, routes

T = TypeVar("T")

_INLINES = (
    n.Text, n.Break, n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.SmallCaps, n.Quoted,
    n.Code, n.Math, n.RawInline, n.Link, n.Image, n.Span, n.NoteRef, n.Ref, n.Ruby, n.Cite,
)  # fmt: skip

_ROWS = routes(frozenset(_INLINES))
"""The way to rows of inlines."""

Wrapper = (
    n.Emph | n.Strong | n.Underline | n.Strike | n.Superscript | n.Subscript | n.SmallCaps | n.Quoted | n.Link | n.Span
)
"""Inlines that only dress their content."""

WRAPPERS = (
    n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.SmallCaps, n.Quoted, n.Link, n.Span,
)  # fmt: skip


def map_inlines(node: T, rule: Callable[[n.Inlines], n.Inlines], closed: tuple[type, ...] = ()) -> T:
    """Apply ``rule`` to every row of inlines, inner rows first. What does not change stays the same object.

    Nodes of the ``closed`` types are not entered.
    """
    result: T = _map(node, rule, closed)
    return result


def _map(node: Any, rule: Callable[[n.Inlines], n.Inlines], closed: tuple[type, ...]) -> Any:
    kind: Any = type(node)
    if kind in closed:
        return node
    if kind is dict:
        return rebuilt(node, lambda part: _map(part, rule, closed), _ROWS)
    if kind is not tuple:
        changed: dict[str, Any] = {}
        for name in _ROWS[kind] or ():
            old = getattr(node, name)
            if old and (part := _map(old, rule, closed)) is not old:
                changed[name] = part
        return replace(node, **changed) if changed else node
    if len(node) == 1 and type(node[0]) is n.Text:
        return rule(node)  # most rows are one text
    # An inline that holds no row is left where it is: a text is not visited for itself.
    new = tuple([_map(item, rule, closed) if _ROWS[type(item)] or type(item) is tuple else item for item in node])
    new = node if all(map(is_, node, new)) else new
    return rule(new) if new and isinstance(new[0], _INLINES) else new


def inline_rows(node: Any) -> Iterator[n.Inlines]:
    """Every row of inlines below a node, but for those that are one text in one line."""
    for holder in iterate(node):
        for name in _ROWS[type(holder)] or ():
            row = getattr(holder, name)
            if row and type(row) is tuple:
                first = row[0]
                if type(first) is tuple:  # lines of verse
                    yield from (line for line in row if line and isinstance(line[0], _INLINES))
                elif not _is_one_text(row) and isinstance(first, _INLINES):
                    yield row


def _is_one_text(row: n.Inlines) -> bool:
    first = row[0]
    if len(row) > 1 or type(first) is not n.Text or not first.text:
        return False
    return "\u2028" not in first.text and "\u2029" not in first.text


def map_blocks(block: n.Block, rule: Callable[[n.Blocks], n.Blocks]) -> n.Block:
    """``block`` with ``rule`` applied to each row of blocks directly inside it (list items, cells, captions too)."""
    match block:
        case n.Quote() | n.Div() | n.Item():
            return updated(block, blocks=rule(block.blocks))
        case n.Bullets() | n.Ordered():
            return updated(block, items=each(block.items, lambda item: updated(item, blocks=rule(item.blocks))))
        case n.Terms():
            return updated(
                block, items=each(block.items, lambda item: updated(item, definitions=each(item.definitions, rule)))
            )
        case n.Figure():
            return updated(block, blocks=rule(block.blocks), caption=_caption(block.caption, rule))
        case n.Table():
            return updated(
                block,
                head=updated(block.head, rows=_rows(block.head.rows, rule)),
                bodies=each(
                    block.bodies, lambda body: updated(body, head=_rows(body.head, rule), rows=_rows(body.rows, rule))
                ),
                foot=updated(block.foot, rows=_rows(block.foot.rows, rule)),
                caption=_caption(block.caption, rule),
            )
        case _:
            return block


def _rows(rows: tuple[n.Row, ...], rule: Callable[[n.Blocks], n.Blocks]) -> tuple[n.Row, ...]:
    return each(
        rows, lambda row: updated(row, cells=each(row.cells, lambda cell: updated(cell, blocks=rule(cell.blocks))))
    )


def _caption(caption: n.Caption, rule: Callable[[n.Blocks], n.Blocks]) -> n.Caption:
    return updated(caption, blocks=rule(caption.blocks))


_S = TypeVar("_S", bound=msgspec.Struct)


def updated(node: _S, **fields: Any) -> _S:
    """``replace`` that keeps the object when nothing changes."""
    for name, value in fields.items():
        if value is not getattr(node, name):
            return replace(node, **fields)
    return node


def each(items: tuple[T, ...], rule: Callable[[T], T]) -> tuple[T, ...]:
    """Map over a tuple, keeping the tuple when nothing changes."""
    new = tuple([rule(item) for item in items])
    return items if all(map(is_, items, new)) else new
