"""The PDF writer: lower, plan the faces, lay out, finish."""

from __future__ import annotations

from collections.abc import Iterable

from docforge import resources
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.walk import iterate
from docforge.protocols import Result, WriteContext
from docforge.theme.css import css_for_print
from docforge.theme.fonts import FontPlan, FontStore, FontStoreError
from docforge.world import World
from docforge.writers.html import HtmlLowering, HtmlSettings, Ink, Voice
from docforge.writers.pdf import log
from docforge.writers.pdf.artifacts import finish
from docforge.writers.pdf.engine import Engine, EngineError, engine
from docforge.writers.pdf.faces import missing, plan_faces
from docforge.writers.pdf.fetcher import Shelf, closed_fetcher, resource_url
from docforge.writers.pdf.heads import corrections
from docforge.writers.pdf.page import page

STRUCTURE = "templates/page.css"
RENDER_ERRORS = (RecursionError, ArithmeticError, ValueError, MemoryError)
"""What WeasyPrint raises on input beyond its bounds; anything else is a fault of docforge."""
_FURNITURE = "0123456789 /–…."
"""Characters of page numbers, ranges and dotted lines."""


class PdfWriter:
    """Writes a document as a PDF to print: tagged, with a named destination for every paragraph."""

    name = "pdf"
    suffix = ".pdf"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        """The file, or no bytes when it cannot be made; then a diagnostic of severity error says why."""
        low = HtmlLowering(document, _settings(context))
        head, body = low.title_block(), low.blocks(document.blocks)
        low.ink.extend(_furniture(document, context))
        try:
            store = FontStore.open()
            plan = plan_faces(store, context.theme, document.lang, low.ink)
            started = engine(store)
        except FontStoreError as error:
            return _failed(low, report(error.code, error.message, file=context.file, hint=error.fix))
        except EngineError as error:
            return _failed(low, report("DF901", str(error), file=context.file, hint=error.fix))
        low.diagnostics.extend(missing(plan, low.ink, document, context.file))
        shelf = Shelf(context.assets, plan.faces)
        with log.collected() as messages:
            html, css = page(document, head, body, context.epoch), _css(document, context, plan)
            try:
                data = _render(started, document, html, css, shelf)
            except RENDER_ERRORS as error:
                why = f"the renderer gave up: {type(error).__name__}: {error}"
                return _failed(low, report("DF710", why, file=context.file))
        low.diagnostics.extend(log.diagnostics(messages, context.file))
        low.diagnostics.extend(
            report("DF708", f"not part of the document: {url}", file=context.file) for url in shelf.refused
        )
        return Result(data, tuple(low.diagnostics))


def _failed(low: HtmlLowering, why: Diagnostic) -> Result[bytes]:
    return Result(b"", (*low.diagnostics, why))


def _settings(context: WriteContext) -> HtmlSettings:
    return HtmlSettings(
        theme=context.theme,
        flavour="print",
        assets=context.assets,
        image_url=lambda asset: resource_url(asset.sha256),
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
        yield Ink(voice, _FURNITURE + plain_title(document) + runs, None)


def _css(document: n.Document, context: WriteContext, plan: FontPlan) -> str:
    languages = _languages(document)
    own = css_for_print(context.theme, document.lang, plan.faces, plan.families, languages)
    return resources.text(STRUCTURE) + own


def _languages(document: n.Document) -> list[str]:
    """Every language tag of the document beside its own, sorted."""
    found = set()
    for node in iterate((document.title, document.blocks, document.notes)):
        attr = getattr(node, "attr", None)
        if isinstance(attr, n.Attr) and attr.lang and attr.lang != document.lang:
            found.add(attr.lang)
    return sorted(found)


def _render(started: Engine, document: n.Document, html: str, css: str, shelf: Shelf) -> bytes:
    """Lay out, correct the running heads if they need it, and write."""
    fetcher = closed_fetcher(shelf)
    laid_out = started.page(html, css, fetcher)
    heads = corrections(document, [tuple(sheet.anchors) for sheet in laid_out.pages])
    if heads:
        laid_out = started.page(html, css, fetcher, heads)
    return started.pdf(laid_out, finish)
