"""Walk and rewrite a tree. An unchanged subtree is returned as the same object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from docforge.model.nodes import Attr, Div, Document, Position, Table, TableBody

_T = TypeVar("_T")
_LEAVES = frozenset((str, int, bool, float, type(None), Position, Attr))

_READING_ORDER: dict[type, tuple[str, ...]] = {
    Table: ("caption", "columns", "head", "bodies", "foot"),
    TableBody: ("head", "rows"),
    Div: ("title", "blocks"),
}
"""Fields of nodes that are not declared in the order in which they are read."""

Rule = Callable[[Any], Any]
"""Takes a node whose children are done; returns a node, a tuple of nodes (spliced in) or None (removed)."""


def rewrite(node: _T, rules: Mapping[type, Rule]) -> _T:
    """Apply ``rules[type(node)]`` to every node, children first, and return the new tree.

    A rule for a node inside a tuple may answer with None (remove it) or a tuple (splice). Side tables of a
    ``Document`` (notes, metadata) are walked too.
    """
    result: _T = _rewrite(node, rules)
    return result


def _rewrite(node: Any, rules: Mapping[type, Rule]) -> Any:
    kind = type(node)
    if kind in _LEAVES:
        return node
    if kind is tuple:
        return _rewrite_tuple(node, rules)
    if kind is dict:
        changed = {key: _rewrite(value, rules) for key, value in node.items()}
        return node if all(changed[key] is node[key] for key in node) else changed
    if isinstance(node, msgspec.Struct):
        updates = {}
        for name in node.__struct_fields__:
            old = getattr(node, name)
            new = _rewrite(old, rules)
            if new is not old:
                updates[name] = new
        if updates:
            node = replace(node, **updates)
        rule = rules.get(kind)
        return rule(node) if rule else node
    return node


def _rewrite_tuple(items: tuple[Any, ...], rules: Mapping[type, Rule]) -> tuple[Any, ...]:
    out: list[Any] = []
    same = True
    for item in items:
        new = _rewrite(item, rules)
        if new is item:
            out.append(item)
            continue
        same = False
        if new is None:
            continue
        if isinstance(new, tuple) and not isinstance(item, tuple):
            out.extend(new)
        else:
            out.append(new)
    return items if same else tuple(out)


def iterate(node: Any) -> Iterator[msgspec.Struct]:
    """Every struct of the tree in reading order, parents first. Positions and attributes are left out."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is tuple:
            waiting.extend(reversed(node))
        elif kind is dict:
            waiting.extend(reversed(node.values()))
        elif kind not in _LEAVES and isinstance(node, msgspec.Struct):
            yield node
            for name in reversed(_READING_ORDER.get(kind, node.__struct_fields__)):
                value = getattr(node, name)
                if value and type(value) not in _LEAVES:
                    waiting.append(value)


def find(node: Any, kind: type[_T]) -> Iterator[_T]:
    """Every node of one type, in reading order."""
    for found in iterate(node):
        if isinstance(found, kind):
            yield found


def strip_positions(node: _T) -> _T:
    """The same tree without source positions, edits and source names: what digests and golden files compare."""

    def bare(value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return tuple(bare(item) for item in value)
        if kind is dict:
            return {key: bare(item) for key, item in value.items()}
        if isinstance(value, msgspec.Struct) and kind not in (Position, Attr):
            updates = {name: bare(getattr(value, name)) for name in value.__struct_fields__ if name != "at"}
            if "at" in value.__struct_fields__:
                updates["at"] = None
            if kind is Document:
                updates["edits"] = ()
                updates["sources"] = ()
            return replace(value, **updates)
        return value

    result: _T = bare(node)
    return result
