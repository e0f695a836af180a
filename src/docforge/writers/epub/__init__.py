"""The EPUB 3.3 writer.

Order of work: cut the document into files, lower each to XHTML, add navigation (nav, NCX), cover and metadata, pack.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.protocols import Asset, Result, WriteContext
from docforge.theme.css import css_for_book, is_vertical_book
from docforge.world import World
from docforge.writers.epub import chapters, navigation
from docforge.writers.epub.cover import cover_image
from docforge.writers.epub.lacks import lacks
from docforge.writers.epub.metadata import identifier, metadata
from docforge.writers.epub.package import Part, pack
from docforge.writers.html import HtmlLowering, HtmlSettings, anchors
from docforge.writers.html.templates import render

UNKNOWN_DATE = 946_684_800
"""2000-01-01: what ``dcterms:modified`` says where neither SOURCE_DATE_EPOCH nor the document gives a date."""

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
VERTICAL, HORIZONTAL = "vrtl", "hltr"
"""Classes of the root by the direction of lines, as publishers in Japan name them (電書協 EPUB 3 制作ガイド)."""
_XHTML = "application/xhtml+xml"


class EpubWriter:
    """Writes EPUB 3.3 that EPUB 2 readers can open too."""

    name = "epub"
    suffix = ".epub"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        return _Book(document, context).write(world)


class _Book:
    """One book on its way: which file holds which anchor, which pictures are used."""

    def __init__(self, document: n.Document, context: WriteContext) -> None:
        self.document = document
        self.context = context
        self.lang = document.lang or "en"
        self.title = inline_text(document.title).strip() or context.theme.string(self.lang, "bodymatter")
        self.vertical = is_vertical_book(context.theme, self.lang)
        self.direction = VERTICAL if self.vertical else HORIZONTAL
        self.pictures: dict[str, Asset] = {}
        self.files = chapters.split(document)
        self.homes = self._homes()

    def _homes(self) -> dict[str, int]:
        """For each anchor, the place of the file that holds it."""
        homes: dict[str, int] = {}
        for place, blocks in enumerate(self.files):
            content = (self.document.title, blocks) if place == 0 else blocks
            for anchor in anchors(self.document, content):
                homes.setdefault(anchor, place)
        return homes

    def href(self, anchor: str) -> str:
        """The URL of an anchor, from any file of the book."""
        return f"{_page_name(self.homes.get(anchor, 0))}#{anchor}"

    def picture_url(self, asset: Asset) -> str | None:
        """The name of a picture in the book, None for a type that EPUB readers need not know."""
        suffix = _SUFFIXES.get(asset.media_type)
        if suffix is None:
            return None
        self.pictures[asset.sha256] = asset
        return f"images/{asset.sha256[:16]}.{suffix}"

    def write(self, world: World) -> Result[bytes]:
        theme = self.context.theme
        settings = HtmlSettings(
            theme,
            "book",
            assets=self.context.assets,
            image_url=self.picture_url,
            href=self.href,
            vertical=self.vertical,
            file=self.context.file,
            limits=self.context.limits,
        )
        lowering = HtmlLowering(self.document, settings)
        pages = [self._page(lowering, place, blocks) for place, blocks in enumerate(self.files)]
        cover, found = cover_image(self.document, self.title, self.context)
        name = identifier(self.document, self.title)
        style = Part("css", "style.css", "text/css", css_for_book(theme, self.lang).encode())
        parts = [*self._cover(cover), *self._navigation(name, bool(cover)), *pages, style, *self._pictures()]
        book = pack(
            parts,
            metadata(self.document, theme, has_cover=cover is not None),
            identifier=name,
            title=self.title,
            lang=self.lang,
            from_right=self.vertical,
            modified=UNKNOWN_DATE if self.context.epoch is None else self.context.epoch,
        )
        said = (*lowering.diagnostics, *lacks(self.document, self.context), *found)
        return Result(book, said)

    def _page(self, lowering: HtmlLowering, place: int, blocks: n.Blocks) -> Part:
        head = lowering.title_block() if place == 0 else ""
        body = "\n".join(piece for piece in (head, lowering.blocks(blocks), lowering.take_notes()) if piece)
        first = blocks[0] if blocks else None
        title = inline_text(first.content) if place and isinstance(first, n.Heading) else self.title
        page = render("epub/page.xhtml", lang=self.lang, direction=self.direction, title=title, body=body)
        has = ("mathml",) if "<math" in body else ()
        return Part(f"c{place + 1:03d}", _page_name(place), _XHTML, page.encode(), has, in_spine=True)

    def _cover(self, image: Asset | None) -> list[Part]:
        if image is None:
            return []
        suffix = _SUFFIXES[image.media_type]
        label = self.context.theme.string(self.lang, "cover")
        page = render("epub/cover.xhtml", lang=self.lang, label=label, title=self.title, image=f"cover.{suffix}")
        return [
            Part("cover-image", f"cover.{suffix}", image.media_type, image.data, ("cover-image",)),
            Part("cover", "cover.xhtml", _XHTML, page.encode(), in_spine=True),
        ]

    def _navigation(self, name: str, has_cover: bool) -> list[Part]:
        start = _page_name(0)
        found = navigation.points(self.document, self.href, start, self.title)
        word = self.context.theme.string
        contents, body = word(self.lang, "contents"), word(self.lang, "bodymatter")
        landmarks = [("cover", "cover.xhtml", word(self.lang, "cover"))] if has_cover else []
        landmarks += [("toc", "nav.xhtml#toc", contents), ("bodymatter", start, body)]
        nav = render(
            "epub/nav.xhtml",
            lang=self.lang,
            direction=self.direction,
            contents=contents,
            landmarks_label=word(self.lang, "landmarks"),
            points=found,
            landmarks=landmarks,
        )
        ncx = render(
            "epub/toc.ncx",
            lang=self.lang,
            title=self.title,
            identifier=name,
            points=found,
            depth=navigation.depth(found),
        )
        return [
            Part("nav", "nav.xhtml", _XHTML, nav.lstrip().encode(), ("nav",), in_spine=True),
            Part("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx.lstrip().encode()),
        ]

    def _pictures(self) -> list[Part]:
        return [
            Part(f"i{digest[:16]}", f"images/{digest[:16]}.{_SUFFIXES[asset.media_type]}", asset.media_type, asset.data)
            for digest, asset in sorted(self.pictures.items())
        ]


def _page_name(place: int) -> str:
    return f"c{place + 1:03d}.xhtml"


WRITER = EpubWriter()
