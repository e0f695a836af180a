"""What all stages of reading one Markdown source share."""

from __future__ import annotations

from dataclasses import dataclass, field

from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions
from docforge.readers.findings import Findings
from docforge.readers.gate import BIDI, BIDI_PROBLEM
from docforge.readers.markdown.layout import LeftOut
from docforge.readers.run import Event, Folder, Piece, trimmed
from docforge.readers.spacing import Role, settle


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
    layout: LeftOut = field(default_factory=LeftOut)

    def place(self, offset: int) -> n.Position:
        """Line and column of an offset of the whole source."""
        return self.source.position(offset)

    def fold(self, events: list[Event], role: Role = "body") -> n.Inlines:
        """The inlines of a run, its blanks and characters settled."""
        folder = Folder(self.place, self.options.limits.inline_nesting)
        for event in events:
            # A character written as an entity has not passed the gate of the source's text.
            if isinstance(event, Piece) and not event.verbatim and BIDI.search(event.text):
                self.findings.add("DF111", BIDI_PROBLEM.format(ord(event.text)), self.place(event.offset))
        content = folder.fold(settle(trimmed(events), self.findings, self.options.spacing, role))
        if folder.flattened is not None:
            self.findings.add(
                "DF114",
                f"marks nested deeper than {self.options.limits.inline_nesting}: their text is kept without the mark",
                self.place(folder.flattened),
            )
        for mark in folder.unclosed:
            problem = f"{mark.key} is never closed; it ends with its paragraph"
            self.findings.add("DF126", problem, self.place(mark.offset))
        return content

    def new_note(self) -> str:
        """A name for a note without a label, which no label can be."""
        return f"note {len(self.notes) + 1}"
