"""What all stages of reading one source share, whatever its syntax."""

from __future__ import annotations

from dataclasses import dataclass, field

from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions
from docforge.readers.elements.layout import LeftOut
from docforge.readers.findings import Findings
from docforge.readers.fold import fold
from docforge.readers.run import Event
from docforge.readers.spacing import Role


@dataclass(kw_only=True)
class Context:
    """One reading: the source, what was found in it, and what becomes metadata."""

    source: SourceText
    findings: Findings
    options: ReadOptions
    meta: dict[str, n.MetaValue] = field(default_factory=dict)
    notations: frozenset[str] = frozenset()
    layout: LeftOut = field(default_factory=LeftOut)

    def place(self, offset: int) -> n.Position:
        """Line and column of an offset of the whole source."""
        return self.source.position(offset)

    def fold(self, events: list[Event], role: Role = "body") -> n.Inlines:
        """The inlines of a run, its blanks and characters settled."""
        return fold(events, self.findings, self.options, self.notations, role)
