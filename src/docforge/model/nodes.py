"""Every node of the document model. Read this file first; it does no I/O and imports nothing of docforge.

A document is a tree of frozen structs. Blocks stack down the page, inlines run along a line. Pandoc's node set (so that
its readers, filters and writers stay usable), djot's source positions, and what CJK and numbered paragraphs need.

Readers build it, passes settle it, writers lower it. A node says what something *is*; only ``Item`` and ``Para.number``
hold results of counting, and those are filled once, by the numbering pass.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

VERSION = (1, 1)
"""Major and minor version of the JSON form."""


class Position(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """Where a node began in its source: 1-based line and column (code points), and which of ``Document.sources``."""

    line: int
    column: int
    source: int = 0


class Attr(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Identity, classes, language and other key–value pairs. An id that begins with ``~`` was made by docforge."""

    id: str = ""
    classes: tuple[str, ...] = ()
    lang: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


NO_ATTR = Attr()


class Node(
    msgspec.Struct,
    frozen=True,
    tag_field="t",
    tag=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
):
    """Base of every node. ``at`` is left out of digests; a node without it was generated."""

    at: Position | None = None


# ---------------------------------------------------------------- inlines


class Text(Node, frozen=True):
    """A run of characters, blanks included. Canonical form: never empty, never two in a row."""

    text: str


class Break(Node, frozen=True):
    """A line end: ``hard`` is printed, soft is a blank or, between Han or kana, nothing."""

    hard: bool = False


class Emph(Node, frozen=True):
    """Emphasis. ``mark`` "" lets the theme choose by language; ``dot``, ``sesame``, ``circle`` force a mark."""

    content: Inlines
    mark: str = ""


class Strong(Node, frozen=True):
    """Strong importance (bold)."""

    content: Inlines


class Underline(Node, frozen=True):
    """Underlined text."""

    content: Inlines


class Strike(Node, frozen=True):
    """Struck-out text."""

    content: Inlines


class Superscript(Node, frozen=True):
    """Raised text."""

    content: Inlines


class Subscript(Node, frozen=True):
    """Lowered text."""

    content: Inlines


class SmallCaps(Node, frozen=True):
    """Small capitals."""

    content: Inlines


class Quoted(Node, frozen=True):
    """Text in quotation marks that the writer draws by language; ``double`` or single."""

    content: Inlines
    double: bool = True


class Code(Node, frozen=True):
    """Verbatim text in a line."""

    text: str
    attr: Attr = NO_ATTR


class Math(Node, frozen=True):
    """A formula in TeX notation; ``display`` sets it on a line of its own.

    ``mathml`` is the same in MathML: from the source where that has no TeX (``text`` is then a plain form such as
    s/v), else filled by the formulas pass; "" when the TeX cannot be read, and the text itself is printed.
    """

    text: str
    display: bool = False
    mathml: str = ""


class RawInline(Node, frozen=True):
    """Markup of one output format (``format`` as pandoc names it), passed on to that format only."""

    format: str
    text: str


class Link(Node, frozen=True):
    """A link to a URL, or to ``#id`` in this document."""

    content: Inlines
    url: str
    title: str = ""
    attr: Attr = NO_ATTR


class Image(Node, frozen=True):
    """A picture in a line; ``content`` is its alternative text."""

    content: Inlines
    url: str
    title: str = ""
    attr: Attr = NO_ATTR


class Span(Node, frozen=True):
    """A run with a language, a role (classes ``mark``, ``kbd``, ``noemph``) or an id."""

    content: Inlines
    attr: Attr = NO_ATTR


class NoteRef(Node, frozen=True):
    """A call of the note ``Document.notes[to]``. Several calls may share one note."""

    to: str


class Ref(Node, frozen=True):
    """A reference by number, title or page to the node with id ``to``; ``content`` is filled by the references pass."""

    to: str
    show: Literal["number", "title", "page"] = "number"
    content: Inlines = ()


class Ruby(Node, frozen=True):
    """Base texts with their readings: ``mono`` a pair a character, ``group`` one for the whole, ``jukugo`` between."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["mono", "group", "jukugo"] = "group"


class Citation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One work cited inside a ``Cite``."""

    id: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    mode: str = "NormalCitation"
    note: int = 0
    hash: int = 0


class Cite(Node, frozen=True):
    """A citation group with its printed text."""

    content: Inlines
    citations: tuple[Citation, ...] = ()


