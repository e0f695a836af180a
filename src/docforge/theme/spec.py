"""The theme: one TOML file that gives the CSS of PDF and EPUB and the styles of Word.

Lengths inside a role are ratios: ``size`` to the body size, ``leading`` to the role's own size, the rest in em of the
role's own size, unless a field says otherwise. Page lengths are in millimetres. No CSS file or Word template may
set again what a role sets here.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Font(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A role's typeface. ``generic`` picks the pinned faces for PDF; ``word-*`` name what Word users have.

    ``face`` names faces of ``--font-path`` to prefer over the pinned ones, by language ("" every language), the best
    first; where none is there, the pinned face stands in. ``word_cjk`` maps a language (zh-Hans, zh-Hant, ja, ko) to
    the East Asian face; ``epub`` is the generic CSS family that leaves the face to the reader ("" forces none).
    """

    generic: Literal["serif", "sans", "mono"]
    word_latin: str
    word_cjk: dict[str, str]
    epub: str = ""
    face: dict[str, tuple[str, ...]] = {}
    optional: bool = False
    """Whether the pinned face does as well, so that nobody is told of a missing one."""
    stand_in_bold: bool = False
    """The pinned face that stands in for a missing one is bold: 小标宋 is as heavy as a bold 宋."""


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How one kind of text is set."""

    font: str = "body"
    size: float = 1.0
    leading: float = 1.7
    weight: Literal["regular", "bold"] = "regular"
    first_indent: dict[str, float] = {}
    """First-line indent in em by language; "" is every other language."""
    indent: float = 0.0
    """Indent of the whole block at line start, em."""
    hang: float = 0.0
    """How far a label hangs into the indent, em."""
    before: float = 0.0
    """Space before, in em of the body size."""
    after: float = 0.0
    """Space after, in em of the body size."""
    align: Literal["start", "justify", "center", "end"] = "justify"
    keep_with_next: bool = False
    colour: str = ""
    """``#rrggbb``; "" is the text colour."""
    rule: Literal["", "start", "box", "above", "below", "lines"] = ""
    """A rule at line start (quotes), around (code), above or below; ``lines``: above, below, and thin ones between the
    parts of a block."""
    rule_colour: str = ""
    """``#rrggbb``; "" leaves it to the kind of rule."""
    rule_width: float = 0.0
    """Width of a rule above or below in millimetres; 0 is 0.25."""
    rule_gap: float = 0.0
    """Distance of a rule above or below from the text, millimetres. Rule and gap take no room of their own: they lie in
    the space before or after."""
    break_before: Literal["", "page"] = ""
    """Whether the role begins a new page."""


class Grid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A page as squared paper: characters in a line, lines in a page (GB/T 9704-2012 5.2.3). 0 is no grid."""

    characters: int = 0
    lines: int = 0


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Paper and margins in millimetres. ``running-head`` and ``folio``: where they stand.

    ``size`` names a paper of ``styles/papers.toml`` and gives ``width`` and ``height``; "" where they are given.
    ``writing``: lines from left to right, or from top to bottom in columns from the right. ``folio-text`` is what a
    page number is printed as, with ``{page}`` and ``{pages}``; ``folio-gap`` its distance from the text in millimetres,
    0 for 1.6 lines of the body. ``note-margin``: the outer margin is for notes (a third of the paper, unless ``outer``
    is given with it), empty or with lines to write on, ``ruling`` millimetres apart. ``columns`` of horizontal text
    stand ``column-gap`` millimetres apart, below a title over all of them.
    """

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    running_head: Literal["top", "none"] = "top"
    folio: Literal["bottom-center", "bottom-outer", "none"] = "bottom-center"
    size: str = ""
    orientation: Literal["portrait", "landscape"] = "portrait"
    writing: Literal["horizontal", "vertical"] = "horizontal"
    grid: Grid = Grid()
    folio_text: str = "{page} / {pages}"
    folio_gap: float = 0.0
    note_margin: Literal["none", "blank", "ruled"] = "none"
    ruling: float = 8.0
    columns: int = 1
    column_gap: float = 8.0
    notes: Literal["foot", "end"] = "foot"
    """Where notes stand: at the foot of the page that calls them, or together at the end of the document, or of each
    chapter that numbers them anew."""
    line_numbers: int = 0
    """Every so many-th line has its number in the margin; 0: none has."""
    lines_counted: Literal["page", "document"] = "page"
    """Whether lines are counted anew on each page or through the document."""
    imposition: Literal["none", "2-up", "booklet"] = "none"
    """Two pages on each side of a PDF's sheets, in their order or in that of a booklet."""
    binding: Literal["auto", "left", "right"] = "auto"
    """The side where sheets are bound; ``auto``: at the right where lines are vertical."""

    @property
    def column_width(self) -> float:
        """The width of a column of horizontal text in millimetres, of the whole text where there is one."""
        columns = 1 if self.writing == "vertical" else self.columns
        return (self.width - self.inner - self.outer - (columns - 1) * self.column_gap) / columns


