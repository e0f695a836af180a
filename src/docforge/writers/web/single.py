"""A document as one page of HTML that needs no other file."""

from __future__ import annotations

import base64
import hashlib

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.protocols import Asset, Result, WriteContext
from docforge.theme.css import is_vertical_book
from docforge.world import World
from docforge.writers.html import HtmlLowering, HtmlSettings
from docforge.writers.html.lacks import lacks
from docforge.writers.html.navigation import points
from docforge.writers.html.settings import same_page
from docforge.writers.web.page import Page, fill
from docforge.writers.web.style import style

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
"""What every browser shows."""
POLICY = "default-src 'none'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
"""The page asks nothing of any server, runs no script and has no style but its own (Content Security Policy 3)."""


class HtmlWriter:
    """Writes one HTML page with its style sheet and pictures in it."""

    name = "html"
    suffix = ".html"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        """The page. What it cannot show is reported and shown as text."""
        low = HtmlLowering(document, settings(document, context))
        name = title(document, context)
        blocks = (low.title_block(), low.blocks(document.blocks), low.take_notes())
        body = "\n".join(piece for piece in blocks if piece)
        sheet = style(context.theme, document.lang, low.looks)
        page = Page(
            name,
            name,
            body,
            points(document, same_page, "#df-text", name),
            headed="<h1" in body,
            home="#df-text",
            sheet=sheet,
            policy=POLICY.format(style=digest(sheet)),
        )
        return Result(fill(page, document, context), (*low.diagnostics, *lacks(document, context, "a web page")))


def settings(document: n.Document, context: WriteContext) -> HtmlSettings:
    """How the document is lowered for a page that holds its pictures."""
    return HtmlSettings(
        context.theme,
        "web",
        assets=context.assets,
        image_url=_data_url,
        vertical=is_vertical_book(context.theme, document.lang),
        file=context.file,
        limits=context.limits,
    )


def title(document: n.Document, context: WriteContext) -> str:
    """The title as one line; a word for the text where there is none."""
    return " ".join(inline_text(document.title).split()) or context.theme.string(document.lang, "bodymatter")


def digest(sheet: str) -> str:
    """A style sheet as a policy names it: by the SHA-256 of what stands between its tags."""
    return f"sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}"


def _data_url(asset: Asset) -> str | None:
    if asset.media_type not in PICTURES:
        return None
    return f"data:{asset.media_type};base64,{base64.b64encode(asset.data).decode()}"
