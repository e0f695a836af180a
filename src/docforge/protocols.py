"""What a reader, a pass and a writer are. Built-ins and plug-ins register the same way, by entry point.

Groups: ``docforge.readers``, ``docforge.passes``, ``docforge.writers``; an entry point names an instance. A theme is a
TOML file whose path an entry point of ``docforge.themes`` gives. A result always travels with its diagnostics.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

import msgspec
from msgspec import Struct, field

from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.model.editions import Edition
from docforge.model.locked import Locked
from docforge.model.nodes import Document
from docforge.model.renderings import Readings, Script
from docforge.theme.spec import Element, Theme
from docforge.world import World

T = TypeVar("T", covariant=True)

PROTOCOL = 1
"""The version of the protocols in this file. A plug-in says for which it was made: ``protocol = 1``; one that says
nothing is taken to be made for this one. It grows when what was right before would be wrong."""


class Result(Struct, Generic[T], frozen=True):
    """A value and everything there is to say about how it came to be."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


DOCX_NUMBERINGS = ("native", "text")
"""How a DOCX has its numbers: counted by Word, or typed."""


DOCX_PAGES = ("none", "libreoffice")
"""Where a DOCX has the page numbers of its contents and references from."""


PDF_VARIANTS = ("ua-1", "a-2a", "a-3a")
"""Kinds of PDF: accessible (ISO 14289-1), and for archives as well (ISO 19005-2 and -3, level A)."""


NOTATIONS = ("aozora", "denden", "mark")
"""Syntax read when asked for: Aozora Bunko's ruby and notes, Denden Markdown's ``^^12^^``, ``==highlight==``."""


EPUB_TARGETS = ("generic", "kindle", "kobo", "apple")
"""Readers that an e-book can be made for. What each asks for is data: ``styles/epub-targets.toml``."""


class ReadOptions(msgspec.Struct, frozen=True):
    """How a source is read.

    ``encoding``: a codec's name, ``auto``, or "" for BOM, declaration, strict UTF-8. ``spacing``: how typed blanks are
    treated. ``lang``: BCP 47 tag that goes before the document's own. ``notations``: further syntax to read, names
    of ``NOTATIONS``. ``named``: the user named the format, so a reader does not look for a better one.
    ``root``: the folder that includes may read from, "" the current one, None that of the file.
    ``track``: what becomes of tracked changes in a Word file; ``all`` marks them (classes ``insertion``, ``deletion``).
    ``site``: the kind of site the file belongs to (``vitepress``, ``zenn`` …), whose syntax is then read.
    """

    encoding: str = ""
    spacing: Literal["keep", "tidy", "strip"] = "tidy"
    lang: str = ""
    limits: Limits = Limits()
    notations: tuple[str, ...] = ()
    named: bool = False
    site: str = ""
    root: str | None = None
    track: Literal["accept", "reject", "all"] = "accept"


class PassOptions(msgspec.Struct, frozen=True):
    """What the passes settle.

    ``number``: ``source`` keeps the source's labels, ``all`` also counts body paragraphs in a series of their own,
    ``none`` drops runs. ``restart``: ``auto`` begins a new run at breaks, headings and falling values; ``never``
    numbers on.
    ``show_run``: how runs are told apart on paper where labels repeat. A document's front matter (``number``,
    ``restart``, ``show-run``) speaks where an option is None. ``elements``: parts that the theme makes of front matter.

    What follows is for books, and for documents that have such things. ``scope``: whether numbers of paragraphs go on
    from division to division (``book``) or begin anew in each; ``notes`` says the same of footnotes. ``captions``:
    numbers of figures and tables, ``book`` through the whole (图 3), ``chapter`` in each (图 2-1), ``auto`` in each
    when the chapters' headings are numbered; None is ``auto`` for books and ``none`` for other documents. ``details``:
    where folded boxes are printed: where they stand, at the end of their chapter or of the book with links there and
    back, or not at all; None is ``chapter`` for books and ``inline`` for others. ``variants``: names of the switches'
    sides that are shown alone; a switch of which none is named shows all. ``index``: how marked terms are sorted, "" by
    the language of the book. ``title_page`` and ``colophon``: whether a book has them; None goes by its metadata.
    ``locked`` is what was published of the document: paragraphs that are still there keep their ids. ``edition`` is the
    one that the document is cut down to, None the whole.
    ``exam`` is the length of a line in em where an examination paper is made, else None.
    ``script`` is the Chinese script that is converted to, ``readings`` say what stands above ideographs.
    """

    number: Literal["source", "all", "none"] | None = None
    restart: Literal["auto", "never"] | None = None
    show_run: Literal["head", "beside", "none"] | None = None
    limits: Limits = Limits()
    elements: dict[str, Element] = {}
    scope: Literal["chapter", "book"] = "chapter"
    notes: Literal["chapter", "book"] = "book"
    captions: Literal["none", "auto", "chapter", "book"] | None = None
    details: Literal["inline", "chapter", "book", "omit"] | None = None
    variants: tuple[str, ...] = ()
    index: Literal["", "pinyin", "stroke", "kana", "hangul", "none"] = ""
    title_page: bool | None = None
    colophon: bool | None = None
    locked: tuple[Locked, ...] = ()
    edition: Edition | None = None
    exam: float | None = None
    script: Script | None = None
    readings: Readings | None = None


