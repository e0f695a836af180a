"""The Markdown behind passages: where each character of a passage stands in the source, and where its block ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docforge.build.changes.passages import Passage, words
from docforge.model import nodes as n
from docforge.model.source import SourceText

_BLANK = re.compile(r"[ \t>]*")
"""A line that holds nothing but the marks of quotations."""
_BETWEEN = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\n[ \t>]*")
"""What stands between two characters of one text: the backslash of an escape, or a line end with what begins the next
line."""


class MarkdownSource:
    """One source and the starts of all that it holds, to know where a block ends."""

    def __init__(self, source: SourceText, starts: Sequence[int]) -> None:
        self.source = source
        self.text = source.text
        self._starts = sorted(starts)

    def offset(self, at: n.Position) -> int:
        """The offset of a position."""
        return self.source.starts[at.line - 1] + at.column - 1

    def characters(self, passage: Passage) -> list[int | None]:
        """For each character of a passage's text its offset; None for what is written otherwise than it reads."""
        return _offsets(self, passage.content or ())

    def start(self, passage: Passage) -> int:
        """Where the line begins in which a passage's block begins (its marker, for an item)."""
        at = passage.item.at if passage.item is not None and passage.item.at is not None else passage.at
        assert at is not None
        return self.source.starts[at.line - 1]

    def end(self, passage: Passage) -> int:
        """Where the lines of a passage end: after its last line, before a blank one or the next block."""
        start = self.start(passage)
        place = self.text.find("\n", start)
        while place != -1:
            following = self.text[place + 1 :].partition("\n")[0]
            if _BLANK.fullmatch(following) or self._begins(place + 1, len(following)):
                break
            place = self.text.find("\n", place + 1)
        return len(self.text) if place == -1 else place + 1

    def _begins(self, start: int, length: int) -> bool:
        """Whether another block begins in the line."""
        return any(start <= found <= start + length for found in self._starts)

    def indent(self, passage: Passage) -> str:
        """What stands before a passage's marker or text in its line: blanks and the marks of quotations."""
        start = self.start(passage)
        found = _BLANK.match(self.text, start)
        return found[0] if found else ""


def _offsets(source: MarkdownSource, content: n.Inlines) -> list[int | None]:
    out: list[int | None] = []
    for node in content:
        if isinstance(node, (n.Text, n.Ref)):
            out += _matched(source, words((node,)), node.at)
        elif isinstance(node, (n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.Link, n.Span)):
            out += _offsets(source, node.content)
        else:
            out += [None] * len(words((node,)))
    return out


def _matched(source: MarkdownSource, text: str, at: n.Position | None) -> list[int | None]:
    """Where each character of a text stands that begins at a place: over line ends and past backslashes.

    From a character on that is written otherwise (an entity), None.
    """
    if at is None or at.source:
        return [None] * len(text)
    out: list[int | None] = []
    place = source.offset(at)
    for char in text:
        if not source.text.startswith(char, place):
            between = _BETWEEN.match(source.text, place)
            place = between.end() if between else place
            if not source.text.startswith(char, place):
                break
        out.append(place)
        place += 1
    return out + [None] * (len(text) - len(out))


def paths(content: n.Inlines, around: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """For each character of some inlines the kinds of marks that it stands in."""
    out: list[tuple[str, ...]] = []
    for node in content:
        if isinstance(node, (n.Emph, n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript, n.Link, n.Span)):
            out += paths(node.content, (*around, type(node).__name__))
        else:
            out += [around] * len(words((node,)))
    return out


def starts_of(passages: Sequence[Passage], source: MarkdownSource | SourceText) -> list[int]:
    """The offsets at which the lines of blocks begin."""
    text = source.source if isinstance(source, MarkdownSource) else source
    found = []
    for passage in passages:
        at = passage.item.at if passage.item is not None and passage.item.at is not None else passage.at
        if at is not None:
            found.append(text.starts[at.line - 1])
    return found
