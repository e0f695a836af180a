"""The skeleton of a page through Jinja2: metadata, title, body."""

from __future__ import annotations

from datetime import UTC, datetime

import docforge
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.writers.html.templates import render

TEMPLATE = "page.html"
UNDETERMINED = "und"
"""The tag of a language nobody knows (BCP 47); a tagged page must name one."""


def page(document: n.Document, head: str, body: str, epoch: int | None, *, cover: bool = False) -> str:
    """The whole page as HTML. ``head`` and ``body`` are markup of the lowering; everything else is escaped.

    ``cover``: the first page shows nothing but the cover. Dates are written only when ``epoch`` (seconds since 1970,
    UTC) says what they are.
    """
    return render(
        TEMPLATE,
        lang=document.lang or UNDETERMINED,
        title=plain_title(document),
        authors=meta.texts(document, "author"),
        description=meta.text(document, "description"),
        keywords=", ".join(meta.texts(document, "keywords")),
        generator=f"docforge {docforge.__version__}",
        date="" if epoch is None else datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        cover=cover,
        head=head,
        body=body,
    )


def plain_title(document: n.Document) -> str:
    """The title as one line of text; PDF/UA wants one, so a document without has its file's name or a stand-in."""
    title = " ".join(inline_text(document.title).split())
    return title or (document.sources[0].name if document.sources else "docforge")
