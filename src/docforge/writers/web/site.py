"""A document as a site: a page for each of its parts, with navigation and search, as an archive of static files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from msgspec import Struct

from docforge import resources
from docforge.model import nodes as n
from docforge.model.ids import portable_id
from docforge.model.text import inline_text
from docforge.protocols import Asset, Result, WriteContext
from docforge.theme.css import is_vertical_book
from docforge.world import World
from docforge.writers.html import HtmlLowering, HtmlSettings
from docforge.writers.html.chapters import File, homes, split
from docforge.writers.html.lacks import lacks
from docforge.writers.html.navigation import Point, points
from docforge.writers.web.page import Page, fill
from docforge.writers.web.search import index
from docforge.writers.web.single import PICTURES, title
from docforge.writers.web.style import style

HOME = "index"
MOST = 1 << 20
"""Bytes of a page at most, where it can be cut."""
DEEPEST = 3
"""Levels of the navigation."""
_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member, so that the same site gives the same bytes (the ZIP format begins in 1980)."""
_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 48


class SiteWriter:
    """Writes a ZIP of pages, style sheet, pictures, search index and script. No page needs a server."""

    name = "site"
    suffix = ".zip"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        """The archive. What no page can show is reported and shown as text."""
        return _Site(document, context).write()


class _Leaf(Struct, frozen=True):
    """A page: its file and what it is called."""

    url: str
    title: str
    file: File


class _Site:
    def __init__(self, document: n.Document, context: WriteContext) -> None:
        self.document = document
        self.context = context
        self.title = title(document, context)
        files = split(document, MOST)
        self.urls = _urls(files)
        self.leaves = tuple(
            _Leaf(self.urls[file.name], _heading(file) if place else self.title, file)
            for place, file in enumerate(files)
        )
        self.homes = homes(document, files, lambda file: self.urls[file.name])
        self.pictures: dict[str, bytes] = {}

    def write(self) -> Result[bytes]:
        low = HtmlLowering(self.document, self._settings())
        bodies = [self._body(low, place, leaf) for place, leaf in enumerate(self.leaves)]
        navigation = points(self.document, self.href, self.leaves[0].url, self.title, DEEPEST)
        members = {
            leaf.url: self._page(place, leaf, body, navigation)
            for place, (leaf, body) in enumerate(zip(self.leaves, bodies, strict=True))
        }
        members["style.css"] = style(self.context.theme, self.document.lang, low.looks).encode()
        members["search.js"] = resources.text("templates/html/search.js").encode()
        members["search-index.js"] = index(self.document, [(leaf.url, leaf.title, leaf.file) for leaf in self.leaves])
        members |= self.pictures
        said = (*low.diagnostics, *lacks(self.document, self.context, "a site"))
        return Result(packed(members), said)

    def href(self, anchor: str) -> str:
        """The URL of an anchor, from any page of the site."""
        return f"{self.homes.get(anchor, self.leaves[0].url)}#{anchor}"

    def _settings(self) -> HtmlSettings:
        return HtmlSettings(
            self.context.theme,
            "web",
            assets=self.context.assets,
            image_url=self._picture,
            href=self.href,
            vertical=is_vertical_book(self.context.theme, self.document.lang),
            file=self.context.file,
            limits=self.context.limits,
        )

    def _picture(self, asset: Asset) -> str | None:
        if asset.media_type not in PICTURES:
            return None
        suffix = asset.media_type.removeprefix("image/").removesuffix("+xml")
        name = f"images/{asset.sha256[:16]}.{suffix}"
        self.pictures[name] = asset.data
        return name

    def _body(self, low: HtmlLowering, place: int, leaf: _Leaf) -> str:
        """The text of a page; the first heading of each page is of the first level."""
        first = leaf.file.blocks[0] if leaf.file.blocks else None
        if place and isinstance(first, n.Heading):
            low.heading_shift = 1 - min(block.level for block in leaf.file.blocks if isinstance(block, n.Heading))
        head = "" if place else low.title_block()
        return "\n".join(piece for piece in (head, low.blocks(leaf.file.blocks), low.take_notes()) if piece)

    def _page(self, place: int, leaf: _Leaf, body: str, navigation: list[Point]) -> bytes:
        beside = [self.leaves[near] if 0 <= near < len(self.leaves) else None for near in (place - 1, place + 1)]
        before, after = ((near.url, near.title) if near else None for near in beside)
        page = Page(
            self.title if leaf.title == self.title else f"{leaf.title} – {self.title}",
            self.title,
            body,
            navigation,
            headed="<h1" in body,
            here=leaf.url,
            home=self.leaves[0].url,
            before=before,
            after=after,
            search=True,
        )
        return fill(page, self.document, self.context)


def _heading(file: File) -> str:
    first = file.blocks[0] if file.blocks else None
    return " ".join(inline_text(first.content).split()) if isinstance(first, n.Heading) else ""


def _urls(files: tuple[File, ...]) -> Mapping[str, str]:
    """The URL of each file by its name: after the words of its heading where they are of ASCII, else its heading's id.

    Each is told from all others, and none changes when a page is put in elsewhere.
    """
    taken = {HOME}
    found = {}
    for place, file in enumerate(files):
        name = HOME if place == 0 else _slug(file)
        number = 2
        while place and name in taken:
            name = f"{_slug(file)}-{number}"
            number += 1
        taken.add(name)
        found[file.name] = f"{name}.html"
    return found


def _slug(file: File) -> str:
    words = _heading(file).lower()
    if words and words.isascii():
        slug = "-".join(_WORDS.findall(words))[:_LONGEST].strip("-")
        if slug:
            return slug
    first = file.blocks[0] if file.blocks else None
    identifier = first.attr.id if isinstance(first, n.Heading) else ""
    return portable_id(identifier) if identifier else "page"


def packed(members: Mapping[str, bytes]) -> bytes:
    """An archive of members in order of their names, whose bytes depend on nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted(members.items()):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()
