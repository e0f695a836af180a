"""What the reading of one Word file knows: its styles, lists and notes, and what is to be said of it."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions
from docforge.readers.docx.roles import Roles
from docforge.readers.findings import Findings
from docforge.wordml.numbering import Numbering
from docforge.wordml.package import Package, Part
from docforge.wordml.styles import Styles

Track = Literal["accept", "reject", "all"]


class Context(Struct):
    """One reading. ``targets``: bookmarks that something in the file leads to. ``as_written``: docforge wrote the file;
    ``ours``: it wrote it, and another program may have saved it again.

    ``named``: the title of the document properties. ``stories``: the elements of notes by the key that calls them;
    ``called``: the note that a bookmark is around. ``places``: where each paragraph of the body stands.
    """

    package: Package
    options: ReadOptions
    styles: Styles
    roles: Roles
    numbering: Numbering
    findings: Findings
    lang: str = ""
    as_written: bool = False
    ours: bool = False
    targets: frozenset[str] = frozenset()
    title: n.Inlines = ()
    named: str = ""
    title_attr: n.Attr = n.NO_ATTR
    meta: dict[str, n.MetaValue] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    notes: dict[str, n.Blocks] = field(default_factory=dict)
    stories: dict[str, Any] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[Any] = field(default_factory=set)
    comments: dict[str, n.Position | None] = field(default_factory=dict)
    places: dict[Any, n.Position] = field(default_factory=dict)

    @property
    def track(self) -> Track:
        """What becomes of tracked changes."""
        return self.options.track

    @property
    def source(self) -> SourceText:
        """The file by name; it has no lines."""
        return self.findings.source

    def say(self, code: str, message: str, at: n.Position | None = None, *, hint: str = "") -> None:
        """Report something at a paragraph."""
        self.findings.add(code, message, at, hint=hint)


class Story(Struct, frozen=True):
    """The part that is being read (the body, a note) and whether its paragraphs are counted as places."""

    part: Part
    counted: bool = True


def short(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= 40 else text[:40] + "…"
