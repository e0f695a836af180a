"""What a site of notes is: its pages in the order, with the titles and the nesting of its navigation."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Position

Kind = Literal["vitepress", "vuepress", "mdbook", "mkdocs", "zenn", "folder"]
Role = Literal["part", "front", "chapter", "back", "appendix"]


class Place(Struct, frozen=True):
    """Where the navigation names something: a file, and its 1-based line and column in code points."""

    file: str
    line: int
    column: int


class Entry(Struct, frozen=True):
    """One line of the navigation.

    ``title`` is the navigation's own, "" leaves it to the document. ``path`` is relative to ``Site.source``; "" is a
    part without a page, or, when ``missing`` names a path, a page that the navigation wants and no file holds.
    ``draft`` marks a page that its author has not published (there only when drafts were asked for).
    """

    title: str = ""
    path: str = ""
    role: Role = "chapter"
    children: tuple[Entry, ...] = ()
    draft: bool = False
    place: Place | None = None
    missing: str = ""


class Site(Struct, frozen=True):
    """A tree of pages with its navigation.

    ``root`` is the project's folder, ``source`` the folder of the pages, both as ``World`` takes them. ``url`` is the
    address the site is published at, ``base`` the path below it at which the pages begin (with slashes at both ends).
    ``aliases`` maps the path of a page's URL, without suffix, to its source where names alone do not tell (rewrites,
    permalinks). ``unlisted`` are the pages that no navigation names. ``addresses`` are URLs that pages say they were
    published at, with their source.
    """

    kind: Kind
    root: str
    source: str
    title: str = ""
    lang: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    entries: tuple[Entry, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    base: str = "/"
    unlisted: tuple[str, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)


def public_folders(site: Site) -> tuple[str, ...]:
    """Where a site keeps files that it names from its top: what its kind publishes as it is, then beside the pages."""
    own = {"vitepress": ("public",), "vuepress": (".vuepress/public",), "folder": ("public", "static")}
    folders = [posixpath.join(site.source, name) for name in own.get(site.kind, ())]
    return tuple(dict.fromkeys((*folders, site.source, site.root)))


class Report:
    """The problems met while a site is looked at, in the order they were met."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, code: str, message: str, place: Place | None = None, *, file: str = "", hint: str = "") -> None:
        """Report ``code`` at a place, or about a file as a whole."""
        at = Position(place.line, place.column) if place else None
        self.found.append(report(code, message, at=at, file=place.file if place else file, hint=hint))
