"""The EPUB 3.3 writer.

Order of work: cut the document into files, lower each to XHTML, add navigation (nav, NCX), cover, faces and metadata,
pack. What differs from reader to reader is data; see ``targets``.
"""

from __future__ import annotations

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.divisions import PAGE_BREAK, PAGE_SOURCE
from docforge.model.ids import portable_id
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.protocols import Asset, Result, WriteContext
from docforge.theme.css import BookLook, css_for_book, further_css_for_book, is_vertical_book, region
from docforge.theme.fonts import FontStore, FontStoreError
from docforge.world import World
from docforge.writers.epub.budget import within
from docforge.writers.epub.cover import cover_image
from docforge.writers.epub.fonts import Embedded, embedded
from docforge.writers.epub.metadata import identifier, metadata
from docforge.writers.epub.package import Meta, Part, pack
from docforge.writers.epub.pictures import SUFFIXES, Pictures, fitted
from docforge.writers.epub.skeletons import contents_page, cover_page, old_contents, text_page
from docforge.writers.epub.targets import target
from docforge.writers.html import HtmlLowering, HtmlSettings, chapters, navigation
from docforge.writers.html.chapters import File
from docforge.writers.html.lacks import lacks

UNKNOWN_DATE = 946_684_800
"""2000-01-01: what ``dcterms:modified`` says where neither SOURCE_DATE_EPOCH nor the document gives a date."""

VERTICAL, HORIZONTAL = "vrtl", "hltr"
"""Classes of the root by the direction of lines, as publishers in Japan name them (電書協 EPUB 3 制作ガイド)."""
_XHTML = "application/xhtml+xml"
_KINDS = {"": "chapter", "part": "part", "chapter": "chapter", "appendix": "appendix"}
"""``epub:type`` of a file by its division; what front and back matter is (a preface, an afterword) nobody says."""
_MATTERS = {"front": "frontmatter", "back": "backmatter", "appendix": "backmatter"}
_DISPLAY_OPTIONS = b"""<?xml version="1.0" encoding="utf-8"?>
<display_options>
<platform name="*">
<option name="specified-fonts">true</option>
</platform>
</display_options>
"""
"""Apple Books shows embedded faces when a book says so (Apple Books Asset Guide, Fonts)."""


class EpubWriter:
    """Writes EPUB 3.3 that EPUB 2 readers can open too."""

    name = "epub"
    suffix = ".epub"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        return _Book(document, context).write()


