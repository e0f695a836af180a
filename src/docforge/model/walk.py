"""Walk and rewrite a tree. An unchanged subtree is returned as the same object."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec.structs import replace

from docforge.model import nodes
from docforge.model.nodes import Attr, Div, Document, Para, Position, Table, TableBody

_T = TypeVar("_T")
_LEAVES = frozenset((str, int, bool, float, type(None), Position, Attr))

WITH_ATTR: tuple[type, ...] = tuple(
    kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and "attr" in kind.__struct_fields__
)
"""Types of nodes that have an id, classes, a language."""

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
    result: _T = _rewrite(node, rules, routes(frozenset(rules)))
    return result


def _rewrite(node: Any, rules: Mapping[type, Rule], route: Routes) -> Any:
    kind: Any = type(node)
    if kind is tuple:
        return _rewrite_tuple(node, rules, route)
    if kind is dict:
        return rebuilt(node, lambda part: _rewrite(part, rules, route), route)
    changed: dict[str, Any] = {}
    for name in route[kind] or ():
        old = getattr(node, name)
        if old:
            new = _rewrite(old, rules, route)
            if new is not old:
                changed[name] = new
    if changed:
        node = replace(node, **changed)
    rule = rules.get(kind)
    return rule(node) if rule else node


def _rewrite_tuple(items: tuple[Any, ...], rules: Mapping[type, Rule], route: Routes) -> tuple[Any, ...]:
    out: list[Any] | None = None
    for place, item in enumerate(items):
        new = item if route[type(item)] is None else _rewrite(item, rules, route)
        if out is None:
            if new is item:
                continue
            out = list(items[:place])
        if isinstance(new, tuple) and not isinstance(item, tuple):
            out.extend(new)
        elif new is not None:
            out.append(new)
    return items if out is None else tuple(out)


def rebuilt(node: Any, visit: Callable[[Any], Any], route: Routes | None = None) -> Any:
    """A node, tuple or dict with ``visit`` applied to each part that is or may hold one of the types of ``route``
    (default: any struct). What does not change is returned as the same object."""
    route = _EVERYWHERE if route is None else route
    kind: Any = type(node)
    if kind is tuple:
        new = tuple([item if route[type(item)] is None else visit(item) for item in node])
        return node if all(map(is_, node, new)) else new
    if kind is dict:
        table = {key: value if route[type(value)] is None else visit(value) for key, value in node.items()}
        return node if all(table[key] is node[key] for key in node) else table
    updates = {}
    for name in route[kind] or ():
        old = getattr(node, name)
        if old:
            new = visit(old)
            if new is not old:
                updates[name] = new
    return replace(node, **updates) if updates else node


def iterate(node: Any, *kinds: type) -> Iterator[msgspec.Struct]:
    """Every struct of the tree in reading order, parents first. Positions and attributes are left out.

    With ``kinds``, those of these types only; parts of the tree that can hold none are not entered.
    """
    return _picked(node, routes(frozenset(kinds)) if kinds else _EVERYWHERE)


def find(node: Any, kind: type[_T]) -> Iterator[_T]:
    """Every node of one type, in reading order. Parts that can hold none of it are not entered."""
    return _picked(node, routes(frozenset((kind,))))


def _picked(node: Any, route: Routes) -> Iterator[Any]:
    """The walk of a route. A long row of blocks whose lines of text it enters is listed once, for all such walks."""
    fields = route[type(node)]
    if not route[Para]:
        yield from _walk(node, route)
    elif type(node) is tuple:
        if len(node) < _LONG:
            for part in node:
                if route[type(part)] is not None:
                    yield from _picked(part, route)
        else:
            listed, kinds = _listed(node)
            wanted = {kind for kind in kinds if route[kind] is not None} & route.wanted
            if wanted:
                yield from (part for part in listed if type(part) in wanted)
    elif type(node) is Document:
        if Document in route.wanted:
            yield node
        for name in fields or ():
            yield from _picked(getattr(node, name), route)
    else:
        yield from _walk(node, route)


_LONG = 100
"""Blocks of a row that is worth being listed."""

_KEPT = 4
"""Rows whose lists are kept: a document goes through few states."""

_lists: dict[int, tuple[tuple[Any, ...], list[Any], frozenset[type]]] = {}


def _listed(row: tuple[Any, ...]) -> tuple[list[Any], frozenset[type]]:
    """All nodes of a row in reading order, and their types. The row is kept with its list, so that its identity stays
    its own."""
    known = _lists.get(id(row))
    if known is None:
        found = list(_walk(row, _EVERYWHERE))
        known = (row, found, frozenset(map(type, found)))
        while len(_lists) >= _KEPT:
            del _lists[next(iter(_lists))]
        _lists[id(row)] = known
    return known[1:]


def _walk(node: Any, route: Routes) -> Iterator[Any]:
    wanted = route.wanted
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is tuple:
            waiting.extend([item for item in node[::-1] if route[type(item)] is not None])
        elif kind is dict:
            waiting.extend(reversed(node.values()))
        else:
            fields = route[kind] or ()
            if kind in wanted:
                yield node
            for name in fields[::-1]:
                value = getattr(node, name)
                if type(value) is tuple:
                    if len(value) == 1:  # most rows are one text
                        if route[type(value[0])] is not None:
                            waiting.append(value[0])
                    elif value:
                        waiting.extend([item for item in value[::-1] if route[type(item)] is not None])
                elif value:
                    waiting.append(value)


# ---------------------------------------------------------------- what may hold what

_ANY: frozenset[type] = frozenset((msgspec.Struct,))


class Routes(dict[type, tuple[str, ...] | None]):
    """The way to nodes of some types: for each type of value the fields to enter, in reading order; None for a value
    that is to be passed by, since it neither is such a node nor can hold one. ``wanted`` are the types met so far that
    are such nodes. Most of a document is text, which a walk
    for links need not look at."""

    def __init__(self, targets: frozenset[type]) -> None:
        super().__init__({tuple: (), dict: ()})
        self._targets = targets
        self.wanted: set[type] = set()

    def __missing__(self, kind: type) -> tuple[str, ...] | None:
        known = issubclass(kind, msgspec.Struct) and kind not in _LEAVES
        fields = holding(kind, self._targets) if known else ()
        if known and _meets(kind, self._targets):
            self.wanted.add(kind)
        self[kind] = fields if fields or kind in self.wanted else None
        return self[kind]


@functools.cache
def routes(targets: frozenset[type]) -> Routes:
    """The way to nodes of the ``targets``; the same object each time."""
    return Routes(targets)


@functools.cache
def holding(kind: Any, targets: frozenset[type] = _ANY) -> tuple[str, ...]:
    """The fields of a struct, in reading order, that may hold a node of one of some types at any depth.

    It is told from the declared types, so that a walk for headings never enters a line of text.
    """
    fields = _fields(kind)
    names = _READING_ORDER.get(kind, kind.__struct_fields__)
    return tuple(name for name in names if any(_meets(one, targets) for found in fields[name] for one in _below(found)))


def _meets(kind: type, targets: frozenset[type]) -> bool:
    return any(issubclass(kind, target) for target in targets)


@functools.cache
def _fields(kind: type) -> dict[str, frozenset[type]]:
    """The types of struct that each field of a struct declares. (Type hints are costly to evaluate: once each.)"""
    return {name: _structs(hint) for name, hint in get_type_hints(kind).items()}


@functools.cache
def _below(kind: type) -> frozenset[type]:
    """This type of struct and all that may stand in it."""
    seen: set[type] = set()
    waiting = [kind]
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.add(kind)
            for found in _fields(kind).values():
                waiting.extend(found)
    return frozenset(seen)


def _structs(hint: Any) -> frozenset[type]:
    """The types of struct in a declared type, but for positions and attributes."""
    if isinstance(hint, type) and not get_args(hint):
        return frozenset((hint,)) if issubclass(hint, msgspec.Struct) and hint not in _LEAVES else frozenset()
    return frozenset(found for part in get_args(hint) for found in _structs(part))


_EVERYWHERE = routes(_ANY)


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
