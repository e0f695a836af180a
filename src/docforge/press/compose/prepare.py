"""Preparation: everything about a paragraph that does not depend on the width, in arrays by code point.

One pass over the text settles each boundary: what its kern is, whether a line may break there, how far it may be
squeezed and stretched. Prefix sums make every question about a line a difference of two of their items.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import accumulate
from math import inf
from operator import attrgetter
from typing import NamedTuple

from docforge.press.compose.settings import Run, Settings
from docforge.typography.addresses import address_breaks, blank_breaks
from docforge.typography.profile import Squeeze
from docforge.typography.rules import ALLOWED, GAP, NEVER, WORD_SPACE, Pair, is_mark

WORD_SPACE_MOST = 0.5
"""To what a word space of a language without a table is stretched before others are, em; alone it takes everything."""

UNSEEN = 0.14
"""A gap below this, in em, is no word space to those who read the text out of a PDF: PDFium begins at 0.17, MuPDF at
0.15 (measured)."""

OBJECT = "\ufffc"
"""Stands for an object (picture, inline block) in a text."""

_UNCOUNTED = " \u3000\u00a0" + OBJECT

_start = attrgetter("start")


class Places(NamedTuple):
    """What is particular about single characters and boundaries; see ``Paragraph``."""

    oracle: Sequence[int]
    start_room: Mapping[int, float]
    end_room: Mapping[int, float]
    unbreakable: Container[int]
    rigid: Container[int]
    hyphens: Mapping[int, float]
    spread: Mapping[int, float]


class Prepared:
    """The arrays. A boundary i is the one before ``text[i]``.

    ``kern[i]``: what is added at boundary i inside a line (trims, gaps). ``left[i]``: x of the left edge of character i
    in the paragraph set on one endless line; ``left[i] + advance[i]`` is its right edge. ``breaks``: the boundaries
    where lines may break, the end of the text last; ``tail_breaks``: those given up for the last line's least length.
    ``squeezes``: (boundary, order, amount), each amount a blank that can go; ``give``: prefix sums of them, so that a
    line of ``text[s:e]`` can give ``give[e] - give[s + 1]``. ``stretches``: (boundary, kind, em, room), room being how
    far a word space or a gap is stretched before other boundaries are; ``boundless``: the word spaces that then take
    all the rest; ``weight`` and ``room``: prefix sums of em and room.
    """

    def __init__(
        self,
        text: str,
        runs: Sequence[Run],
        advances: Sequence[float],
        settings: Settings,
        places: Places,
    ) -> None:
        length = len(text)
        self.text, self.length, self.runs, self.settings = text, length, runs, settings
        self.advance, self.start_room, self.end_room = advances, places.start_room, places.end_room
        self.unbreakable, self.rigid, self.hyphens = places.unbreakable, places.rigid, places.hyphens
        self.oracle = _with_addresses(places.oracle, text, runs)
        self.kern = [0.0] * (length + 1)
        self._bare: set[tuple[int, bool]] = set()  # (character, at its end) whose blank is gone already
        self.breaks: list[int] = []
        self.squeezes: list[tuple[int, int, float]] = []
        self.stretches: list[tuple[int, int, float, float]] = []
        self.boundless: set[int] = set()
        self.gaps: set[int] = set()
        """Boundaries with a gap between scripts, which a line that ends there does not need."""
        before: Run | None = None
        for run in runs:
            self._prepare(run, before)
            before = run
        if settings.squeeze:
            self._squeeze_marks()
            self.squeezes.sort()
        for at, amount in places.spread.items():
            self.kern[at] += amount
        self.tail_breaks = self._keep_tail() if settings.last_line_min > 1 else []
        if length:
            self.breaks.append(length)
        kern = self.kern
        self.kern_at = [at for at, amount in enumerate(kern) if amount]
        self.left = list(accumulate([k + a for k, a in zip(kern[1:], advances, strict=True)], initial=0.0))
        self.squeeze_at = [item[0] for item in self.squeezes]
        self.stretch_at = [item[0] for item in self.stretches]
        self.give = self._sums((at, amount) for at, _order, amount in self.squeezes)
        self.weight = self._sums((at, em) for at, _kind, em, _room in self.stretches)
        self.room = self._sums((at, room) for at, _kind, _em, room in self.stretches)

    def _sums(self, items: Iterable[tuple[int, float]]) -> list[float]:
        """Prefix sums by boundary: item i is the sum over the boundaries before i."""
        amounts = [0.0] * (self.length + 1)
        for at, amount in items:
            amounts[at] += amount
        return list(accumulate(amounts, initial=0.0))

    def run_at(self, at: int) -> Run:
        """The run that a character belongs to."""
        return self.runs[bisect_right(self.runs, at, key=_start) - 1]

    def _prepare(self, run: Run, before: Run | None) -> None:
        text, rules, em = self.text, run.rules, run.em
        oracle, unbreakable, rigid, hyphens = self.oracle, self.unbreakable, self.rigid, self.hyphens
        add_break, add_stretch = self.breaks.append, self.stretches.append
        adjustable, wraps = run.adjustable, run.wraps
        pairs = rules.scan(text, run.start, run.end)
        if before is not None:
            pairs[0] = _border(text, run, before, pairs[0])
        at = run.start - 1
        for breaks, trim_end, trim_start, has_gap, stretch in pairs:
            at += 1
            border = at == run.start
            if not at or at in rigid:
                continue
            if breaks:
                breaks = breaks == ALLOWED or oracle[at]
            if (breaks or at in hyphens) and (wraps or border) and at not in unbreakable:
                add_break(at)
            if not (adjustable or border):
                continue
            if trim_end or trim_start:
                self._trim(at, trim_end, trim_start)
            elif has_gap:
                self._gap(at, run)
            elif stretch == WORD_SPACE:
                self._word_space(at, run)
            elif stretch:
                add_stretch((at, stretch, em, 0.0))

    def _keep_tail(self) -> list[int]:
        """Give up the breaks that would leave the last line too short; marks, spaces and objects do not count."""
        text, at, wanted = self.text, self.length, self.settings.last_line_min
        while wanted and at:
            at -= 1
            if self.advance[at] and not (text[at] in _UNCOUNTED or is_mark(text[at])):
                wanted -= 1
        kept = bisect_right(self.breaks, at)
        given_up = self.breaks[kept:]
        del self.breaks[kept:]
        return given_up

    def _trim(self, at: int, end: bool, start: bool) -> None:
        if not self.settings.trim:
            return
        if end and (room := self.end_room.get(at - 1)):
            self.kern[at] -= room
            self._bare.add((at - 1, True))
        if start and (room := self.start_room.get(at)):
            self.kern[at] -= room
            self._bare.add((at, False))

    def _gap(self, at: int, run: Run) -> None:
        settings, em = self.settings, run.em
        gap = settings.autospace * em
        self.kern[at] = gap
        self.gaps.add(at)
        most = UNSEEN if settings.autospace < UNSEEN else settings.gap_most
        self.stretches.append((at, GAP, em, max(most * em - gap, 0.0)))
        self._squeeze_to(at, run.rules.gap_squeeze, em, gap)

    def _word_space(self, at: int, run: Run) -> None:
        """The boundary after a space; a space between CJK and Latin text stands for the gap and is no wider."""
        rules, em = run.rules, run.em
        width = self.advance[at - 1]
        least, gap = rules.space_squeeze, self.settings.autospace * em
        if at > 1 and gap and rules.pair(self.text[at - 2], self.text[at]).gap:
            least = rules.gap_squeeze
            if gap < width:
                self.kern[at] = gap - width
                width = gap
        most = min(rules.space_most, WORD_SPACE_MOST)
        if rules.space_most == inf and not rules.plain:
            self.boundless.add(at)
        self.stretches.append((at, WORD_SPACE, em, max(most * em - width, 0.0)))
        self._squeeze_to(at, least, em, width)

    def _squeeze_to(self, at: int, how: Squeeze | None, em: float, width: float) -> None:
        if self.settings.squeeze and how is not None and width > how.least * em:
            self.squeezes.append((at, how.order, width - how.least * em))

    def _squeeze_marks(self) -> None:
        """Blanks of marks inside a line, at the boundary where each is."""
        add, rigid, bare, length = self.squeezes.append, self.rigid, self._bare, self.length
        for rooms, at_end in ((self.start_room, False), (self.end_room, True)):
            for char, room in rooms.items():
                at = char + at_end
                run = self.run_at(char)
                how = run.rules.squeeze(self.text[char]) if run.adjustable else None
                if how is None or how.side == ("start" if at_end else "end") or (char, at_end) in bare:
                    continue
                amount = room - how.least * run.em
                # A mark that moves over a typed space hides it from programs that copy by places.
                if 0 < at < length and at not in rigid and amount > 0 and self.text[at - (not at_end)] != " ":
                    add((at, how.order, amount))


def _with_addresses(oracle: Sequence[int], text: str, runs: Sequence[Run]) -> Sequence[int]:
    """The oracle with the breaks of addresses and blanks; none under the levels of CSS, which know neither."""
    if runs and runs[0].rules.plain and runs[0].rules.level:
        return oracle
    places = address_breaks(text) + blank_breaks(text)
    if not places:
        return oracle
    opened = bytearray(oracle)
    for at in places:
        opened[at] = 1
    return opened


def _border(text: str, run: Run, before: Run, pair: Pair) -> Pair:
    """The boundary between two runs: the later run's, but a line breaks there only if both languages let it.

    Where only the earlier run is in a language with rules of its own, they hold: “word” after 汉字 in an English span.
    """
    if before.rules is run.rules:
        return pair
    other = before.rules.pair(text[run.start - 1], text[run.start])
    breaks = NEVER if NEVER in (pair.breaks, other.breaks) else min(pair.breaks, other.breaks)
    return (other if run.rules.plain and not before.rules.plain else pair)._replace(breaks=breaks)
