"""What all stages of reading one Markdown source share."""

from __future__ import annotations

from dataclasses import dataclass, field

from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions
from docforge.readers.findings import Findings
from docforge.readers.fold import fold
from docforge.readers.markdown.layout import LeftOut
from docforge.readers.run import Event
from docforge.readers.spacing import Role


@dataclass
class Context:
    """One reading: the source, the Markdown in it and where that begins, what was found, and the notes.

    ``shift`` is the offset, ``first_line`` the number of lines before the Markdown (those of the front matter).
    """

    source: SourceText
    findings: Findings
    options: ReadOptions
    text: str
    shift: int = 0
    first_line: int = 0
    notes: dict[str, n.Blocks] = field(default_factory=dict)
    called: dict[str, n.Position] = field(default_factory=dict)
    meta: dict[str, n.MetaValue] = field(default_factory=dict)
    notations: frozenset[str] = frozenset()
    layout: LeftOut = field(default_factory=LeftOut)

    def place(self, offset: int) -> n.Position:
        """Line and column of an offset of the whole source."""
        return self.source.position(offset)

    def fold(self, events: list[Event], role: Role = "body") -> n.Inlines:
        """The inlines of a run, its blanks and characters settled."""
        return fold(events, self.findings, self.options, self.notations, role)

    def new_note(self) -> str:
        """A name for a note without a label, which no label can be."""
        return f"note {len(self.notes) + 1}"
