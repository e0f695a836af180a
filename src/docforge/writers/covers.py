"""The picture that a book names as its cover: the whole first page of what is printed."""

from __future__ import annotations

from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.divisions import is_book
from docforge.protocols import Asset, WriteContext


def cover_url(document: n.Document) -> str:
    """The URL of a book's cover; "" for other documents, and for books that name none."""
    return meta.text(document, "cover").strip() if is_book(document) else ""


def cover_of(document: n.Document, context: WriteContext) -> Asset | None:
    """The picture that a book names as its cover; None for other documents, and where it could not be read."""
    return context.assets.get(cover_url(document))