Inline: TypeAlias = (
    Text
    | Break
    | Emph
    | Strong
    | Underline
    | Strike
    | Superscript
    | Subscript
    | SmallCaps
    | Quoted
    | Code
    | Math
    | RawInline
    | Link
    | Image
    | Span
    | NoteRef
    | Ref
    | Ruby
    | Cite
)
Inlines: TypeAlias = tuple[Inline, ...]


# ---------------------------------------------------------------- blocks


class Para(Node, frozen=True):
    """A paragraph. ``tight``: no space around it (pandoc's Plain). ``number``: place in the body series, 0 none.

    ``address`` is what people say and type for one with a number: ``n12``, or ``c2n12`` where the series begins anew in
    each chapter.
    """

    content: Inlines
    tight: bool = False
    number: int = 0
    attr: Attr = NO_ATTR
    address: str = ""


class Heading(Node, frozen=True):
    """A heading of closed level 1–6. ``source_level`` is what the source had, when that differs."""

    level: int
    content: Inlines
    source_level: int = 0
    attr: Attr = NO_ATTR


class Lines(Node, frozen=True):
    """Verse or an address: each line is kept."""

    lines: tuple[Inlines, ...]


class CodeBlock(Node, frozen=True):
    """Verbatim lines; the first class of ``attr`` is the language."""

    text: str
    attr: Attr = NO_ATTR


class RawBlock(Node, frozen=True):
    """Markup of one output format, passed on to that format only."""

    format: str
    text: str


class Quote(Node, frozen=True):
    """A block quotation."""

    blocks: Blocks
    attr: Attr = NO_ATTR


