"""Where links of a document lead, as every format writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from docforge.model import nodes as n
from docforge.model.ids import portable_address, portable_id
from docforge.model.walk import iterate

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
    called = tuple(blocks for blocks in document.notes.values())
    for node in iterate((document.blocks, called)):
        attr = getattr(node, "attr", None)
        if isinstance(attr, n.Attr) and attr.id:
            yield attr.id, portable_id(attr.id)
        if isinstance(node, n.Item) and node.address:
            yield node.address, portable_address(node.address)
        if isinstance(node, n.Para) and node.number:
            yield f"n{node.number}", f"n{node.number}"


def same_target(one: str, other: str) -> bool:
    """Whether two link targets are one, however their characters are escaped."""
    return one == other or unquote(one) == unquote(other)
