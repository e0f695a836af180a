"""The links of one chapter in the book."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from docforge.build.books.anchors import Names
from docforge.build.books.chapter import BookSettings, Chapter
from docforge.build.books.moving import ADDRESS
from docforge.build.books.pages import Pages, page_key
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.divisions import EMBED
from docforge.model.text import inline_text
from docforge.passes.refs.links import UNRESOLVED


class ChapterLinks:
    """Settles links of one chapter whose positions are the book's already. ``found`` tells of those to nowhere."""

    def __init__(
        self,
        chapter: Chapter,
        own: Names,
        by_path: Mapping[str, Names],
        pages: Pages,
        settings: BookSettings,
        offset: int,
        sources: Sequence[n.Source],
    ) -> None:
        self._path = chapter.path
        self._own = own
        self._by_path = by_path
        self._pages = pages
        self._settings = settings
        self._offset = offset
        self._sources = sources
        self.found: list[Diagnostic] = []

    def settle(self, link: n.Link) -> n.Inline:
        """A link into the book as ``#id``, one to a page outside it as a URL or text; any other as it is."""
        if not link.url:
            return link
        if link.url.startswith("#"):
            return self._to(link, self._path, self._own, link.url[1:])
        meant = self._pages.meant(link.url, self._path)
        if EMBED in link.attr.classes and meant.kind in ("nowhere", "elsewhere") and _on_site(link.url):
            return self._embedded(link)
        if meant.kind == "elsewhere" or (meant.kind == "gone" and EMBED in link.attr.classes):
            return link
        if meant.kind == "gone":
            self._say("DF320", f"{link.url}: the site has no such page", link)
            return link
        if meant.kind == "page" and meant.path in self._by_path:
            return self._to(link, meant.path, self._by_path[meant.path], meant.anchor)
        if meant.kind == "page":
            return self._outside(link, meant.path, meant.anchor)
        self._say("DF304", f'there is no page "{meant.path}" in the tree', link)
        return _text(link)

    def address(self, file: str, address: str) -> str:
        """The anchor of an address in a file as typed ("" this one); "" when the book has no such file."""
        if not file:
            return f"{self._path}#{address}"
        meant = self._pages.meant(file, self._path)
        return f"{meant.path}#{address}" if meant.kind == "page" and meant.path in self._by_path else ""

    def _to(self, link: n.Link, path: str, names: Names, anchor: str) -> n.Inline:
        identifier = names.meant(anchor)
        if inline_text(link.content) == link.url and (identifier or ADDRESS.fullmatch(anchor)):
            link = replace(link, content=())  # it was empty: its target says what is printed
        if identifier:
            return replace(link, url="#" + identifier)
        if ADDRESS.fullmatch(anchor):
            return replace(link, url=f"#{path}#{anchor}")
        if path == self._path:
            return link  # perhaps an id of another chapter; the references pass knows, or says that there is none
        self._say("DF305", f'"{anchor}" is nothing in {path}; the link leads to its beginning', link)
        return replace(link, url="#" + names.home)

    def _outside(self, link: n.Link, path: str, anchor: str) -> n.Inline:
        if self._settings.site_url:
            url = f"{self._settings.site_url.rstrip('/')}/{page_key(path)}" + (f"#{anchor}" if anchor else "")
            return replace(link, url=url)
        self._say("DF306", f"{path} is not in this book, and no site_url is known", link)
        return _text(link)

    def _embedded(self, link: n.Link) -> n.Inline:
        """What a page showed in a frame: on the site, where its address is known; else its words."""
        whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(self._path), link.url))
        if not self._settings.site_url:
            self._say("DF306", f"{link.url} is shown in a frame, and no site_url is known", link)
            return _text(link)
        return replace(link, url=self._settings.site_url.rstrip("/") + whole)

    def _say(self, code: str, message: str, link: n.Link) -> None:
        place = link.at.source if link.at else self._offset
        name = self._sources[place].name if place < len(self._sources) else self._path
        self.found.append(report(code, message, at=link.at, file=name))


def _on_site(url: str) -> bool:
    """Whether a URL is a path, beside the page or below the site's address."""
    return ":" not in url.split("/", 1)[0] and not url.startswith(("//", "#"))


def _text(link: n.Link) -> n.Span:
    """What is left of a link to nowhere: its words, and where it led."""
    attr = n.Attr(classes=(UNRESOLVED,), pairs=(("target", link.url),))
    return n.Span(link.content or (n.Text(link.url),), attr=attr, at=link.at)
