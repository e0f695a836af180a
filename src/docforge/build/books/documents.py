"""Links between documents of a tree that become files of their own."""

from __future__ import annotations

from collections.abc import Mapping

from docforge.build.books.anchors import Names
from docforge.build.books.chapter import BookSettings, Chapter
from docforge.build.books.links import ChapterLinks
from docforge.build.books.pages import Pages
from docforge.model import nodes as n
from docforge.model.divisions import ARTIFACT
from docforge.model.walk import rewrite
from docforge.protocols import Result


def link_documents(
    document: n.Document, path: str, artifacts: Mapping[str, str], settings: BookSettings
) -> Result[n.Document]:
    """One document of a tree whose pages become files of one format.

    ``path``: its source path; ``artifacts``: source path → file of each page, relative to this document's file. A link
    to a page of ``artifacts`` leads to that file, one to another page of ``settings.others`` to the site, or becomes
    text when no ``site_url`` is known; one to a page that is not in the tree is told of and becomes text.
    """
    paths = (path, *artifacts, *(other for other in settings.others if other not in artifacts))
    pages = Pages(paths, site_url=settings.site_url, aliases=settings.aliases, locate=settings.locate)
    links = ChapterLinks(Chapter(document, path), Names(""), {}, pages, settings, 0, document.sources)

    def settle(link: n.Link) -> n.Inline:
        if not link.url or link.url.startswith("#"):
            return link
        meant = pages.meant(link.url, path)
        if meant.kind == "page" and meant.path == path:
            return _with_url(link, f"#{meant.anchor}", link.attr)
        if meant.kind == "page" and meant.path in artifacts:
            attr = n.Attr(link.attr.id, (*link.attr.classes, ARTIFACT), link.attr.lang, link.attr.pairs)
            return _with_url(link, artifacts[meant.path], attr)
        return links.settle(link)

    return Result(rewrite(document, {n.Link: settle}), tuple(links.found))


def _with_url(link: n.Link, url: str, attr: n.Attr) -> n.Link:
    return n.Link(link.content or (n.Text(link.url),), url, link.title, attr, at=link.at)
