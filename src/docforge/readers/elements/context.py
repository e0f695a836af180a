"""What all stages of reading one source share, whatever its syntax."""

from __future__ import annotations

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions
from docforge.readers.characters import BLANK, INDENT, blank_width
from docforge.readers.elements.layout import LeftOut
from docforge.readers.findings import Findings
from docforge.readers.fold import fold
from docforge.readers.run import Event
from docforge.readers.spacing import Role

_ROOM = f"{BLANK}\u200b\ufeff"


class Context(Struct, kw_only=True):
    """One reading: the source, what was found in it, and what becomes metadata."""

    source: SourceText
    findings: Findings
    options: ReadOptions
    meta: dict[str, n.MetaValue] = field(default_factory=dict)
    notations: frozenset[str] = frozenset()
    layout: LeftOut = field(default_factory=LeftOut)
    blank: list[n.Position | None] = field(default_factory=list)

    def place(self, offset: int) -> n.Position:
        """Line and column of an offset of the whole source."""
        return self.source.position(offset)

    def is_blank(self, content: n.Inlines) -> bool:
        """Whether a paragraph only makes room (``&nbsp;``, ``<br>``); it is then counted and left out.

        Blanks wider than an indent are a place to fill in.
        """
        if self.options.spacing == "keep":
            return False
        for node in content:
            if isinstance(node, n.Text):
                if node.text.strip(_ROOM) or blank_width(node.text.strip("\u200b\ufeff")) > INDENT:
                    return False
            elif not isinstance(node, n.Break):
                return False
        self.blank.append(content[0].at)
        return True

    def say_blank(self) -> None:
        """Report the paragraphs that only made room."""
        if self.blank:
            count = len(self.blank)
            self.findings.add("DF153", f"paragraphs of blanks left out: {count}", self.blank[0])

    def fold(self, events: list[Event], role: Role = "body") -> n.Inlines:
        """The inlines of a run, its blanks and characters settled."""
        return fold(events, self.findings, self.options, self.notations, role)