class Asset(Struct, frozen=True):
    """A picture that was read and checked: its bytes, media type, size in pixels and SHA-256 (hex)."""

    data: bytes
    media_type: str
    width: int
    height: int
    sha256: str


Place: TypeAlias = tuple[str, int, int]
"""A file, and line and column from 1."""


class ReferencePart(Struct, frozen=True):
    """A part of a Word file: media type, bytes, and its relationships by id."""

    media_type: str
    data: bytes
    relations: Mapping[str, Relation] = field(default_factory=dict)


class Relation(NamedTuple):
    """What a part relates to: the kind (the end of the type's URL: ``image``), the whole type, and the target, the name
    of a part, or where it leads when it is ``external``."""

    kind: str
    type: str
    target: str
    external: bool = False


class ReferenceDocument(Struct, frozen=True):
    """A Word file whose looks a DOCX takes over: read, checked, and well-formed in all its parts.

    ``main`` is the name of the part with its text; ``parts`` holds that and what hangs on it. ``digest`` is the SHA-256
    of the file. ``styles`` says which of its styles stands for which of docforge's (``heading-1``: ``标题 甲``).
    """

    file: str
    main: str
    parts: Mapping[str, ReferencePart]
    digest: str
    styles: Mapping[str, str] = field(default_factory=dict)


class WriteContext(Struct, frozen=True):
    """What a writer gets beside the final document.

    ``assets`` holds the pictures that could be read, by the URL in the document; a URL that is missing here was already
    reported, and the writer draws a placeholder. ``epoch`` is the time in seconds that stands for "now" (from
    SOURCE_DATE_EPOCH or the document's date), None when there is none. ``file`` names the source in diagnostics.
    ``font_folders`` hold further faces that a theme may name. ``epub_target`` is one of ``EPUB_TARGETS``;
    ``embed_fonts`` puts the faces of an e-book's characters into it. ``named`` says where theme files name what.
    ``pdf_variant`` is one of ``PDF_VARIANTS``, ``docx_numbering`` one of ``DOCX_NUMBERINGS`` or "", as the theme says.
    ``reference`` is the Word file that a DOCX looks like, None for the theme alone. ``docx_pages`` is one of
    ``DOCX_PAGES``; ``bookmark_pages`` are the pages, from 1, that a layout found for the bookmarks of a DOCX, empty
    while it is written to be laid out, None where it prints no page numbers.
    """

    theme: Theme
    assets: Mapping[str, Asset] = field(default_factory=dict)
    epoch: int | None = None
    file: str = ""
    limits: Limits = field(default_factory=Limits)
    font_folders: tuple[str, ...] = ()
    epub_target: str = EPUB_TARGETS[0]
    embed_fonts: bool = False
    named: Mapping[str, Place] = field(default_factory=dict)
    pdf_variant: str = PDF_VARIANTS[0]
    docx_numbering: str = ""
    reference: ReferenceDocument | None = None
    docx_pages: str = DOCX_PAGES[0]
    bookmark_pages: Mapping[str, int] | None = None


class Reader(Protocol):
    """Turns bytes into a document. Never raises on any bytes; what it cannot read becomes diagnostics.

    A reader that keeps the limits on depth, characters and addresses itself says so by an attribute ``bounded = True``;
    the documents of others are brought within them behind it.
    """

    name: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[Document]:
        """The document in ``data``; ``name`` is the file's name as the user gave it."""
        ...


class Pass(Protocol):
    """Settles one thing in a document. Running it twice gives the same as once."""

    name: str
    after: tuple[str, ...]

    def run(self, document: Document, options: PassOptions) -> Result[Document]:
        """The document with this pass's results filled in."""
        ...


class Writer(Protocol):
    """Lowers a final document to the bytes of one format."""

    name: str
    suffix: str

    def write(self, document: Document, context: WriteContext, world: World) -> Result[bytes]:
        """The whole file. What it cannot draw is reported and drawn as a fallback, never dropped."""
        ...
