"""The edits of one document brought into the Markdown of another: only what changed is touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from docforge.build.changes.pairing import Pair, pair
from docforge.build.changes.passages import Passage, passages
from docforge.build.changes.report import Change, changes_of
from docforge.build.changes.source import MarkdownSource, paths, starts_of
from docforge.model import nodes as n
from docforge.model.source import SourceText

Render = Callable[[n.Block], str]
"""A block as Markdown, without what stands around it."""


class Edit(NamedTuple):
    """``text`` takes the place of the source from ``start`` to ``end``."""

    start: int
    end: int
    text: str


class Patch(NamedTuple):
    """The new Markdown; the changes that are in it, and those that have to be made by hand."""

    text: str
    done: tuple[Change, ...]
    left: tuple[Change, ...]


def patch(old: n.Document, source: SourceText, new: n.Document, render: Render) -> Patch:
    """Bring the changes from ``old`` (read from ``source``) to ``new`` into the source."""
    before = passages(old)
    pairs = pair(before, passages(new))
    markdown = MarkdownSource(source, starts_of([p for p in before if _is_here(p)], source))
    work = _Work(markdown, pairs, render, _shift(old, markdown))
    done: list[Change] = []
    left: list[Change] = []
    for change in changes_of(pairs):
        (done if work.make(change) else left).append(change)
    return Patch(_applied(source.text, work.edits), tuple(done), tuple(left))


def _shift(old: n.Document, markdown: MarkdownSource) -> int:
    """How much deeper headings stand in the source than in the model: by one below a title that is a heading there."""
    at = old.title[0].at if old.title else None
    is_heading = at is not None and not at.source and markdown.source.line(at.line).lstrip().startswith("#")
    return int(is_heading)


def _is_here(passage: Passage | None) -> bool:
    """Whether a passage has a place in the source itself, not in a file that it includes."""
    return passage is not None and passage.at is not None and passage.at.source == 0


class _Work:
    def __init__(self, source: MarkdownSource, pairs: Sequence[Pair], render: Render, shift: int) -> None:
        self._source = source
        self._pairs = pairs
        self._render = render
        self._shift = shift
        self.edits: list[Edit] = []

    def make(self, change: Change) -> bool:
        """Add the edits of a change, all or none; False if it cannot be made in the source."""
        before = len(self.edits)
        if self._made(change):
            return True
        del self.edits[before:]
        return False

    def _made(self, change: Change) -> bool:
        match change.kind:
            case "changed":
                return self._change(change.pair)
            case "renumbered":
                return self._renumber(change.pair)
            case "removed":
                return self._remove(change.pair.old)
            case "added":
                return self._insert(change.pair)
            case "moved":
                return self._remove(change.pair.old) and self._insert(change.pair)

    # ------------------------------------------------------------ within a passage

    def _change(self, found: Pair) -> bool:
        old, new = found.old, found.new
        if old is None or new is None or not _is_here(old) or found.moved:
            return found.moved  # it is written whole where it stands now
        if old.level != new.level or old.content is None or new.content is None:
            return False  # code is no text of a line
        offsets = self._source.characters(old)
        old_paths, new_paths = paths(old.content), paths(new.content)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old.text, new.text, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            within = i1 == i2 and i1 < len(old_paths) and new_paths[j1] == old_paths[i1] != old_paths[i1 - 1]
            span = _span(offsets, i1, i2, before_next=within)
            if span is None:
                return False
            self.edits.append(Edit(*span, self._words(new.text[j1:j2])))
        return True

    def _words(self, text: str) -> str:
        """Text as Markdown, to stand within a line."""
        return self._render(n.Para((n.Text("x" + text + "x"),)))[1:-1] if text else ""

    # ------------------------------------------------------------ labels

    def _renumber(self, found: Pair) -> bool:
        old, new = found.old, found.new
        if old is None or new is None or found.moved:
            return found.moved
        item = old.item
        if item is None or item.at is None or item.at.source or not old.label or not new.label:
            return False
        start = self._source.offset(item.at)
        first = old.at
        end = self._source.offset(first) if first is not None else start + len(old.label) + 8
        place = self._source.text.find(old.label, start, max(end, start + len(old.label)))
        if place == -1:
            return False
        self.edits.append(Edit(place, place + len(old.label), new.label))
        marker = item.marker
        if marker and self._source.text.startswith(marker, start) and place != start:
            self._remark(start, marker, new)
        return True

    def _remark(self, start: int, marker: str, new: Passage) -> None:
        """The list marker before a typed label says the same number."""
        number = re.match(r"[0-9]+", marker)
        value = new.item.value[-1] if new.item is not None and new.item.value else None
        if number and value is not None:
            self.edits.append(Edit(start, start + number.end(), str(value)))

    # ------------------------------------------------------------ whole passages

    def _remove(self, old: Passage | None) -> bool:
        if old is None or old.in_table or not _is_here(old):
            return False
        start, end = self._source.start(old), self._source.end(old)
        if "<" in self._source.text[start:end]:
            return False  # an element
        text = self._source.text
        if text.startswith("\n", end):
            end += 1  # the empty line after it
        elif end == len(text) and text.endswith("\n\n", 0, start):
            start -= 1
        self.edits.append(Edit(start, end, ""))
        return True

    def _insert(self, found: Pair) -> bool:
        new = found.new
        before = self._before(found)
        if new is None or new.content is None or new.in_table or before is None:
            return False
        if before.in_table and not self._source.text.startswith("|", self._source.start(before)):
            return False  # where an element ends is not known
        block = _block(new, self._shift)
        text = self._render(block)
        indent = self._source.indent(before) if new.item is not None and before.item is not None else ""
        place = self._source.end(before)
        lines = "\n".join(indent + line if line else line for line in text.split("\n"))
        glue = "" if self._source.text[:place].endswith("\n") else "\n"
        self.edits.append(Edit(place, place, f"{glue}\n{lines}\n"))
        return True

    def _before(self, found: Pair) -> Passage | None:
        """The nearest passage before an added one that stands in the source."""
        place = next(index for index, pair_ in enumerate(self._pairs) if pair_ is found)
        for earlier in reversed(self._pairs[:place]):
            if earlier.old is not None and earlier.new is not None and not earlier.moved and _is_here(earlier.old):
                return earlier.old
        return None


def _block(passage: Passage, shift: int) -> n.Block:
    """A passage as a block of its own."""
    assert passage.content is not None
    para = n.Para(passage.content)
    if passage.level:
        return n.Heading(level=min(passage.level + shift, 6), content=passage.content)
    if passage.item is None:
        return para
    item = passage.item
    return n.Item(blocks=(para,), label=item.label, value=item.value, scheme=item.scheme, kind=item.kind)


def _span(offsets: Sequence[int | None], first: int, last: int, *, before_next: bool = False) -> tuple[int, int] | None:
    """The stretch of the source behind some characters, if they stand there as they read and side by side.

    What is inserted stands after the character before it, or with ``before_next`` inside the mark that begins after it.
    """
    if first < last:
        found = [offset for offset in offsets[first:last] if offset is not None]
        whole = len(found) == last - first and found[-1] - found[0] == last - first - 1
        return (found[0], found[-1] + 1) if whole else None
    if first > 0 and not before_next and (before := offsets[first - 1]) is not None:
        return before + 1, before + 1
    if first < len(offsets) and (after := offsets[first]) is not None:
        return after, after
    return None


def _applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; those of one place keep their order."""
    out: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < place:
            continue  # within what another edit removed
        out += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join((*out, text[place:]))
