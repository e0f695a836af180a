"""The Markdown behind passages: where their blocks begin and end, and what their lines begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from docforge.build.changes.passages import Passage
from docforge.model import nodes as n
from docforge.model.source import SourceText

_BLANK = re.compile(r"[ \t>]*")
"""A line that holds nothing but the marks of quotations."""
_BULLET = re.compile(r"[-*+][ \t]+")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_BOX = re.compile(r"[ \t>]*:{3,}[ \t]*$")
_CAPTION = re.compile(r"[ \t>]*: ")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>])|<!--|-->")
_VOID = frozenset({"br", "hr", "img", "wbr"})
NOTE_INDENT = "    "
"""What the further paragraphs of a note begin with."""


class MarkdownSource:
    """One source and the starts of all that it holds, to know where a block ends."""

    def __init__(self, source: SourceText, passages: Sequence[Passage]) -> None:
        self.source = source
        self.text = source.text
        self._starts = sorted(self.start(passage) for passage in passages)

    def offset(self, at: n.Position) -> int:
        """The offset of a position."""
        return self.source.starts[at.line - 1] + at.column - 1

    def start(self, passage: Passage) -> int:
        """Where the line begins in which a passage's block begins (its marker, for an item)."""
        at = passage.item.at if passage.item is not None and passage.item.at is not None else passage.at
        assert at is not None
        return self.source.starts[at.line - 1]

    def end(self, passage: Passage) -> int:
        """Where the lines of a passage end: after its last line, before a blank one or the next block."""
        start = self.start(passage)
        if passage.content is None and (fence := _FENCE.match(self.text, start)):
            return self._line_after(re.compile(r"[ \t>]*" + re.escape(fence[1]) + r"+[ \t]*$"), self._next(start))
        place = self._next(start)
        while place < len(self.text):
            following = self._line(place)
            if _BLANK.fullmatch(following) or self._begins(place, len(following)) or _BOX.match(following):
                break
            place = self._next(place)
        return place

    def end_of_table(self, passage: Passage) -> int:
        """Where a table of bars ends whose last cell a passage is, with the caption after it."""
        place = end = self.end(passage)
        while place < len(self.text) and _BLANK.fullmatch(self._line(place)):
            place = self._next(place)
        return self._next(place) if _CAPTION.match(self.text, place) else end

    def end_of_box(self, place: int) -> int:
        """Where the box ends that is open at a place."""
        return self._line_after(_BOX, place)

    def _line(self, place: int) -> str:
        """The line that begins at a place."""
        return self.text[place : self._next(place)].rstrip("\r\n")

    def _next(self, place: int) -> int:
        """The start of the next line."""
        found = self.text.find("\n", place)
        return len(self.text) if found == -1 else found + 1

    def _line_after(self, closing: re.Pattern[str], place: int) -> int:
        """The place after the first line that closes something."""
        while place < len(self.text):
            line = self._line(place)
            place = self._next(place)
            if closing.match(line):
                break
        return place

    def _begins(self, start: int, length: int) -> bool:
        """Whether another block begins in the line."""
        return any(start <= found <= start + length for found in self._starts)

    def indent(self, passage: Passage) -> str:
        """What stands before a passage's marker or text in its line: blanks and the marks of quotations."""
        found = _BLANK.match(self.text, self.start(passage))
        return found[0] if found else ""

    def indent_within(self, passage: Passage) -> str:
        """What begins the further paragraphs of what a passage begins: an item, an entry, a note."""
        indent = self.indent(passage)
        start = self.start(passage) + len(indent)
        if passage.within[:1] == ("note",) and self.text.startswith("[^", start):
            return indent + NOTE_INDENT
        bullet = _BULLET.match(self.text, start)
        if bullet:
            return indent + " " * len(bullet[0])
        if passage.item is None or not passage.item.marker:
            return indent
        return indent + " " * (len(passage.item.marker) + 1)


def is_whole(text: str) -> bool:
    """Whether every element of HTML that begins in a text ends in it."""
    open_: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = (tag[2] or "comment").lower()
        if name not in _VOID:
            open_[name] += -1 if tag[1] or tag[0] == "-->" else 1
    return not any(open_.values())
