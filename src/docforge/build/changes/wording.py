"""The edits within a line that make its words, and its marks, those of another version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from docforge.build.changes.signs import FORMATS, Around, Sign
from docforge.model import nodes as n

Render = Callable[[n.Block], str]
"""A block as Markdown, without what stands around it."""
Stretch = tuple[int, int, int, int]
_SAMPLE = "甲"


class Edit(NamedTuple):
    """``text`` takes the place of the source from ``start`` to ``end``."""

    start: int
    end: int
    text: str


class HandWork(Exception):
    """A change that cannot be made safely in the source."""


class Wording:
    """Two versions of a line; ``text`` is the source of the old one."""

    def __init__(self, old: Sequence[Sign], new: Sequence[Sign], text: str, render: Render) -> None:
        self._old, self._new = old, new
        self._text = text
        self._render = render
        before, after = ([sign.text for sign in side] for side in (old, new))
        self._codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()

    # ------------------------------------------------------------ words

    def words(self) -> list[Edit]:
        """The edits that change the words. Raises ``HandWork``."""
        out: list[Edit] = []
        for tag, i1, i2, j1, j2 in self._codes:
            if tag != "equal":
                out += self._in_place(i1, i2, j1, j2) or [*self._inserted(i1, i2, j1, j2), *self._deleted(i1, i2)]
        return out

    def _in_place(self, i1: int, i2: int, j1: int, j2: int) -> list[Edit]:
        """Words for words within the same marks."""
        old, new = self._old[i1:i2], self._new[j1:j2]
        if not old or not new or any(sign.around != old[0].around or sign.start < 0 for sign in old):
            return []
        if any(sign.kinds != old[0].kinds or sign.text[0] == "\0" for sign in new):
            return []
        text = self._escaped("".join(sign.text for sign in new), old[0])
        return [Edit(old[0].start, self._with_blanks(i2, old[-1].end), text)]

    def _with_blanks(self, following: int, end: int) -> int:
        """The end of a stretch with the blanks after it that were left out when it was read (4 月)."""
        start = self._old[following].start if following < len(self._old) else -1
        return start if start > end and self._text[end:start].strip(" \u3000") == "" else end

    def _escaped(self, text: str, beside: Sign) -> str:
        """Text as Markdown, to stand within a line."""
        if beside.around and isinstance(beside.around[-1].node, n.Code):
            if "`" in text:
                raise HandWork
            return text
        return self._render(n.Para((n.Text("x" + text + "x"),)))[1:-1]

    def _deleted(self, i1: int, i2: int) -> Iterator[Edit]:
        place = i1
        while place < i2:
            sign = self._old[place]
            gone = next((found for found in sign.around if i1 <= found.first and found.last < i2), None)
            if gone is not None:
                if gone.start < 0 or gone.end < 0:
                    raise HandWork
                yield Edit(gone.start, gone.end, "")
                place = gone.last + 1
                continue
            if sign.start < 0:
                raise HandWork
            last = place
            while last + 1 < i2 and self._old[last + 1].around == sign.around and self._old[last + 1].start >= 0:
                last += 1
            yield Edit(sign.start, self._old[last].end, "")
            place = last + 1

    def _inserted(self, i1: int, i2: int, j1: int, j2: int) -> Iterator[Edit]:
        for kinds, group in groupby(self._new[j1:j2], key=lambda sign: sign.kinds):
            members = list(group)
            place, depth = self._place(i1, i2, kinds)
            yield Edit(place, place, self._spelled(members, depth))

    def _place(self, i1: int, i2: int, kinds: tuple[str, ...]) -> tuple[int, int]:
        """Where signs with some marks come in, and how many of their marks stand there already."""
        ways = [*self._after(i1 - 1), *self._before(i2)]
        if not ways and self._old:  # all gives way
            first = self._old[0].around[0].start if self._old[0].around else self._old[0].start
            ways = [(first, ())]
        fitting = [
            (len(there), -order, place) for order, (place, there) in enumerate(ways) if kinds[: len(there)] == there
        ]
        if not fitting or max(fitting)[2] < 0:
            raise HandWork
        depth, _order, place = max(fitting)
        return place, depth

    def _after(self, place: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The places after a sign, within its marks and after those that end with it."""
        if place < 0:
            return
        sign = self._old[place]
        if sign.end >= 0:
            yield sign.end, sign.kinds
        yield from self._outside(sign, lambda found: found.end if found.last == place else -1)

    def _before(self, place: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        if place >= len(self._old):
            return
        sign = self._old[place]
        if sign.start >= 0:
            yield sign.start, sign.kinds
        yield from self._outside(sign, lambda found: found.start if found.first == place else -1)

    @staticmethod
    def _outside(sign: Sign, edge: Callable[[Around], int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        for depth in range(len(sign.around) - 1, -1, -1):
            place = edge(sign.around[depth])
            if place < 0:
                return
            yield place, tuple(found.kind for found in sign.around[:depth] if found.kind)

    def _spelled(self, members: Sequence[Sign], depth: int) -> str:
        """New signs as Markdown, with those of their marks that do not stand there yet."""
        if any(sign.text[0] == "\0" for sign in members):
            return "".join(self._with_calls(members, depth))
        text = "".join(sign.text for sign in members)
        wrapping = [found for found in members[0].around if found.kind][depth:]
        if any(found.is_whole for sign in members for found in sign.around):
            raise HandWork
        node: n.Inline = n.Text(text)
        for found in reversed(wrapping):
            if isinstance(found.node, n.Code):
                node = n.Code(text)
            elif isinstance(found.node, (n.Link, *FORMATS)):
                node = replace(found.node, content=(node,))
            else:
                raise HandWork
        return self._render(n.Para((n.Text("x"), node, n.Text("x"))))[1:-1]

    def _with_calls(self, members: Sequence[Sign], depth: int) -> Iterator[str]:
        """New signs with calls of notes among them, which must be notes of the source."""
        for is_call, group in groupby(members, key=lambda sign: sign.text[0] == "\0"):
            if not is_call:
                yield self._spelled(list(group), depth)
                continue
            for sign in group:
                if f"[^{sign.text[1:]}]" not in self._text:
                    raise HandWork
                yield f"[^{sign.text[1:]}]"

    # ------------------------------------------------------------ marks

    def marks(self) -> list[Edit]:
        """The edits that change the formatting of words that stayed. Raises ``HandWork``."""
        out: list[Edit] = []
        for i1, i2, added, removed in self._stretches():
            for name in sorted(removed):
                out += self._unmarked(i1, i2, name)
            for node in added:
                out += self._marked(i1, i2, node)
        return out

    def _stretches(self) -> Iterator[tuple[int, int, tuple[n.Inline, ...], frozenset[str]]]:
        """Neighbouring signs to which the same happens: marks that they get, and marks that they lose."""
        rows: list[tuple[int, tuple[str, ...], frozenset[str]]] = []
        nodes: dict[str, n.Inline] = {}
        for tag, i1, i2, j1, _j2 in self._codes:
            for step in range(i2 - i1 if tag == "equal" else 0):
                old, new = self._old[i1 + step], self._new[j1 + step]
                if old.text[0] == "\0" or old.formats == new.formats:
                    continue
                nodes |= {
                    type(found.node).__name__: found.node for found in new.around if isinstance(found.node, FORMATS)
                }
                rows.append((i1 + step, tuple(sorted(new.formats - old.formats)), old.formats - new.formats))
        for _key, group in groupby(enumerate(rows), key=lambda row: (row[1][0] - row[0], row[1][1:])):
            members = [row for _order, row in group]
            if all(self._old[place].text.isspace() for place, _added, _removed in members):
                continue
            yield members[0][0], members[-1][0] + 1, tuple(nodes[name] for name in members[0][1]), members[0][2]

    def _marked(self, i1: int, i2: int, node: n.Inline) -> list[Edit]:
        while i1 < i2 and self._old[i1].text.isspace():
            i1 += 1
        while i1 < i2 and self._old[i2 - 1].text.isspace():
            i2 -= 1
        if i1 == i2:
            return []
        opener, closer = self._signs_of(node, self._old[i1].text, self._old[i2 - 1].text)
        return [
            Edit(start, end, text)
            for first, last in self._by_parent(i1, i2)
            for start, end, text in ((first, first, opener), (last, last, closer))
        ]

    def _by_parent(self, i1: int, i2: int) -> Iterator[tuple[int, int]]:
        """The stretch in the source, not across the edge of a mark."""
        shared = min((sign.around for sign in self._old[i1:i2]), key=len)
        while any(sign.around[: len(shared)] != shared for sign in self._old[i1:i2]):
            shared = shared[:-1]
        first, last = self._old[i1], self._old[i2 - 1]
        start, end = first.start, last.end
        if len(first.around) > len(shared):
            start = first.around[len(shared)].start if first.around[len(shared)].first == i1 else -1
        if len(last.around) > len(shared):
            end = last.around[len(shared)].end if last.around[len(shared)].last == i2 - 1 else -1
        if start < 0 or end < 0:
            raise HandWork
        yield start, end

    def _signs_of(self, node: n.Inline, first: str, last: str) -> tuple[str, str]:
        """What opens and closes a mark in Markdown around words that begin and end with some characters."""
        assert isinstance(node, FORMATS)
        words = n.Text(first.strip("\0") + _SAMPLE + last.strip("\0"))
        sample = self._render(n.Para((n.Text("x"), replace(node, content=(words,)), n.Text("x"))))[1:-1]
        inner = self._render(n.Para((n.Text("x"), words, n.Text("x"))))[1:-1]
        opener, _, closer = sample.partition(inner)
        return opener, closer

    def _unmarked(self, i1: int, i2: int, name: str) -> list[Edit]:
        """The edits that take a mark from signs, which may be a part of what it is around."""
        out: list[Edit] = []
        place = i1
        while place < i2:
            found = next(mark for mark in self._old[place].around if type(mark.node).__name__ == name)
            if min(found.start, found.inner_start, found.inner_end, found.end) < 0:
                raise HandWork
            last = min(found.last, i2 - 1)
            opener = self._text[found.start : found.inner_start]
            closer = self._text[found.inner_end : found.end]
            if place == found.first:
                out.append(Edit(found.start, found.inner_start, ""))
            else:
                out.append(self._beside(self._old[place - 1].end, closer))
            if last == found.last:
                out.append(Edit(found.inner_end, found.end, ""))
            else:
                out.append(self._beside(self._old[last + 1].start, opener))
            place = last + 1
        return out

    @staticmethod
    def _beside(place: int, text: str) -> Edit:
        if place < 0:
            raise HandWork
        return Edit(place, place, text)
