"""The one lowering of the model to XHTML that PDF and EPUB share.

``HtmlLowering(document, settings)`` holds the state of one output; ``blocks`` and ``inlines`` give markup,
``take_notes`` the notes called since the last time, ``title_block`` the head of the page. No blank is ever written
between inline siblings, no markup of a source passes through, and every element is closed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.fronts import before_title
from docforge.model.ids import portable_id
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.protocols import Asset
from docforge.writers.html import blocks as block_rules
from docforge.writers.html import inlines as inline_rules
from docforge.writers.html import notes as note_rules
from docforge.writers.html.index import Index
from docforge.writers.html.markup import element
from docforge.writers.html.meta import meta_line
from docforge.writers.html.scripts import MILLIMETRES_A_POINT, shortened, width
from docforge.writers.html.settings import HtmlSettings, Ink, Voice, source_name

INDENTS = 8
"""Levels of blocks that are indented. Deeper ones follow each other at that edge, without containers of their own: a
page would run out of width and lose them."""
HEAD_WIDTH = 32.0
"""The widest title a running head shows whole, em; it shares its line with the runs of the page."""


class _Setting:
    """What is lowered inside has a voice of its own."""

    __slots__ = ("_kept", "_low", "_voice")

    def __init__(self, low: HtmlLowering, voice: Voice) -> None:
        self._low, self._voice, self._kept = low, voice, low.voice

    def __enter__(self) -> None:
        self._low.voice = self._voice

    def __exit__(self, *_: object) -> None:
        self._low.voice = self._kept


class HtmlLowering:
    """Lowers one final document. ``diagnostics`` and ``ink`` fill up as markup is asked for."""

    def __init__(self, document: n.Document, settings: HtmlSettings) -> None:
        self.document = document
        self.settings = settings
        self.theme = settings.theme
        self.web = settings.flavour == "web"
        self.book = settings.flavour != "print"
        """Whether a reader or browser sets the lines."""
        self.index = Index(document)
        self.front = before_title(document)
        """Blocks that the title block prints."""
        self.diagnostics: list[Diagnostic] = []
        self.ink: list[Ink] = []
        self.drawn: dict[str, Asset] = {}
        """Pictures that were drawn for formulas, by digest."""
        self.called: set[str] = set()
        """Names of notes that were called."""
        self.pending: list[str] = []
        """Names of notes whose text is still to be written where they do not float, in order of first call."""
        self.looks: dict[str, int] = {}
        """Web: declarations for single elements, and the number in ``data-look`` that they are known by."""
        self._windows: Counter[str] = Counter()
        self.turned: list[str] = []
        """Print, vertical lines: markup of the boxes that are turned to stand upright, by number; see ``upright``."""
        self._turning = False
        self._said: set[str] = set()
        self._runs_met: set[int] = set()
        self._depth = 0
        self.voice = Voice(self.theme.fonts[self.theme.role("body").font].generic, document.lang, bold=False)
        """The current typeface."""
        shift = settings.heading_shift
        self.heading_shift = _heading_shift(document) if shift is None else shift

    # ------------------------------------------------------------ what writers ask for

    def blocks(self, blocks: Iterable[n.Block]) -> str:
        """Blocks one after another, one a line."""
        return block_rules.lower(self, tuple(blocks))

    def blocks_after(self, lead: str, blocks: Iterable[n.Block]) -> str:
        """Blocks whose first paragraph begins with ``lead`` (markup); it gets a paragraph of its own if none begins."""
        return block_rules.lower(self, tuple(blocks), lead)

    def inlines(self, content: Iterable[n.Inline]) -> str:
        """Inlines without any blank between them."""
        return inline_rules.lower(self, tuple(content))

    def take_notes(self) -> str:
        """The notes called since this was last asked: asides with links back in a book, nothing where they float."""
        return note_rules.collected(self)

    @property
    def notes_at_end(self) -> bool:
        """Print: whether notes stand together at the end."""
        return not self.book and self.theme.page.notes == "end"

    def title_block(self) -> str:
        """What stands above the title, the title as ``h1`` and the line of counts under it; "" without any."""
        front = "\n".join(block_rules.div(self, block) for block in self.front if isinstance(block, n.Div))
        return "\n".join(filter(None, (front, self._title())))

    def _title(self) -> str:
        document = self.document
        if not document.title:
            return ""
        with self.setting("title"):
            content = self.inlines(document.title)
        identity = (*self.identity(document.title_attr), *self.labels(document.title))
        balance = ("style", "" if self.book else self._balanced(inline_text(document.title)))
        heading = element("h1", content, ("class", "df-title"), *identity, balance)
        line = meta_line(document, self.theme)
        if not line:
            return heading
        with self.setting("subtitle"):
            return heading + "\n" + element("p", self.text(line, None), ("class", "df-subtitle"))

    def _balanced(self, title: str) -> str:
        """A narrower measure for a centred title of several lines, so that its last line is no orphan."""
        page, role = self.theme.page, self.theme.role("title")
        measure = (page.width - page.inner - page.outer) / MILLIMETRES_A_POINT / self.theme.size("title")
        lines = math.ceil(width(title) / measure)
        if lines < 2 or role.align != "center":
            return ""
        return f"max-width:{min(measure, width(title) / lines + 1):.1f}em;margin-left:auto;margin-right:auto"

    # ------------------------------------------------------------ services for the rules

    def string(self, key: str, **values: str) -> str:
        """A word of the theme in the document's language."""
        return self.theme.string(self.document.lang, key).format(**values)

    def text(self, text: str, at: n.Position | None) -> str:
        """Characters of the page: escaped, and noted for the fonts."""
        return inline_rules.characters(self, text, at)

    def note_ink(self, text: str, at: n.Position | None) -> None:
        """Say that characters are set in the current voice."""
        if not self.book or self.settings.inked:
            self.ink.append(Ink(self.voice, text, at))

    def begins_run(self, number: int) -> bool:
        """Whether one of several runs is met for the first time; 0 is none."""
        is_new = len(self.index.runs) > 1 and number in self.index.runs and number not in self._runs_met
        self._runs_met.add(number)
        return is_new

    def setting(
        self, role: str = "", *, lang: str = "", bold: bool | None = None, italic: bool | None = None
    ) -> _Setting:
        """Lower what is inside in the typeface of a role, in a language, bold or italic."""
        voice = self.voice
        if role:
            style = self.theme.role(role)
            voice = voice._replace(generic=self.theme.fonts[style.font].generic, bold=style.weight == "bold")
        if lang:
            voice = voice._replace(lang=lang)
        if bold is not None:
            voice = voice._replace(bold=bold)
        if italic is not None:
            voice = voice._replace(italic=italic)
        return _Setting(self, voice)

    @contextmanager
    def indented(self) -> Iterator[bool]:
        """Lower what is inside one level deeper; True when there is room for another indent, and so for a container."""
        self._depth += 1
        try:
            yield not self.is_flat
        finally:
            self._depth -= 1

    @property
    def combines(self) -> bool:
        """Whether lines run from top to bottom here."""
        return self.settings.vertical and not self._turning

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Lower what is inside for horizontal lines, on a page with vertical ones too."""
        kept, self._turning = self._turning, True
        try:
            yield
        finally:
            self._turning = kept

    @property
    def is_flat(self) -> bool:
        """Whether blocks are too deep to be indented any more."""
        return self._depth > INDENTS

    def without_container(self, content: str, *identity: tuple[str, str]) -> str:
        """Blocks whose container has no room; one without an indent carries an id or a language if there is one."""
        return element("div", content, *identity) if any(value for _, value in identity) else content

    def identity(self, attr: n.Attr) -> tuple[tuple[str, str], ...]:
        """The attributes ``id``, ``lang`` and, in a book, ``xml:lang``."""
        return (("id", portable_id(attr.id) if attr.id else ""), *self.language(attr.lang))

    def language(self, lang: str) -> tuple[tuple[str, str], ...]:
        """``lang`` (BCP 47) and, in a book, ``xml:lang``; nothing for the empty tag."""
        return (("lang", lang), ("xml:lang", lang if self.book and not self.web else ""))

    def look(self, declarations: str) -> tuple[str, str]:
        """The attribute for declarations that hold for one element. A page of the web keeps them in its style sheet,
        so that a server may forbid styles in attributes."""
        if not self.web or not declarations:
            return ("style", declarations)
        return ("data-look", str(self.looks.setdefault(declarations, len(self.looks) + 1)))

    def window(self, name: str) -> str:
        """A name for a part of the page that no other part has: the second of a name is told by its number."""
        self._windows[name] += 1
        number = self._windows[name]
        return name if number == 1 else f"{name} {number}"

    def epub_type(self, kind: str) -> tuple[str, str]:
        """The attribute ``epub:type``, which only books have."""
        return ("epub:type", kind if self.book and not self.web else "")

    def labels(self, content: n.Inlines) -> tuple[tuple[str, str], ...]:
        """Print: a heading as plain text for bookmarks and, shortened, for the running head."""
        if self.book:
            return ()
        label = " ".join(inline_text(content).split())
        return (("data-label", label), ("data-head", shortened(label, HEAD_WIDTH)))

    def report(self, code: str, message: str, at: n.Position | None, hint: str = "") -> None:
        """Say that something was drawn otherwise than asked."""
        file = source_name(self.document, at, self.settings.file)
        self.diagnostics.append(report(code, message, at=at, file=file, hint=hint))

    def report_once(self, code: str, message: str, at: n.Position | None, hint: str = "") -> None:
        """The same, once for a document: for what is alike everywhere."""
        if code not in self._said:
            self._said.add(code)
            self.report(code, message, at, hint)


def _heading_shift(document: n.Document) -> int:
    levels = [heading.level for heading in find(document.blocks, n.Heading)]
    return (2 if document.title else 1) - min(levels, default=1)