class ListItem(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry of a list. ``marker`` is verbatim ("3.", "2)"); ``checked`` is set on task lists."""

    blocks: Blocks
    marker: str = ""
    checked: bool | None = None
    at: Position | None = None


class Bullets(Node, frozen=True):
    """An unnumbered list."""

    items: tuple[ListItem, ...]
    attr: Attr = NO_ATTR


class Ordered(Node, frozen=True):
    """A list with typed markers, as read. The numbering pass turns it into ``Item`` blocks unless it is ``plain``.

    ``plain`` lists stay lists (export debris inside an answer): they take no part in any run.
    """

    items: tuple[ListItem, ...]
    start: int = 1
    style: str = "DefaultStyle"
    delimiter: str = "DefaultDelim"
    plain: bool = False
    attr: Attr = NO_ATTR


class Definition(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A term with its definitions."""

    term: Inlines
    definitions: tuple[Blocks, ...]


class Terms(Node, frozen=True):
    """A definition list."""

    items: tuple[Definition, ...]


class Rule(Node, frozen=True):
    """A thematic break. It ends the run of numbered paragraphs before it."""


class Cell(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A table cell; spans count rows and columns."""

    blocks: Blocks = ()
    align: Literal["default", "left", "center", "right"] = "default"
    rows: int = 1
    columns: int = 1
    attr: Attr = NO_ATTR


class Row(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A table row."""

    cells: tuple[Cell, ...] = ()
    attr: Attr = NO_ATTR


class RowGroup(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The head or the foot of a table."""

    rows: tuple[Row, ...] = ()
    attr: Attr = NO_ATTR


class TableBody(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A body of a table: own head rows, rows, and how many leading columns are headers (``stub``)."""

    rows: tuple[Row, ...] = ()
    head: tuple[Row, ...] = ()
    stub: int = 0
    attr: Attr = NO_ATTR


class Column(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A column: alignment and, if the source set it, width as a fraction of the measure."""

    align: Literal["default", "left", "center", "right"] = "default"
    width: float | None = None


class Caption(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The caption of a table or figure."""

    blocks: Blocks = ()
    short: Inlines | None = None


class Table(Node, frozen=True):
    """A table."""

    columns: tuple[Column, ...]
    bodies: tuple[TableBody, ...]
    head: RowGroup = RowGroup()
    foot: RowGroup = RowGroup()
    caption: Caption = Caption()
    attr: Attr = NO_ATTR


class Figure(Node, frozen=True):
    """A picture or other block with a caption."""

    blocks: Blocks
    caption: Caption = Caption()
    attr: Attr = NO_ATTR


class Div(Node, frozen=True):
    """A block with a role: the first class is ``note``, ``tip``, ``warning``, ``info``, ``details``, ``answer``, …"""

    blocks: Blocks
    title: Inlines = ()
    attr: Attr = NO_ATTR


class Contents(Node, frozen=True):
    """The place where a table of contents is wanted, ``depth`` levels of headings deep.

    ``what`` else it lists: the captions of numbered figures or tables, in one level.
    """

    depth: int = 3
    what: Literal["headings", "figures", "tables"] = "headings"


ItemKind: TypeAlias = Literal["paragraph", "question", "option", "answer", "plain"]


class Item(Node, frozen=True):
    """A numbered paragraph: the heart of the model.

    ``label`` is verbatim ("7.", "（三）", "第十二条", "①") and is never part of ``blocks``. ``blocks`` holds the first
    paragraph, its continuations and items of deeper level. ``scheme`` and ``value`` are what the label means
    ("decimal.dot", (7,); 第二条之一 is (2, 1)); ``regenerable`` says that rendering them gives the label again.
    ``run`` counts the document's runs from 1; 0 takes no part in one (options, answers, plain items).
    ``restart`` says why this item began its run. ``address`` is what people say and type: ``s2p7``, ``s2p2.4``.
    ``marker`` is the list marker the source had when the typed label won over it. ``gap`` is how many numbers are
    missing before this one (negative: the number went back or repeats).
    """

    blocks: Blocks
    kind: ItemKind = "paragraph"
    label: str = ""
    scheme: str = ""
    value: tuple[int, ...] = ()
    run: int = 0
    level: int = 1
    restart: Literal["", "start", "rule", "heading", "value", "scheme", "explicit"] = ""
    regenerable: bool = False
    gap: int = 0
    marker: str = ""
    address: str = ""
    attr: Attr = NO_ATTR


Block: TypeAlias = (
    Para
    | Heading
    | Lines
    | CodeBlock
    | RawBlock
    | Quote
    | Bullets
    | Ordered
    | Terms
    | Rule
    | Table
    | Figure
    | Div
    | Contents
    | Item
)
Blocks: TypeAlias = tuple[Block, ...]


# ---------------------------------------------------------------- metadata and the document


class MetaInlines(Node, frozen=True):
    """A metadata value with markup."""

    content: Inlines


class MetaBlocks(Node, frozen=True):
    """A metadata value of blocks."""

    blocks: Blocks


class MetaList(Node, frozen=True):
    """A list of metadata values."""

    items: tuple[MetaValue, ...]


class MetaMap(Node, frozen=True):
    """Named metadata values."""

    items: dict[str, MetaValue]


class MetaBool(Node, frozen=True):
    """True or false."""

    value: bool


class MetaString(Node, frozen=True):
    """Plain text. Front matter scalars are always this: ``no`` and ``1.10`` stay as typed."""

    text: str


MetaValue: TypeAlias = MetaInlines | MetaBlocks | MetaList | MetaMap | MetaBool | MetaString


class Run(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One sequence of numbered paragraphs: its number, display name ("一"), scheme and the labels at both ends."""

    number: int
    name: str = ""
    scheme: str = ""
    first: str = ""
    last: str = ""
    count: int = 0
    reason: str = ""


class Edit(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One reversible change to the source's text: ``before`` stood at ``at`` (in the source), ``after`` replaced it."""

    rule: str
    at: Position
    before: str
    after: str = ""


class Source(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file the document was read from: its name as given and the SHA-256 of its bytes."""

    name: str
    sha256: str = ""
    encoding: str = "utf-8"


class Document(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A whole document.

    ``lang`` is a BCP 47 tag (zh-Hans, zh-Hant, ja, ko, en). ``title`` is settled by the normalise pass and is
    not repeated in ``blocks``; ``title_attr`` holds its id. ``notes`` stand in the order of their first call once the
    document is final; a note's number is its place, among those of its division if ``note_scope`` is ``chapter``
    (``model.divisions.note_numbers``). ``aliases`` maps anchors that a source or site knew to ids.
    ``runs`` summarises the numbering; ``show_run`` says how runs are told apart on paper. ``edits`` lists what reading
    changed. ``final`` is set by the last pass.
    """

    blocks: Blocks
    title: Inlines = ()
    lang: str = ""
    notes: dict[str, Blocks] = {}
    meta: dict[str, MetaValue] = {}
    aliases: dict[str, str] = {}
    runs: tuple[Run, ...] = ()
    show_run: Literal["head", "beside", "none"] = "none"
    note_scope: Literal["book", "chapter"] = "book"
    edits: tuple[Edit, ...] = ()
    sources: tuple[Source, ...] = ()
    title_attr: Attr = NO_ATTR
    final: bool = False
    docforge: tuple[int, int] = VERSION