class _Book:
    """One book on its way: which file holds which anchor, which pictures are used."""

    def __init__(self, document: n.Document, context: WriteContext) -> None:
        self.document = document
        self.context = context
        self.target = target(context.epub_target)
        self.lang = document.lang or "en"
        self.title = inline_text(document.title).strip() or context.theme.string(self.lang, "bodymatter")
        self.vertical = is_vertical_book(context.theme, self.lang)
        self.direction = VERTICAL if self.vertical else HORIZONTAL
        self.cover, self.found = cover_image(document, self.title, context, self.target)
        self.pictures = Pictures(self.target, self._within_budget())
        self.files = chapters.split(document, self.target.file_bytes)
        self.homes = chapters.homes(document, self.files, _page_name)
        look = BookLook(self.target.hanging, self.target.backgrounds)
        self.sheets = {
            "style.css": css_for_book(context.theme, self.lang, look),
            "more.css": further_css_for_book(context.theme, self.lang, look),
        }

    def _within_budget(self) -> dict[str, Asset]:
        """The pictures by digest, as the book wants them, in bytes for all of them; said where any had to shrink."""
        parts = (self.document.title, self.document.blocks, self.document.notes)
        shown = {image.url for image in find(parts, n.Image)}
        used = {asset.sha256: asset for url, asset in self.context.assets.items() if url in shown}
        fit = {digest: fitted(asset, self.target) for digest, asset in used.items()}
        limit = self.context.limits.all_images_bytes
        budget = min(limit, self.target.all_images_bytes or limit) - (len(self.cover.data) if self.cover else 0)
        made = within(fit, budget, self.target)
        before, after = (sum(len(asset.data) for asset in row.values()) for row in (fit, made))
        smaller = sum(made[digest] is not asset for digest, asset in fit.items())
        if smaller:
            said = f"{smaller} of {len(made)} pictures made smaller: {after} bytes together instead of {before}"
            self.found.append(report("DF726", said, file=self.context.file))
        if after > budget:
            said = f"the pictures are {after} bytes together, more than {budget}"
            self.found.append(report("DF727", said, file=self.context.file))
        return made

    def href(self, anchor: str) -> str:
        """The URL of an anchor, from any file of the book."""
        return f"{self.homes.get(anchor, _page_name(self.files[0]))}#{anchor}"

    def write(self) -> Result[bytes]:
        document, theme = self.document, self.context.theme
        found = navigation.points(document, self.href, _page_name(self.files[0]), self.title, self.target.nav_depth)
        lowering = HtmlLowering(document, self._settings())
        bodies = [self._body(lowering, place, file) for place, file in enumerate(self.files)]
        faces = self._faces(lowering, found)
        pages = [
            self._page(file, place, body) for place, (file, body) in enumerate(zip(self.files, bodies, strict=True))
        ]
        cover = self.cover
        name = identifier(document, self.title)
        styles = [
            Part(sheet.removesuffix(".css"), sheet, "text/css", css.encode()) for sheet, css in self.sheets.items()
        ]
        parts = [*self._cover(cover), *self._navigation(found, name, cover), *pages, *styles, *self.pictures.parts()]
        has_mathml = any("mathml" in page.properties for page in pages)
        about = metadata(document, theme, has_cover=cover is not None, has_mathml=has_mathml)
        book = pack(
            (*parts, *faces.parts),
            (*about, *([Meta("rights", faces.rights)] if faces.rights else [])),
            identifier=name,
            title=self.title,
            lang=self.lang,
            from_right=self.vertical,
            modified=UNKNOWN_DATE if self.context.epoch is None else self.context.epoch,
            old_metadata=self._old_metadata(cover),
            loose=self._loose(faces),
        )
        said = (*lowering.diagnostics, *lacks(document, self.context), *self.found, *self._unmet(cover))
        return Result(book, (*said, *faces.diagnostics))

    def _settings(self) -> HtmlSettings:
        return HtmlSettings(
            self.context.theme,
            "book",
            assets=self.context.assets,
            image_url=self.pictures.url,
            href=self.href,
            vertical=self.vertical,
            formula_face=self._formula_face(),
            formulas=self.target.math,
            empty_alt=self.target.empty_alt,
            inked=self.context.embed_fonts,
            file=self.context.file,
            limits=self.context.limits,
        )

    def _formula_face(self) -> str:
        """The face for East Asian characters in pictures of formulas; "" where none is needed or there."""
        parts = (self.document.title, self.document.blocks, self.document.notes)
        if all(node.mathml.isascii() for node in find(parts, n.Math)):
            return ""
        own = region(self.lang)
        try:
            return FontStore.open().face(f"serif-{'sc' if own == 'latin' else own}-regular").path
        except FontStoreError:  # a character that is missing is reported where its formula is drawn
            return ""

    def _faces(self, lowering: HtmlLowering, found: list[navigation.Point]) -> Embedded:
        """The faces of all that was lowered; their style sheet joins the others."""
        if not self.context.embed_fonts:
            return Embedded()
        word = self.context.theme.string
        headings = navigation.printed(found) + self.title + word(self.lang, "contents")
        faces = embedded(self.document, self.context, lowering.ink, headings)
        if faces.css:
            self.sheets["fonts.css"] = faces.css
        return faces

    def _body(self, lowering: HtmlLowering, place: int, file: File) -> str:
        head = lowering.title_block() if place == 0 else ""
        return "\n".join(piece for piece in (head, lowering.blocks(file.blocks), lowering.take_notes()) if piece)

    def _page(self, file: File, place: int, body: str) -> Part:
        first = file.blocks[0] if file.blocks else None
        page = text_page(
            body,
            lang=self.lang,
            direction=self.direction,
            title=inline_text(first.content) if place and isinstance(first, n.Heading) else self.title,
            sheets=self.sheets,
            matter=_MATTERS.get(file.role, "bodymatter"),
            kind=_KINDS.get(file.role, "") if file.begins else "",
        )
        has = ("mathml",) if "<math" in body else ()
        return Part(file.name, _page_name(file), _XHTML, page.encode(), has, in_spine=True)

    def _cover(self, image: Asset | None) -> list[Part]:
        if image is None:
            return []
        name = f"cover.{SUFFIXES[image.media_type]}"
        parts = [Part("cover-image", name, image.media_type, image.data, ("cover-image",))]
        if self.target.cover_page:
            label = self.context.theme.string(self.lang, "cover")
            page = cover_page(name, lang=self.lang, label=label, title=self.title, sheets=self.sheets)
            parts.append(Part("cover", "cover.xhtml", _XHTML, page.encode(), in_spine=True))
        return parts

    def _navigation(self, found: list[navigation.Point], name: str, cover: Asset | None) -> list[Part]:
        word = self.context.theme.string
        contents, body = word(self.lang, "contents"), word(self.lang, "bodymatter")
        has_cover = cover is not None and self.target.cover_page
        landmarks = [("cover", "cover.xhtml", word(self.lang, "cover"))] if has_cover else []
        landmarks += [("toc", "nav.xhtml#toc", contents), ("bodymatter", self._begin(), body)]
        nav = contents_page(
            found,
            lang=self.lang,
            direction=self.direction,
            shown=self.target.nav_shown,
            title=contents,
            landmarks=landmarks,
            landmarks_title=word(self.lang, "landmarks"),
            pages=self._pages(),
            pages_title=word(self.lang, "pages"),
            sheets=self.sheets,
        )
        ncx = old_contents(found, lang=self.lang, title=self.title, identifier=name)
        return [
            Part("nav", "nav.xhtml", _XHTML, nav.encode(), ("nav",), in_spine=True),
            Part("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx.encode()),
        ]

    def _pages(self) -> list[tuple[str, str]]:
        """The pages of the printed book: number and place; [] where none were counted."""
        if PAGE_SOURCE not in self.document.meta:
            return []
        marks = (span for span in find(self.document.blocks, n.Span) if PAGE_BREAK in span.attr.classes)
        return [(dict(mark.attr.pairs).get("page", ""), self.href(portable_id(mark.attr.id))) for mark in marks]

    def _begin(self) -> str:
        """The file that the text itself begins in: past the front matter."""
        return next(
            (_page_name(file) for file in self.files if file.role not in ("front", "")), _page_name(self.files[0])
        )

    def _old_metadata(self, cover: Asset | None) -> list[tuple[str, str]]:
        found = [("cover", "cover-image")] if cover is not None else []
        if self.target.writing_mode and self.vertical:
            found.append(("primary-writing-mode", "vertical-rl"))
        return found

    def _loose(self, faces: Embedded) -> list[tuple[str, bytes]]:
        wanted = self.target.display_options and faces.parts
        return [("com.apple.ibooks.display-options.xml", _DISPLAY_OPTIONS)] if wanted else []

    def _unmet(self, cover: Asset | None) -> list[Diagnostic]:
        """What the target asks of a book and this one has not."""
        found = []
        if cover is not None and min(cover.width, cover.height) < self.target.cover_side:
            said = (
                f"the cover is {cover.width} × {cover.height} pixels; {self.target.name} wants {self.target.cover_side}"
            )
            found.append(report("DF724", said, file=self.context.file))
        if self.lang.split("-")[0] in self.target.unlisted:
            said = f"{self.target.name} does not list the language {self.lang}"
            found.append(report("DF725", said, file=self.context.file))
        return found


def _page_name(file: File) -> str:
    return f"{file.name}.xhtml"


WRITER = EpubWriter()
