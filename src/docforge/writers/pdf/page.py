"""The skeleton of a page through Jinja2: metadata, title, body."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import docforge
from docforge import resources
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.text import inline_text

TEMPLATE = "page.html"


def page(document: n.Document, head: str, body: str, epoch: int | None) -> str:
    """The whole page as HTML. ``head`` and ``body`` are markup of the lowering; everything else is escaped.

    Dates are written only when ``epoch`` (seconds since 1970, UTC) says what they are.
    """
    from markupsafe import Markup

    text = (
        _environment()
        .get_template(TEMPLATE)
        .render(
            lang=document.lang,
            title=plain_title(document),
            authors=meta.texts(document, "author"),
            description=meta.text(document, "description"),
            keywords=", ".join(meta.texts(document, "keywords")),
            generator=f"docforge {docforge.__version__}",
            date="" if epoch is None else datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            head=Markup(head),
            body=Markup(body),
        )
    )
    return str(text)


def plain_title(document: n.Document) -> str:
    """The title as one line of text; PDF/UA wants one, so a document without has its file's name or a stand-in."""
    title = " ".join(inline_text(document.title).split())
    return title or (document.sources[0].name if document.sources else "docforge")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = resources.path(f"templates/{TEMPLATE}").parent
    return Environment(
        loader=FileSystemLoader(str(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
