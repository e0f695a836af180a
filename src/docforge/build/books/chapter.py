"""A chapter as the tree gives it, and what a book is told beside its chapters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.captions import Listed
from docforge.model.divisions import Role
from docforge.model.meta import text as meta_text
from docforge.model.walk import find
from docforge.passes import normalise, variants
from docforge.protocols import PassOptions, Result

Locate = Callable[[str, str], "tuple[str, str] | None"]
"""Takes a URL and the path of the page it stands on; gives the source path and anchor (no ``#``) it means, or None."""


class Chapter(Struct, frozen=True):
    """One entry of the navigation with what was read for it.

    ``document``: settled alone (``settle_chapter``); None: it could not be read, or with ``path`` "" a part without a
    page. ``path``: as the navigation names it, relative to the folder of the pages, with ``/``. ``title``: the
    navigation's, "" the document's own. ``depth`` counts from 1. ``place``: where the navigation names it, as file
    (as diagnostics call it), line and column.
    """

    document: n.Document | None
    path: str
    title: str = ""
    role: Role = "chapter"
    depth: int = 1
    place: tuple[str, int, int] | None = None


class BookSettings(Struct, frozen=True):
    """What a book is called, and what its links mean.

    ``lang`` "" is the language that most of the text is in. ``meta`` is the book's metadata as front matter has it.
    ``others``: source paths of pages of the tree that are not in this book; with ``site_url`` links to them lead to
    the site. ``lists``: lists of captions after the table of contents. ``aliases``: page paths without suffix → source
    path. ``locate`` knows own-site URLs and moved pages.
    """

    title: str = ""
    lang: str = ""
    meta: Mapping[str, n.MetaValue] = field(default_factory=dict)
    site_url: str = ""
    others: Collection[str] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    locate: Locate | None = None
    lists: Sequence[Listed] = ()


def settle_chapter(document: n.Document, title: str = "", options: PassOptions | None = None) -> Result[n.Document]:
    """A chapter settled alone: the sides of switches chosen, title, closed headings, language, order of notes.

    ``title`` is the navigation's. It names a chapter that has neither a heading of level 1 nor a title in its front
    matter.
    """
    asked = options or PassOptions()
    top = any(heading.level == 1 for heading in find(document.blocks, n.Heading))
    if title and not document.title and not top and not meta_text(document, "title").strip():
        document = replace(document, title=(n.Text(title),))
    found: list[Diagnostic] = []
    for step in (variants.PASS, normalise.PASS):
        done = step.run(document, asked)
        document = done.value
        found.extend(done.diagnostics)
    return Result(document, tuple(found))


def stem(path: str) -> str:
    """A path without its suffix."""
    return str(PurePosixPath(path).with_suffix("")) if path else ""
