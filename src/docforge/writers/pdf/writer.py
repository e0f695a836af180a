"""The PDF writer: lower, plan the faces, lay out, finish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docforge import resources
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.press.setting import Setting, setting
from docforge.protocols import Result, WriteContext
from docforge.theme.css import css_for_print, region
from docforge.theme.css.vertical import css_for_vertical, is_vertical
from docforge.theme.fonts import FontPlan, FontStore, FontStoreError
from docforge.theme.sheets import sheet_of
from docforge.world import World
from docforge.writers.covers import cover_of
from docforge.writers.html import HtmlLowering, HtmlSettings, Ink, Voice
from docforge.writers.html.languages import further_languages
from docforge.writers.pdf import log
from docforge.writers.pdf.artifacts import finish
from docforge.writers.pdf.cover import cover_css
from docforge.writers.pdf.engine import DEFAULT, Engine, EngineError, engine
from docforge.writers.pdf.faces import missing, plan_faces
from docforge.writers.pdf.fetcher import Shelf, closed_fetcher, resource_url
from docforge.writers.pdf.foot import foot_css
from docforge.writers.pdf.further import further_faces
from docforge.writers.pdf.heads import chapter_css, corrections
from docforge.writers.pdf.line_numbers import number_lines
from docforge.writers.pdf.locators import has_locators, with_pages
from docforge.writers.pdf.page import page
from docforge.writers.pdf.ruling import rule_pages
from docforge.writers.pdf.variants import VARIANTS, archive
from docforge.writers.pdf.vertical import Size, finish_vertical, measured, measuring_css, sizes, slots_css, too_high

STRUCTURE = "templates/page.css"
RENDER_ERRORS = (RecursionError, ArithmeticError, ValueError, MemoryError)
"""What WeasyPrint raises on input beyond its bounds; anything else is a fault of docforge."""
_FURNITURE = "0123456789 /–…."
"""Characters of page numbers, ranges and dotted lines."""

_DIGITS = "serif-latin-regular"

Pages = Sequence[tuple[str, ...]]
"""The names of the anchors on each page."""


class PdfWriter:
    """Writes a document as a PDF to print: tagged, with a named destination for every paragraph."""

    name = "pdf"
    suffix = ".pdf"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        """The file, or no bytes when it cannot be made; then a diagnostic of severity error says why."""
        vertical = is_vertical(context.theme, document.lang)
        further = further_faces(context, document.lang)
        context = further.context
        low = HtmlLowering(document, _settings(context, vertical))
        try:
            store = FontStore.open()
            started = engine(store)
            face = _formula_face(store, document)
            settings = _settings(context, vertical, beside=started.beside, formula_face=face)
            low, head, body = _lowered(document, context, settings)
            plan = plan_faces(store, context.theme, document.lang, low.ink)
            plan, own = further.added(plan, store, low.ink)
            if vertical:
                plan = store.with_vertical(plan)
        except FontStoreError as error:
            return _failed(low, report(error.code, error.message, file=context.file, hint=error.fix))
        except EngineError as error:
            return _failed(low, report("DF901", str(error), file=context.file, hint=error.fix))
        low.diagnostics.extend(further.diagnostics())
        low.diagnostics.extend(missing(plan, low.ink, document, context.file))
        shelf = Shelf({**context.assets, **low.drawn}, plan.faces)
        with log.collected() as messages, setting(context.theme, vertical=vertical) as pressed:
            css = _css(document, context, plan, vertical, own)
            job = _Job(started, document, context, css, closed_fetcher(shelf))
            if context.theme.page.line_numbers:
                job.digits = store.face(_DIGITS).path
            try:
                if low.turned:
                    boxes, sideways = job.measure(low.turned)
                    if sideways:
                        said = low.diagnostics
                        settings = replace(low.settings, sideways=sideways)
                        low, head, body = _lowered(document, context, settings)
                        low.diagnostics = list(dict.fromkeys((*said, *low.diagnostics)))
                    job.own = slots_css(boxes)
                cover = cover_of(document, context)
                job.own += cover_css(cover) if cover else ""
                job.own += chapter_css(document, context.theme, vertical=vertical)
                html = page(document, head, body, context.epoch, cover=cover is not None)

                def indexed(pages: Pages) -> str:
                    again, head, body = _lowered(with_pages(document, pages), context, low.settings)
                    low.diagnostics = list(dict.fromkeys((*low.diagnostics, *again.diagnostics)))
                    return page(document, head, body, context.epoch, cover=cover is not None)

                data = job.write(html, vertical, indexed if has_locators(document) else None)
                if context.theme.page.imposition != "none":
                    # Imported here: it loads a library that no other page needs.
                    from docforge.writers.pdf.impose import imposed

                    data = imposed(data, context.theme.page)
                    low.diagnostics.append(_on_sheets(context))
            except RENDER_ERRORS as error:
                why = f"the renderer gave up: {type(error).__name__}: {error}"
                return _failed(low, report("DF710", why, file=context.file))
        low.diagnostics.extend(log.diagnostics(messages, context.file))
        low.diagnostics.extend(_unset(started, pressed, context.file))
        low.diagnostics.extend(
            report("DF708", f"not part of the document: {url}", file=context.file) for url in shelf.refused
        )
        return Result(data, tuple(low.diagnostics))


def _unset(started: Engine, pressed: Setting, file: str) -> Iterable[Diagnostic]:
    """What of the lines the press did not set: one note a document."""
    if started.strange:
        yield report("DF717", f"not as the press knows it: {', '.join(started.strange)}", file=file)
    elif pressed.left:
        count = sum(pressed.left.values())
        reasons = "; ".join(f"{reason} ({times})" for reason, times in sorted(pressed.left.items()))
        yield report("DF716", f"{count} paragraph{'s' if count > 1 else ''}: {reasons}", file=file)


def _on_sheets(context: WriteContext) -> Diagnostic:
    """What becomes of pages that stand two by two on sheets."""
    page = context.theme.page
    scale = sheet_of(page).scale
    size = "" if scale == 1 else f", at {scale:.0%} of their size: type of {context.theme.base_size * scale:.1f} points"
    turn = "; print on both sides, turned over the short edge" if page.imposition == "booklet" else ""
    message = f"for the printer: two pages on each side of a sheet{size}{turn}"
    return report("DF713", message, file=context.file)


def _failed(low: HtmlLowering, why: Diagnostic) -> Result[bytes]:
    return Result(b"", (*low.diagnostics, why))


def _lowered(document: n.Document, context: WriteContext, settings: HtmlSettings) -> tuple[HtmlLowering, str, str]:
    """The lowering, and its markup of the title and of all blocks."""
    low = HtmlLowering(document, settings)
    head, body = low.title_block(), low.blocks(document.blocks)
    body = "\n".join(filter(None, (body, low.take_notes())))
    low.ink.extend(_furniture(document, context))
    if context.theme.page.writing == "vertical" and not settings.vertical:
        low.report("DF712", "vertical lines need Chinese, Japanese or Korean text; lines are horizontal", None)
    return low, head, body


def _formula_face(store: FontStore, document: n.Document) -> str:
    """The file of the face for Han, kana and hangul in formulas; "" where there are no formulas."""
    parts = (document.title, document.blocks, document.notes)
    if not any(node.mathml for node in find(parts, n.Math)):
        return ""
    own = region(document.lang)
    return store.face(f"serif-{'sc' if own == 'latin' else own}-regular").path


def _settings(context: WriteContext, vertical: bool, *, beside: bool = False, formula_face: str = "") -> HtmlSettings:
    return HtmlSettings(
        theme=context.theme,
        flavour="print",
        assets=context.assets,
        image_url=lambda asset: resource_url(asset.sha256),
        vertical=vertical,
        beside=beside,
        formula_face=formula_face,
        file=context.file,
        limits=context.limits,
    )


def _furniture(document: n.Document, context: WriteContext) -> Iterable[Ink]:
    """Characters of running head and folio."""
    from docforge.writers.pdf.page import plain_title

    theme = context.theme
    for name in ("running-head", "folio"):
        role = theme.role(name)
        voice = Voice(theme.fonts[role.font].generic, document.lang, role.weight == "bold")
        runs = "".join(run.name + run.first + run.last for run in document.runs)
        yield Ink(voice, _FURNITURE + theme.page.folio_text + plain_title(document) + runs, None)


def _css(document: n.Document, context: WriteContext, plan: FontPlan, vertical: bool, own: Mapping[str, str]) -> str:
    theme, languages = context.theme, further_languages(document)
    families = plan.vertical if vertical else plan.families
    further = {font: f"{family} Vertical" if vertical else family for font, family in own.items()}
    css = resources.text(STRUCTURE) + css_for_print(theme, document.lang, plan.faces, families, languages, further)
    return css + "\n" + css_for_vertical(theme, document.lang, plan.families, languages) if vertical else css


RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"))
"""Languages whose texts may need an embedding or an isolate."""
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class _Job(Struct):
    """One document on its way through the engine. ``own`` are rules of this document alone."""

    started: Engine
    document: n.Document
    context: WriteContext
    css: str
    fetcher: Any
    own: str = ""
    digits: str = ""
    """The file of the face that numbers of lines are drawn in, "" where lines have none."""

    def measure(self, pieces: Iterable[str]) -> tuple[dict[int, Size], frozenset[int]]:
        """Sizes of the boxes that are turned, and those of them that are too high for a page."""
        sheet = self.context.theme.page
        html = self.in_order(page(self.document, "", measured(pieces), None))
        boxes = sizes(self.started.page(html, self.css, self.fetcher, measuring_css(sheet)))
        sideways = too_high(boxes, sheet)
        return {number: size for number, size in boxes.items() if number not in sideways}, sideways

    def in_order(self, html: str) -> str:
        """A page whose letters stand as they are stored: invisible characters that change their order are left out of
        what is printed, but for languages that are written from right to left."""
        if self.document.lang.lower().partition("-")[0] in RIGHT_TO_LEFT:
            return html
        return _REORDERING.sub("", html)

    def write(self, html: str, vertical: bool, indexed: Callable[[Pages], str] | None = None) -> bytes:
        """Lay out, correct running heads and the foot of the last page if they need it, and write. ``indexed`` gives
        the text with the pages of its index."""
        variant = VARIANTS[self.context.pdf_variant]
        html = self.in_order(html)
        laid_out = self.started.page(html, self.css, self.fetcher, self.own, variant)
        heads, foot = self._heads(laid_out, vertical), foot_css(laid_out)
        if indexed:
            html = self.in_order(indexed(before := _anchors(laid_out)))
        if indexed or heads or foot:
            laid_out = self.started.page(html, self.css, self.fetcher, f"{self.own}\n{heads}\n{foot}", variant)
        # An index changes in length when it gets its pages, and what stands behind it moves.
        if indexed and (after := _anchors(laid_out)) != before:
            known, html = (html, heads), self.in_order(indexed(after))
            heads = self._heads(laid_out, vertical)
            if (html, heads) != known:
                laid_out = self.started.page(html, self.css, self.fetcher, f"{self.own}\n{heads}\n{foot}", variant)

        def finisher(document: Any, pdf: Any) -> None:
            if variant != DEFAULT:
                archive(pdf)
            rule_pages(document, pdf, self.context.theme.page)
            if self.digits:
                number_lines(document, pdf, self.document, self.context.theme, self.digits)
            (finish_vertical if vertical else finish)(document, pdf)

        return self.started.pdf(laid_out, finisher, variant)

    def _heads(self, laid_out: Any, vertical: bool) -> str:
        return corrections(self.document, _anchors(laid_out), "left-bottom" if vertical else "top-right")


def _anchors(laid_out: Any) -> Pages:
    """The names of the anchors on each page."""
    return [tuple(sheet.anchors) for sheet in laid_out.pages]
