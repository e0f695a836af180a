"""Links between documents of a tree that become files of their own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from msgspec import Struct, field

from docforge.build.books.anchors import Names
from docforge.build.books.chapter import BookSettings, Chapter
from docforge.build.books.links import ChapterLinks
from docforge.build.books.pages import Pages
from docforge.model import nodes as n
from docforge.model.divisions import ARTIFACT
from docforge.model.ids import portable_address
from docforge.model.walk import rewrite
from docforge.protocols import Result

_ADDRESS = re.compile(r"s[0-9]+p[0-9a-z.]+|n[0-9]+")
"""What every page has an anchor for, if it has the paragraph."""


class Tree(Struct, frozen=True):
    """The pages of a tree, gathered once for all of them, and the files that they become in one format: source path →
    path of the file."""

    pages: Pages
    files: Mapping[str, str] = field(default_factory=dict)


class Linked(Struct, frozen=True):
    """A document with its links settled, and what each of them became, in the order they stand."""

    document: n.Document
    became: tuple[n.Inline, ...]


def link_documents(document: n.Document, path: str, file: str, tree: Tree, settings: BookSettings) -> Result[Linked]:
    """One document of a tree whose pages become files of one format, in time that grows with its own links alone.

    ``path``: its source path; ``file``: what it becomes. A link to a page of ``tree.files`` leads to that file, one to
    another page of the tree to the site, or becomes text when no ``site_url`` is known; one to a page that is not in
    the tree is told of and becomes text.
    """
    folder = posixpath.dirname(file) or posixpath.curdir
    pages = tree.pages.located_by(settings.locate)
    links = ChapterLinks(Chapter(document, path), Names(""), {}, pages, settings, 0, document.sources)
    became: list[n.Inline] = []

    def settle(link: n.Link) -> n.Inline:
        if not link.url or link.url.startswith("#"):
            return link
        became.append(settled(link))
        return became[-1]

    def settled(link: n.Link) -> n.Inline:
        meant = pages.meant(link.url, path)
        if meant.kind == "page" and meant.path == path:
            return _with_url(link, f"#{meant.anchor}", link.attr)
        if meant.kind == "page" and meant.path in tree.files:
            attr = n.Attr(link.attr.id, (*link.attr.classes, ARTIFACT), link.attr.lang, link.attr.pairs)
            return _with_url(link, posixpath.relpath(tree.files[meant.path], folder) + _place(file, meant.anchor), attr)
        return links.settle(link)

    done = rewrite(document, {n.Link: settle})
    return Result(Linked(done, tuple(became)), tuple(links.found))


def _place(file: str, anchor: str) -> str:
    """The fragment for an address (s2p7) in a page of the web; other formats are opened at their beginning."""
    return f"#{portable_address(anchor)}" if file.endswith(".html") and _ADDRESS.fullmatch(anchor) else ""


def _with_url(link: n.Link, url: str, attr: n.Attr) -> n.Link:
    return n.Link(link.content or (n.Text(link.url),), url, link.title, attr, at=link.at)
