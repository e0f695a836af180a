"""Comments on a document: metadata ``comments``, from a Word file or from front matter.

A comment is a map of ``text``, ``author``, ``date`` (ISO 8601), and of what says where it stands: ``to``, an id or an
address (s1p7), else ``words``, how its paragraph begins.
"""

from __future__ import annotations

from msgspec import Struct

from docforge.model import nodes as n
from docforge.model.meta import plain

KEY = "comments"

WORDS = 24
"""Characters that are kept of how a paragraph begins; fewer are a whole paragraph, or were written by hand."""


class Comment(Struct, frozen=True):
    """One comment. ``text`` has a line for each of its paragraphs."""

    text: str
    author: str = ""
    date: str = ""
    to: str = ""
    words: str = ""


def comments_of(document: n.Document) -> tuple[Comment, ...]:
    """The comments of a document in their order; those without text are none."""
    value = document.meta.get(KEY)
    items = value.items if isinstance(value, n.MetaList) else (value,) if value is not None else ()
    found = (_comment(item) for item in items)
    return tuple(comment for comment in found if comment.text.strip())


def _comment(value: n.MetaValue) -> Comment:
    if not isinstance(value, n.MetaMap):
        return Comment(plain(value))
    said = {key: plain(value.items.get(key)) for key in ("text", "author", "date", "to", "words")}
    return Comment(**said)
