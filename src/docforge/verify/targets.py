"""Where links of a document lead, as every format writes it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from docforge.model import nodes as n
from docforge.model.ids import paragraph_address, portable_address, portable_id
from docforge.model.walk import WITH_ATTR, routes

FOLLOWED = frozenset(("http", "https", "mailto", "tel"))
"""Schemes of links that are written; any other link is printed as text."""

_NAMED = routes(frozenset((*WITH_ATTR, n.NoteRef)))
_HIDDEN: dict[type, set[str]] = {n.Caption: {"short"}, n.Cite: {"citations"}}
"""Fields that no page shows."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f]")


class Targets:
    """What in a document can be linked to: ids, addresses and aliases, each with its portable name."""

    def __init__(self, document: n.Document) -> None:
        self.anchors = tuple(anchors(document))
        self._names = dict(self.anchors)
        for alias, target in document.aliases.items():
            if target in self._names:
                self._names.setdefault(alias, self._names[target])

    def link(self, url: str) -> str:
        """``#`` and the portable name for a link into the document, the URL for one out of it, "" for neither."""
        if url.startswith("#"):
            name = self._names.get(url[1:])
            return f"#{name}" if name else ""
        scheme = _SCHEME.match(_IGNORED.sub("", url))
        return url.strip() if scheme and scheme[1].lower() in FOLLOWED and _is_address(url.strip()) else ""


def _is_address(url: str) -> bool:
    """Whether a URL has the parts that its scheme asks for."""
    try:
        parts = urlsplit(quote(url, safe="/:?#[]@!$&'()*+,;=~%-._"))
        return bool(parts.netloc) and parts.port != 0 if parts.scheme in ("http", "https") else bool(parts.path)
    except ValueError:
        return False


def anchors(document: n.Document) -> Iterator[tuple[str, str]]:
    """Every id and address with its portable name, in reading order, those of notes last."""
    if document.title_attr.id:
        yield document.title_attr.id, portable_id(document.title_attr.id)
    for node in _with_notes(document):
        attr = getattr(node, "attr", None)
        if isinstance(attr, n.Attr) and attr.id:
            yield attr.id, portable_id(attr.id)
        if isinstance(node, n.Item) and node.address:
            yield node.address, portable_address(node.address)
        if isinstance(node, n.Para) and node.number:
            yield paragraph_address(node), paragraph_address(node)


def _with_notes(document: n.Document) -> Iterator[Any]:
    """The nodes of the body and of every note that it calls. What only a note calls has no place of its own in Word."""
    called: dict[str, None] = {}
    for node in _printed((document.title, document.blocks)):
        yield node
        if isinstance(node, n.NoteRef) and node.to in document.notes:
            called[node.to] = None
    for name in called:
        yield from _printed(document.notes[name])


def _printed(node: Any) -> Iterator[Any]:
    """Nodes that stand on a page: not what describes a picture, cites a work or shortens a caption."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind: Any = type(node)
        if kind is tuple:
            waiting.extend([item for item in node[::-1] if _NAMED[type(item)] is not None])
            continue
        yield node
        for name in () if kind is n.Image else _shown_fields(kind):
            value = getattr(node, name)
            if type(value) is not tuple:
                waiting.append(value)
            elif value:
                waiting.extend([item for item in value[::-1] if _NAMED[type(item)] is not None])


@functools.cache
def _shown_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a node that may hold something with a name, in the order in which a walk puts them aside."""
    hidden = _HIDDEN.get(kind, ())
    return tuple(
        name for name in reversed(kind.__struct_fields__) if name in (_NAMED[kind] or ()) and name not in hidden
    )


def same_target(one: str, other: str) -> bool:
    """Whether two link targets are one, however their characters are escaped."""
    return one == other or unquote(one) == unquote(other)
