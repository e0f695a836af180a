"""Inline content while it is being read: a flat run of pieces, marks and nodes, later folded into inlines.

A piece keeps the offset of its text in the source, so that what is removed from it can be listed with its place. The
run stays flat until it is folded, so nesting costs no recursion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.model.text import merge_text

Build: TypeAlias = Callable[[n.Inlines, n.Position], n.Inlines]
"""Makes the node of a closed mark from its content; several or no inlines are possible."""


class Piece(Struct):
    """Text that stood at ``offset``; ``raw`` is how many characters of the source it came from.

    ``raw`` differs from the text's length for entities and escapes. ``fixed`` text (an autolink) is never edited.
    """

    text: str
    offset: int
    raw: int
    fixed: bool = False

    @property
    def verbatim(self) -> bool:
        return self.raw == len(self.text)


class Line(Struct):
    """A line end; ``offset`` is that of the line feed or the ``<br>``."""

    offset: int
    hard: bool = False


class Leaf(Struct):
    """A node that is not text: code, an image, a formula."""

    node: n.Inline


class Open(Struct):
    """A mark that opens: ``key`` is what closes it, ``build`` makes its node. A ``bare`` one says nothing of its
    content, as a span for looks alone."""

    key: str
    offset: int
    build: Build
    bare: bool = False


class Close(Struct):
    """A mark that closes the nearest open one of its key; without one it means nothing."""

    key: str
    offset: int


Event: TypeAlias = Piece | Line | Leaf | Open | Close


class _Level(Struct):
    key: str
    offset: int
    build: Build | None
    content: list[n.Inline] = field(default_factory=list)


class Folder:
    """Folds events into inlines. ``place`` turns an offset into a position.

    Marks deeper than ``deepest`` are not built, their content is kept; ``flattened`` is the offset of the first.
    ``unclosed`` holds the marks that were still open at the end, or when an outer one closed.
    """

    def __init__(self, place: Callable[[int], n.Position], deepest: int) -> None:
        self._place = place
        self._deepest = deepest
        self.flattened: int | None = None
        self.unclosed: list[Open] = []
        self._open: Counter[str] = Counter()

    def fold(self, events: list[Event]) -> n.Inlines:
        stack = [_Level("", 0, None)]
        for event in events:
            match event:
                case Piece(text=text, offset=offset):
                    stack[-1].content.append(n.Text(text=text, at=self._place(offset)))
                case Line(offset=offset, hard=hard):
                    stack[-1].content.append(n.Break(hard=hard, at=self._place(offset)))
                case Leaf(node=node):
                    stack[-1].content.append(node)
                case Open(key=key, offset=offset, build=build):
                    stack.append(_Level(key, offset, build))
                    self._open[key] += 1
                case Close(key=key):
                    self._close(stack, key)
        while len(stack) > 1:
            self._lost(stack[-1])
            self._pop(stack)
        return merge_text(stack[0].content)

    def _close(self, stack: list[_Level], key: str) -> None:
        if not self._open[key]:
            return
        while stack[-1].key != key:
            self._lost(stack[-1])
            self._pop(stack)
        self._pop(stack)

    def _lost(self, level: _Level) -> None:
        if level.build:
            self.unclosed.append(Open(level.key, level.offset, level.build))

    def _pop(self, stack: list[_Level]) -> None:
        level = stack.pop()
        self._open[level.key] -= 1
        content = merge_text(level.content)
        if len(stack) > self._deepest:
            if self.flattened is None:
                self.flattened = level.offset
            stack[-1].content.extend(content)
        elif level.build:
            stack[-1].content.extend(level.build(content, self._place(level.offset)))


def trimmed(events: list[Event]) -> list[Event]:
    """A run without soft line ends and ASCII blanks at both ends: what a left-out tag or comment leaves behind."""
    first, last = 0, len(events)
    while first < last and _edge(events[first]):
        first += 1
    while first < last and _edge(events[last - 1]):
        last -= 1
    out = events[first:last]
    if out and isinstance(out[0], Piece) and out[0].verbatim:
        bare = out[0].text.lstrip(" \t")
        shift = len(out[0].text) - len(bare)
        out[0] = Piece(bare, out[0].offset + shift, len(bare), out[0].fixed) if shift else out[0]
    if out and isinstance(out[-1], Piece) and out[-1].verbatim:
        bare = out[-1].text.rstrip(" \t")
        out[-1] = out[-1] if bare == out[-1].text else Piece(bare, out[-1].offset, len(bare), out[-1].fixed)
    return out


def _edge(event: Event) -> bool:
    """Whether an event at the end of a run shows nothing."""
    if isinstance(event, Piece):
        return event.verbatim and not event.text.strip(" \t")
    return isinstance(event, Line) and not event.hard
