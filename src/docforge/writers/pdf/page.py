"""The skeleton of a page: metadata, title, body."""

from __future__ import annotations

from datetime import UTC, datetime

import docforge
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.writers.html.markup import quoted

UNDETERMINED = "und"
"""The tag of a language nobody knows (BCP 47); a tagged page must name one."""


def page(document: n.Document, head: str, body: str, epoch: int | None, *, cover: bool = False) -> str:
    """The whole page as HTML. ``head`` and ``body`` are markup of the lowering; everything else is escaped.

    ``cover``: the first page shows nothing but the cover. Dates are written only when ``epoch`` (seconds since 1970,
    UTC) says what they are.
    """
    date = "" if epoch is None else datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entries = (
        ("generator", f"docforge {docforge.__version__}"),
        *(("author", author) for author in meta.texts(document, "author")),
        ("description", meta.text(document, "description")),
        ("keywords", ", ".join(meta.texts(document, "keywords"))),
        ("dcterms.created", date),
        ("dcterms.modified", date),
    )
    said = "".join(f'<meta name="{name}" content="{quoted(value)}">\n' for name, value in entries if value)
    covered = '<div class="cover-page"></div>\n' if cover else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{quoted(document.lang or UNDETERMINED)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{quoted(plain_title(document))}</title>\n{said}</head>\n"
        f"<body>\n{covered}{head}\n{body}\n</body>\n</html>\n"
    )


def plain_title(document: n.Document) -> str:
    """The title as one line of text; PDF/UA wants one, so a document without has its file's name or a stand-in."""
    title = " ".join(inline_text(document.title).split())
    return title or (document.sources[0].name if document.sources else "docforge")