class Least(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How small presets and fitting may make a theme: the body's size in points, the leading of its text, the margins
    in millimetres. What a theme file or ``--set`` says goes before it."""

    size: float = 9.0
    leading: float = 1.35
    margin: float = 14.0


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Line setting for one language; booleans ask for the named behaviour.

    ``strictness`` is a level of ``docforge.typography`` for the language ("" the language's own). ``autospace``: the
    gap between East Asian and Latin characters, em. ``last_line``: characters that the last line of a paragraph keeps
    at least. ``optimise``: breaks are chosen over the whole paragraph. ``opener``: an opening bracket that begins a
    first line loses its blank half (``trim``), keeps it (``full``), or stands half an em before the indent (``half``;
    JLREQ 3.1.5). ``emphasis``: how emphasised text is shown, "" marks for Chinese, Japanese and Korean and italic for
    others.
    """

    strictness: str = ""
    autospace: float = 0.125
    squeeze: bool = True
    hang_punctuation: bool = False
    justify: bool = True
    last_line: int = 2
    optimise: bool = False
    opener: Literal["trim", "full", "half"] = "trim"
    emphasis: Literal["", "marks", "kai", "bold", "italic"] = ""


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a document that front matter gives and the theme places, such as the reference number of a letter.

    ``field`` (or one of ``aliases``) is its key in the front matter. Lengths are in em of the role.
    """

    field: str
    place: Literal["before-title", "after-title", "closing", "foot"]
    """Before the title, after it, after the text (and before its attachments), or at the foot of the last page."""
    role: str
    aliases: tuple[str, ...] = ()
    text: str = "{}"
    """What is printed; ``{}`` is the value."""
    form: Literal["", "date"] = ""
    """``date``: 2026-03-09 is printed as 2026年3月9日."""
    items: str = ""
    """Pattern of a list's entries, with ``{n}`` and ``{}``; each is a paragraph, and ``text`` is that of the first."""
    more_role: str = ""
    """Role of the entries of a list after the first."""
    join: str = ""
    """Another element, whose paragraph this one continues."""
    at_end: bool = False
    """Joined at the end of the line instead of after the text."""
    joined_role: str = ""
    """Role of the paragraph when an element joins it."""
    long_role: str = ""
    long_from: int = 0
    """Role of a text of ``long-from`` em and more; 0: the same for all."""
    end: float = 0.0
    """Distance from the end of the line."""
    from_line: int = 0
    """Stands below this many lines of its place, however few of them elements before it take."""
    over: str = ""
    """The element below, on which this one is centred."""
    stagger: float = 0.0
    """Begins this much before the element ``over`` which it stands, instead of being centred on it."""
    when: str = ""
    """Only where this field of the front matter is true."""
    unless: str = ""
    """Only where this field of the front matter is not true."""


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A whole theme. ``base_size`` in points; ``strings`` are the words docforge adds to a page, by language.

    ``meta_line``: whether words and minutes stand under the title. ``word_numbering``: whether Word counts the labels
    of a DOCX or they are typed, which survives pasting into other systems. ``description`` is one line for lists of
    themes. ``elements`` are printed in the order they stand in. Roles beyond ``ROLES`` are those that elements name,
    and any that ``own_roles`` lists: a ``Div`` or paragraph of that class is set in it.
    """

    name: str
    base_size: float
    page: Page
    fonts: dict[str, Font]
    roles: dict[str, Role]
    lines: dict[str, Line]
    strings: dict[str, dict[str, str]]
    meta_line: bool = True
    word_numbering: Literal["native", "text"] = "native"
    description: str = ""
    elements: dict[str, Element] = {}
    own_roles: tuple[str, ...] = ()
    least: Least = Least()
    answer_lines: int = 0
    """Lines to write on after each numbered paragraph, ``page.ruling`` millimetres apart; 0: none, whatever paragraphs
    say of themselves."""

    grayscale: bool = False
    """Whether pages are for printers without colour: colours become greys that can be read, hues marks."""
    exam: bool = False
    """Whether documents are examination papers: a name box, points and their sum, options side by side."""

    @property
    def exam_measure(self) -> float | None:
        """The length of a line of numbered paragraphs in em where papers are made; None elsewhere, 0 where lines are
        vertical, which no two options share."""
        if not self.exam:
            return None
        return 0.0 if self.page.writing == "vertical" else self.page.column_width * 72 / 25.4 / self.size("numbered")

    def role(self, name: str) -> Role:
        """A role by name; raises KeyError, since a theme that loads has every role of ``ROLES``."""
        return self.roles[name]

    def size(self, name: str) -> float:
        """The size of a role in points."""
        return self.base_size * self.roles[name].size

    def further_roles(self) -> tuple[str, ...]:
        """The theme's roles beyond ``ROLES``, in its order."""
        return tuple(name for name in self.roles if name not in ROLES)

    def string(self, lang: str, key: str) -> str:
        """A word in the document's language, else in English."""
        for tag in (lang, lang.split("-")[0], "en"):
            if tag in self.strings and key in self.strings[tag]:
                return self.strings[tag][key]
        raise KeyError(key)


ROLES = (
    "body",
    "title",
    "subtitle",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "heading-5",
    "heading-6",
    "numbered",
    "quote",
    "code",
    "caption",
    "table",
    "note",
    "running-head",
    "folio",
    "contents",
    "admonition",
)
"""Roles that every theme sets."""
