"""A text put together from several files, which knows where each of its characters stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from docforge.model.nodes import Position
from docforge.model.source import SourceText


class Segment(NamedTuple):
    """A stretch of text and where it stands: which source, and at which offset of it.

    ``fixed`` text was made for an include (an indent, a fence); all of it stands at the one offset.
    """

    text: str
    source: int
    offset: int
    fixed: bool = False


class CompositeText(SourceText):
    """The text of a document with its includes in it; ``position`` answers with the source's own line and column."""

    def __init__(self, main: SourceText, sources: Sequence[SourceText], segments: Sequence[Segment]) -> None:
        super().__init__(main.name, "".join(segment.text for segment in segments), main.encoding, main.sha256)
        self._sources = sources
        self._segments = [segment for segment in segments if segment.text] or [Segment("", 0, 0)]
        self._begins = [0]
        for segment in self._segments[:-1]:
            self._begins.append(self._begins[-1] + len(segment.text))

    def position(self, offset: int, source: int = 0) -> Position:
        """Line and column in the file that the character at an offset came from."""
        index = bisect_right(self._begins, offset) - 1
        segment = self._segments[index]
        within = 0 if segment.fixed else min(offset - self._begins[index], len(segment.text))
        return self._sources[segment.source].position(segment.offset + within, segment.source)

    def name_of(self, at: Position | None) -> str:
        """The file of a position."""
        return self._sources[at.source].name if at and at.source < len(self._sources) else self.name
