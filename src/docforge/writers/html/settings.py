"""What the lowering is told, and what it hands out beside the markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct, field

from docforge.limits import Limits
from docforge.model.nodes import Document, Position
from docforge.protocols import Asset
from docforge.theme.spec import Theme

Flavour = Literal["print", "book", "web"]
"""``print``: WeasyPrint sets it (footnotes float). ``book``: an e-book's reader sets it. ``web``: a browser does, and
what XHTML and EPUB have of their own is left out."""


def same_page(name: str) -> str:
    """The URL of an anchor in the page itself."""
    return f"#{name}"


def source_name(document: Document, at: Position | None, default: str) -> str:
    """The file a position lies in; ``default`` for what was generated."""
    if at is not None and at.source < len(document.sources):
        return document.sources[at.source].name
    return default


class HtmlSettings(Struct, frozen=True):
    """How a document is lowered.

    ``image_url`` gives the URL that is written for a picture, None for one the format cannot carry (it becomes a
    placeholder). ``href`` gives the URL of an anchor by its portable name; a book in several files looks up the file.
    ``heading_shift`` is added to a heading's level to get the number of its element; None counts from the document: the
    title is ``h1``, the highest level in use comes right after it. ``beside``: print draws emphasis marks and readings
    beside its lines; without it they become bold type and brackets.
    """

    theme: Theme
    flavour: Flavour
    assets: Mapping[str, Asset] = field(default_factory=dict)
    image_url: Callable[[Asset], str | None] = lambda asset: f"docforge-res:{asset.sha256}"
    href: Callable[[str], str] = same_page
    heading_shift: int | None = None
    vertical: bool = False
    """Print: the page is laid out on its side and shown with its lines from top to bottom."""
    sideways: frozenset[int] = frozenset()
    """Numbers of turned boxes that are too high for a vertical page."""
    beside: bool = False
    formula_face: str = ""
    """Path of the face for characters of formulas that the math face lacks, such as Han."""
    formulas: Literal["mathml", "image"] = "mathml"
    """Book: MathML with a picture beside it, or the picture alone."""
    empty_alt: bool = True
    """Book: a picture without words may say so by an empty text."""
    inked: bool = False
    """Book: characters are noted for the faces that are embedded."""
    file: str = ""
    limits: Limits = field(default_factory=Limits)


class Voice(NamedTuple):
    """The typeface that is current while lowering: design, language and weight."""

    generic: Literal["serif", "sans", "mono"]
    lang: str
    bold: bool
    italic: bool = False


class Ink(NamedTuple):
    """Characters as they are set: what the fonts of a page must hold. ``at`` is where they stand in the source."""

    voice: Voice
    text: str
    at: Position | None
