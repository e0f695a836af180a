"""The line of a passage sign by sign: each with the marks around it and, in Markdown, the stretch that spells it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from docforge.build.changes.passages import words
from docforge.model import nodes as n
from docforge.model.source import SourceText

Marked = n.Emph | n.Strong | n.Underline | n.Strike | n.Superscript | n.Subscript | n.SmallCaps
FORMATS: tuple[type[Marked], ...] = (
    n.Strong, n.Emph, n.Underline, n.Strike, n.Superscript, n.Subscript, n.SmallCaps,
)  # fmt: skip
"""Marks that a person sets by a button in Word."""
_LINKS = (n.Link, n.Ref)
_CONTAINERS = (*FORMATS, *_LINKS, n.Span, n.Image)
_SKIPPED = re.compile(r"(?:\\(?=[!-/:-@\[-`{-~])|\r?\n[ \t>]*|[ \t\u00a0\u2003\u3000\u200b]+)+")
"""What may stand between two signs of one text: the backslash of an escape, a line end with what begins the next line,
blanks that were left out."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ELEMENT = re.compile(r"<(\w+)[^<>]*>")
_NEAR = 400
_TAIL = re.compile(r"\]?(?:\((?:[^()\n]|\([^()\n]*\))*\))?(?:\{[^{}\n]*\})?>?")
"""What follows the words of a link, a span or an address in brackets."""


class Around(Struct, eq=False):
    """A node around signs: a mark, a link, or a whole that is not looked into (a formula, a reading).

    ``start`` to ``end`` is its stretch of the source, ``inner_start`` to ``inner_end`` that of its content; -1 where it
    is not known. ``first`` and ``last``: its signs by their places.
    """

    node: n.Inline
    start: int = -1
    end: int = -1
    inner_start: int = -1
    inner_end: int = -1
    first: int = 0
    last: int = -1

    @property
    def kind(self) -> str:
        """What makes two of them alike."""
        if isinstance(self.node, n.Link) and not self.node.url.startswith("#"):
            return "Link"  # what leads within the document is made by its numbers
        return type(self.node).__name__ if isinstance(self.node, (*FORMATS, n.Code)) else ""

    @property
    def is_whole(self) -> bool:
        """Whether it is taken or left as a whole."""
        return not isinstance(self.node, (*_CONTAINERS, n.Code))


class Sign(NamedTuple):
    """A character, or (``text`` begins with NUL) a thing without characters: the call of a note.

    ``start`` to ``end`` spells it in the source; -1 for what is spelled otherwise than it reads.
    """

    text: str
    start: int
    end: int
    around: tuple[Around, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The marks that it stands in, from the outermost."""
        return tuple(found.kind for found in self.around if found.kind)

    @property
    def formats(self) -> frozenset[str]:
        """The marks of formatting among them."""
        return frozenset(type(found.node).__name__ for found in self.around if isinstance(found.node, FORMATS))


def signs(content: Sequence[n.Inline], source: SourceText | None = None, notes: Mapping[str, str] = {}) -> list[Sign]:
    """The signs of a line; ``notes`` gives the names of notes in another document by those in this one."""
    reader = _Reader(source, notes)
    reader.row(content, ())
    return reader.found


class _Reader:
    def __init__(self, source: SourceText | None, notes: Mapping[str, str]) -> None:
        self._source = source
        self._notes = notes
        self.found: list[Sign] = []

    def _offset(self, at: n.Position | None) -> int:
        if self._source is None or at is None or at.source or at.line > len(self._source.starts):
            return -1
        return self._source.starts[at.line - 1] + at.column - 1

    def row(self, content: Sequence[n.Inline], around: tuple[Around, ...]) -> None:
        for place, node in enumerate(content):
            following = content[place + 1].at if place + 1 < len(content) else None
            self._node(node, self._offset(following), around)

    def _node(self, node: n.Inline, following: int, around: tuple[Around, ...]) -> None:
        start = self._offset(node.at)
        if isinstance(node, n.Text):
            self._text(node.text, start, around)
            return
        found = Around(node, start, first=len(self.found))
        inside = (*around, found)
        if isinstance(node, n.Ref) and self._find(words((node,)), start, following) == start >= 0:
            self._text(words((node,)), start, inside)  # a reference that is typed in words
        elif isinstance(node, _CONTAINERS) and node.content and not self._is_filled_in(node, start):
            self.row(node.content, inside)
            found.inner_start = self._offset(node.content[0].at)
            found.inner_end = self.found[-1].end if len(self.found) > found.first else -1
        elif isinstance(node, n.Code):
            found.inner_start = self._find(node.text, start, following)
            found.inner_end = found.inner_start + len(node.text) if found.inner_start >= 0 else -1
            self._text(node.text, found.inner_start, inside)
        elif isinstance(node, n.NoteRef):
            self.found.append(Sign("\0" + self._notes.get(node.to, node.to), -1, -1, inside))
        else:
            self.found += [Sign(char, -1, -1, inside) for char in words((node,))]
        found.last = len(self.found) - 1
        found.end = following if following >= 0 else self._end(found)

    def _find_once(self, text: str, start: int) -> int:
        """Where a text stands as it reads, a little further on, if it stands there once: the caption of a picture."""
        if self._source is None or start < 0:
            return -1
        near = self._source.text[start : start + _NEAR + len(text)]
        return start + near.find(text) if near.count(text) == 1 else -1

    def _is_filled_in(self, node: n.Inline, start: int) -> bool:
        """Whether the words of a reference are made, not written."""
        return isinstance(node, n.Ref) and self._offset(node.content[0].at) < start

    def _find(self, text: str, start: int, end: int) -> int:
        """Where a text stands as it reads."""
        if self._source is None or start < 0:
            return -1
        return self._source.text.find(text, start, end if end >= 0 else start + len(text) + 8)

    def _text(self, text: str, place: int, around: tuple[Around, ...]) -> None:
        if self._spelled(text[:1], place)[0] < 0:
            place = self._find_once(text, place)
        for char in text:
            start, end = self._spelled(char, place)
            self.found.append(Sign(char, start, end, around))
            place = end if end >= 0 else place

    def _spelled(self, char: str, place: int) -> tuple[int, int]:
        """The stretch that spells a character at or a little after a place."""
        if self._source is None or place < 0:
            return -1, -1
        text = self._source.text
        if not text.startswith(char, place):
            skipped = _SKIPPED.match(text, place)
            place = skipped.end() if skipped else place
        if text.startswith(char, place):
            return place, place + 1
        entity = _ENTITY.match(text, place)
        if entity and html.unescape(entity[0]) == char:
            return place, entity.end()
        return -1, -1

    def _end(self, found: Around) -> int:
        """Where the last node of a line ends."""
        if self._source is None or found.start < 0:
            return -1
        text = self._source.text
        if isinstance(found.node, (n.Code, *FORMATS)) and found.inner_end >= 0:
            opener = text[found.start : found.inner_start]
            element = _ELEMENT.fullmatch(opener)
            closer = f"</{element[1]}>" if element else opener
            return found.inner_end + len(closer) if text.startswith(closer, found.inner_end) else -1
        if isinstance(found.node, (n.Link, n.Span)) and found.inner_end >= 0:
            tail = _TAIL.match(text, found.inner_end)
            return tail.end() if tail else -1
        if isinstance(found.node, n.NoteRef) and text.startswith("[^", found.start):
            return text.find("]", found.start) + 1 or -1
        return -1


def shown(text: str) -> str:
    """A text without the things that have no characters."""
    return re.sub("\0.*", "", text)
