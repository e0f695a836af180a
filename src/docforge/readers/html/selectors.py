"""The few CSS selectors of site rules: ``tag``, ``.class``, ``#id``, ``[name]``, ``[name=value]``, descendants."""

from __future__ import annotations

import re
from functools import cache

from docforge.readers.elements.tree import Branch

_SIMPLE = re.compile(
    r"(?P<tag>^[A-Za-z][\w-]*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[\w:-]+)(?:=(?P<value>[^\]]*))?\]"
)
_Simple = tuple[str, str, str]


@cache
def _parsed(selector: str) -> tuple[tuple[_Simple, ...], ...]:
    """Compound selectors from the outermost to the one that names the element."""
    compounds = []
    for part in selector.split():
        found = list(_SIMPLE.finditer(part))
        if "".join(match[0] for match in found) != part:
            raise ValueError(f"no selector that is understood: {selector}")
        compounds.append(tuple(_simple(match) for match in found))
    return tuple(compounds)


def _simple(match: re.Match[str]) -> _Simple:
    return (match.lastgroup or "", match["name"] or match[0].lstrip(".#"), match["value"] or "")


def matches(element: Branch, selector: str) -> bool:
    """Whether an element is one that a selector names."""
    *outer, own = _parsed(selector)
    if not _is(element, own):
        return False
    ancestor = element.parent
    for compound in reversed(outer):
        while ancestor is not None and not _is(ancestor, compound):
            ancestor = ancestor.parent
        if ancestor is None:
            return False
        ancestor = ancestor.parent
    return True


def first(root: Branch, selectors: tuple[str, ...]) -> Branch | None:
    """The first element that one of the selectors names; earlier selectors go before earlier places."""
    for selector in selectors:
        for element in root.iterate():
            if matches(element, selector):
                return element
    return None


def _is(element: Branch, compound: tuple[_Simple, ...]) -> bool:
    for kind, name, value in compound:
        if kind == "tag" and element.name != name:
            return False
        if kind == "class" and name not in element.classes:
            return False
        if kind == "id" and element.attributes.get("id") != name:
            return False
        if kind == "name" and name not in element.attributes:
            return False
        if kind == "value" and element.attributes.get(name) != value:
            return False
    return True
