"""Where links of a document lead, as every format writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import msgspec

from docforge.model import nodes as n
from docforge.model.ids import paragraph_address, portable_address, portable_id

FOLLOWED = frozenset(("http", "https", "mailto", "tel"))
"""Schemes of links that are written; any other link is printed as text."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f]")


class Targets:
    """What in a document can be linked to: ids, addresses and aliases, each with its portable name."""

    def __init__(self, document: n.Document) -> None:
        self._names = dict(anchors(document))
        for alias, target in document.aliases.items():
            if target in self._names:
                self._names.setdefault(alias, self._names[target])

    def link(self, url: str) -> str:
        """``#`` and the portable name for a link into the document, the URL for one out of it, "" for neither."""
        if url.startswith("#"):
            name = self._names.get(url[1:])
            return f"#{name}" if name else ""
        scheme = _SCHEME.match(_IGNORED.sub("", url))
        return url.strip() if scheme and scheme[1].lower() in FOLLOWED else ""


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
        if isinstance(node, tuple):
            waiting.extend(node[::-1])
        elif isinstance(node, n.Caption):
            waiting.append(node.blocks)
        elif isinstance(node, n.Cite):
            waiting.append(node.content)
        elif isinstance(node, n.Text):
            yield node
        elif isinstance(node, msgspec.Struct) and not isinstance(node, (n.Attr, n.Position)):
            if isinstance(node, n.Node):
                yield node
            if not isinstance(node, n.Image):
                waiting.extend(getattr(node, name) for name in reversed(node.__struct_fields__))


def same_target(one: str, other: str) -> bool:
    """Whether two link targets are one, however their characters are escaped."""
    return one == other or unquote(one) == unquote(other)
