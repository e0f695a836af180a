"""The file in the making: everything that has one counter or one table for the whole document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from msgspec import Struct, field

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.divisions import note_numbers
from docforge.model.nodes import Position
from docforge.protocols import WriteContext
from docforge.theme.word import TWIPS_PER_POINT, WordStyle, WordTheme
from docforge.writers.docx.comments import Comments, ranged
from docforge.writers.docx.definitions import NOTHING_BORROWED
from docforge.writers.docx.numbering import Numbering
from docforge.writers.docx.place import Place
from docforge.writers.docx.reference.look import Reference
from docforge.writers.docx.survey import Survey, bookmark_name
from docforge.writers.docx.xml import FORBIDDEN, escape, properties, val
from docforge.writers.html import source_name

Lower: TypeAlias = Callable[["Draft", n.Blocks, Place], list[str]]

NoteKind: TypeAlias = Literal["footnote", "endnote"]

_CELL_STYLES = ("TableText", "TableHeading")

Relate: TypeAlias = Callable[[str], str]
"""Target → relationship id in the part that is being written."""


class Story(Struct):
    """A part with text of its own (body, footnotes, endnotes): how it relates to links and pictures."""

    link: Relate
    picture: Relate
    outline: Relate
    """The relationship of a picture's SVG, "" for one that has none."""
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    outlines: dict[str, str] = field(default_factory=dict)


_USUAL_PAGE = "10"

_READING_ROOM = 1.5
"""Least leading that holds a reading of half the size."""


def _needs_room(style: WordStyle, runs: str) -> bool:
    """Whether lines of the style's exact height would cut something: pictures, formulas, high readings."""
    if style.line is None:
        return False  # a template's lines may grow by themselves
    if "<w:drawing" in runs or "<m:oMath" in runs:
        return True
    return "<w:ruby>" in runs and (style.line or 0) < (style.size or 0) * TWIPS_PER_POINT / 2 * _READING_ROOM


def _growing(spacing: str, line: int) -> str:
    """A ``w:spacing`` whose lines are this high at least, instead of exactly."""
    if "w:line=" in spacing:
        return spacing
    return spacing.replace("<w:spacing", f'<w:spacing w:line="{line}" w:lineRule="atLeast"')


class Draft:
    """Collects counters, bookmarks, relationships, notes and diagnostics while the text is written."""

    def __init__(
        self,
        document: n.Document,
        context: WriteContext,
        theme: WordTheme,
        survey: Survey,
        stories: dict[str, Story],
        lower: Lower,
        reference: Reference | None = None,
    ) -> None:
        """``lower`` writes blocks; lists, tables and notes ask the draft for what is in them."""
        self.reference = reference
        """The template that the file is made on."""
        self.overruled: set[str] = set()
        """Styles of the template that bring numbers which are not those of the text."""
        self._numbered = reference.numbered if reference else frozenset()
        self._outlines = reference.outlines if reference else {}
        self._lower = lower
        self.document = document
        self.context = context
        self.theme = theme
        self.survey = survey
        borrowed = reference.borrowed if reference else NOTHING_BORROWED
        self.numbering = Numbering(theme, dict(survey.run_items), survey.numbers, borrowed, self._numbered)
        self.styles: dict[str, WordStyle] = {style.id: style for style in theme.styles}
        self.run_cache: dict[object, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.note_kind: NoteKind = "endnote" if context.theme.page.notes == "end" else "footnote"
        self.notes_called: dict[str, int] = {}
        self.bracketed: dict[str, str] = {}
        """The text of each note that a note calls, by its name."""
        self.note_numbers = note_numbers(document)
        self.types_numbers = (context.docx_numbering or context.theme.word_numbering) == "text"
        """Whether numbers are typed instead of counted by Word."""
        self.sequences: dict[str, int] = {}
        """The number that each sequence of captions has reached."""
        self.boxes = 0
        """Boxes that have begun."""
        self.sections = 0
        """Sections that have ended."""
        self.below_title = False
        """Whether the section that is open stands below a title over all columns."""
        self._stories = stories
        self.story = stories["body"]
        self.comments = Comments(document, {*survey.targets, *survey.addresses})
        self._commented: list[int] = []
        self._bookmarks: set[str] = set()
        self._drawings = 0
        self._layouts = 0
        self._anchors: list[str] = []
        self._gap = 0
        self._said: set[str] = set()
        self._runs: set[int] = set()
        self._paragraph_cache: dict[str, str] = {}
        self._align = ""
        self.vertical = theme.page.vertical
        """Whether lines run from top to bottom here; not in what stands upright on a vertical page."""

    def begin(self, node: n.Block) -> None:
        """A block whose first paragraph is next: comments that stand at it go there. Notes can have none."""
        if self.story is self._stories["body"]:
            self._commented += self.comments.of(node)

    def blocks(self, content: n.Blocks, place: Place) -> list[str]:
        """The paragraphs and tables of some blocks."""
        return self._lower(self, content, place)

    @contextmanager
    def turned(self) -> Iterator[None]:
        """Write in horizontal lines for a while. Space that was asked for is kept for what comes after."""
        before, gap = self.vertical, self._gap
        # How a run looks depends on the direction of its line.
        runs, self.run_cache = self.run_cache, {}
        self.vertical, self._gap = False, 0
        try:
            yield
        finally:
            self.vertical, self._gap, self.run_cache = before, gap, runs

    # ------------------------------------------------------------ saying

    def say(self, code: str, message: str, at: Position | None = None, hint: str = "") -> None:
        """Report something."""
        file = source_name(self.document, at, self.context.file)
        self.diagnostics.append(report(code, message, at=at, file=file, hint=hint))

    def say_once(self, code: str, message: str, at: Position | None = None, hint: str = "") -> None:
        """Report something the first time it is met in the document."""
        if code not in self._said:
            self._said.add(code)
            self.say(code, message, at, hint)

    def check_text(self, text: str, at: Position | None = None) -> None:
        """Report characters that XML cannot hold; ``escape`` replaces them."""
        found = FORBIDDEN.search(text)
        if found:
            self.say("DF734", f"U+{ord(found[0]):04X} cannot stand in a Word file; U+FFFD stands for it", at)

    def first_of(self, run: int) -> bool:
        """Whether a run is met for the first time."""
        new = run not in self._runs
        self._runs.add(run)
        return new

    # ------------------------------------------------------------ parts

    @contextmanager
    def within(self, story: str) -> Iterator[None]:
        """Write into another part for a while."""
        before, self.story = self.story, self._stories[story]
        try:
            yield
        finally:
            self.story = before

    def link_relation(self, url: str) -> str:
        """The relationship id of an outside link in the part being written."""
        found = self.story.links.get(url)
        if found is None:
            found = self.story.links[url] = self.story.link(url)
        return found

    def picture_relation(self, url: str) -> str:
        """The relationship id of a picture in the part being written."""
        found = self.story.pictures.get(url)
        if found is None:
            found = self.story.pictures[url] = self.story.picture(url)
        return found

    def outline_relation(self, url: str) -> str:
        """The relationship id of a picture's SVG in the part being written, "" for pictures of pixels."""
        found = self.story.outlines.get(url)
        if found is None:
            found = self.story.outlines[url] = self.story.outline(url)
        return found

    def next_drawing(self) -> int:
        """The next identifier of a drawing; unique in the file."""
        self._drawings += 1
        return self._drawings

    def next_layout(self) -> int:
        """The next identifier of characters that are laid out as one (tate-chu-yoko, warichu)."""
        self._layouts += 1
        return self._layouts

    # ------------------------------------------------------------ anchors

    def page_of(self, bookmark: str) -> str:
        """The page of a bookmark as a layout found it; a number of usual width before there is one, "" where no page
        numbers are printed."""
        pages = self.context.bookmark_pages
        if pages is None:
            return ""
        if bookmark in pages:
            return str(pages[bookmark])
        if pages:
            self.say_once("DF747", "LibreOffice tells no page of some headings or targets: they have a question mark")
        return "?" if pages else _USUAL_PAGE

    def bookmarked(self, names: Iterable[str], content: str) -> str:
        """Content between the marks of its bookmarks; a name that is taken already is left out."""
        start, end = [], []
        for name in names:
            if name in self._bookmarks:
                continue
            self._bookmarks.add(name)
            number = len(self._bookmarks)
            start.append(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
            end.append(f'<w:bookmarkEnd w:id="{number}"/>')
        return "".join((*start, content, *reversed(end)))

    def anchor_next(self, identifier: str) -> None:
        """Put the bookmark of a block that is no paragraph (table, quotation) on the next paragraph."""
        if identifier:
            self._anchors.append(bookmark_name(identifier))

    def pending_anchors(self) -> str:
        """Bookmarks of blocks whose paragraph never came, for the end of the text."""
        names, self._anchors = self._anchors, []
        return self.bookmarked(names, "")

    def ask_gap(self, twips: int) -> None:
        """Keep the next paragraph at least this far from what was written last (a table has no space of its own)."""
        self._gap = max(self._gap, twips)

    @property
    def gap(self) -> int:
        """Space that is asked for and not yet given."""
        return self._gap

    @property
    def table_after(self) -> int:
        """Space after a table, in twips."""
        theme = self.context.theme
        return round(theme.role("table").after * theme.base_size * TWIPS_PER_POINT)

    def drop_gap(self) -> None:
        """Nothing follows that could take the space."""
        self._gap = 0

    # ------------------------------------------------------------ paragraphs

    def paragraph(
        self,
        style: str,
        runs: str,
        left: int | None = None,
        names: Iterable[str] = (),
        settings: dict[str, str] | None = None,
    ) -> str:
        """One ``w:p``. ``left``: indent of its text in twips, written only where the style has another.

        ``settings`` are further properties; ``names`` the bookmarks around the text.
        """
        chosen = dict(settings or {})
        own = self.styles[style]
        if left is not None and "ind" not in chosen and left != (own.left or 0):
            chosen["ind"] = f'<w:ind w:left="{left}"/>'
        if self._align and style in _CELL_STYLES:
            chosen["jc"] = val("jc", self._align)
        if self._gap:
            if self._gap > (own.before or 0) and "spacing" not in chosen:
                chosen["spacing"] = f'<w:spacing w:before="{self._gap}"/>'
            self._gap = 0
        if _needs_room(own, runs):
            chosen["spacing"] = _growing(chosen.get("spacing", "<w:spacing/>"), own.line or 0)
        if self._anchors or names:
            anchors, self._anchors = self._anchors, []
            runs = self.bookmarked((*anchors, *names), runs)
        if self._commented:
            numbers, self._commented = self._commented, []
            runs = ranged(numbers, runs)
        return f"<w:p>{self._properties(style, chosen)}{runs}</w:p>"

    def empty_paragraph(self, style: str) -> str:
        """A paragraph without text, for a cell that has none; it takes neither bookmarks nor space."""
        return f"<w:p>{self._properties(style, {})}</w:p>"

    def low_paragraph(self) -> str:
        """A low empty paragraph: without one, Word joins two tables, and a cell may not end in a table."""
        height = max(self._gap, 20)
        self._gap = 0
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
        settings = {"spacing": spacing, "suppressLineNumbers": "<w:suppressLineNumbers/>"}
        return self.paragraph("Normal", "", None, (), settings)

    @contextmanager
    def aligned(self, alignment: str) -> Iterator[None]:
        """Align the paragraphs of a table cell for a while; "" leaves them as their style says."""
        before, self._align = self._align, alignment
        try:
            yield
        finally:
            self._align = before

    def is_numbered(self, style: str) -> bool:
        """Whether a style brings numbers of its own in the template."""
        return style in self._numbered

    def overrule(self, style: str) -> None:
        """Note that a paragraph does not take the number that its style brings in the template."""
        if style in self._numbered:
            self.overruled.add(style)

    def template_indent(self, style: str) -> dict[str, str]:
        """The indent of a style of the template, to be said of a paragraph whose list would have another."""
        indent = self.reference.indent(style) if self.reference else ""
        return {"ind": indent} if indent else {}

    def _properties(self, style: str, chosen: dict[str, str]) -> str:
        if style in self._outlines:
            chosen = {**chosen, "outlineLvl": val("outlineLvl", self._outlines[style])}
        if style in self._numbered and "numPr" not in chosen:
            self.overrule(style)
            chosen = {**self.template_indent(style), **chosen, "numPr": self.numbering.no_list()}
        if chosen:
            return properties("pPr", {"pStyle": f'<w:pStyle w:val="{style}"/>', **chosen})
        found = self._paragraph_cache.get(style)
        if found is None:
            bare = {} if style == "Normal" else {"pStyle": f'<w:pStyle w:val="{escape(style)}"/>'}
            found = self._paragraph_cache[style] = properties("pPr", bare)
        return found
