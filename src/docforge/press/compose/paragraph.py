"""A paragraph to be set in lines: prepared once, asked line by line, since widths may change from line to line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from docforge.press.compose.adjust import squeeze, stretch
from docforge.press.compose.breaking import choose, reach
from docforge.press.compose.burst import burst, foreign, partable
from docforge.press.compose.edges import Edge, Edges
from docforge.press.compose.fit import plan
from docforge.press.compose.line import Line
from docforge.press.compose.prepare import Places, Prepared
from docforge.press.compose.settings import Run, Settings

_NOTHING: Mapping[int, float] = MappingProxyType({})

_NEAR = 1e-4
"""Lengths are compared with this play, in em: widths come out of sums of fractions."""

_REPLANS = 8
"""How often the lines of one paragraph are planned; then they are chosen one by one."""

_UNPLANNED = -2

_WIDE = 8.0
"""em: a wider piece does not keep a block from being narrower, if it would be parted there (``Settings.burst``)."""


class Paragraph:
    """The inline content of a block, flattened: text, with objects (pictures, inline blocks, note calls) as U+FFFC.

    ``runs`` cover the text. ``advances``: of each character; 0 for one that shares the glyph of the character before
    it. ``start_room`` and ``end_room``: the blank that the glyph of a mark can give at its start and end, by index of
    the character (from the font's ``halt`` or ``vhal``; a mark without an entry gives nothing).
    ``oracle``: whether Unicode's rules (UAX #14) break before each character (0 or 1, bytes will do); asked where the
    language has no rule, so it can be left out only for text without such places (then nothing breaks there).
    ``unbreakable``: boundaries where no line breaks (before a note call). ``rigid``: boundaries that neither break nor
    give nor take (inside a glyph cluster, a ruby pair). ``hyphens``: boundaries where a line may end with a hyphen,
    and its width. ``spread``: fixed extra space at boundaries inside a line (ruby longer than its base); none at line
    edges. There is no newline in the text: what follows a forced break is another paragraph.
    """

    def __init__(
        self,
        text: str,
        runs: Sequence[Run],
        advances: Sequence[float],
        *,
        start_room: Mapping[int, float] = _NOTHING,
        end_room: Mapping[int, float] = _NOTHING,
        oracle: Sequence[int] | None = None,
        unbreakable: Container[int] = (),
        rigid: Container[int] = (),
        hyphens: Mapping[int, float] = _NOTHING,
        spread: Mapping[int, float] = _NOTHING,
        settings: Settings = Settings(),  # noqa: B008 (immutable)
    ) -> None:
        asked = oracle if oracle is not None else bytes(len(text) + 1)
        places = Places(asked, start_room, end_room, unbreakable, rigid, hyphens, spread)
        self._p = Prepared(text, runs, advances, settings, places)
        self._edges = Edges(self._p)
        self._plans: dict[tuple[int, float, float], int] = {}
        self._replans = 0

    @property
    def text(self) -> str:
        """The text, as given."""
        return self._p.text

    @property
    def advances(self) -> Sequence[float]:
        """The advances, as given."""
        return self._p.advance

    def line(
        self, start: int, width: float, *, justify: bool = False, flush: bool = True, rest: float | None = None
    ) -> Line:
        """The line that starts at ``start`` and has ``width`` (the measure without indent, floats, labels).

        ``start`` is 0 or an earlier line's ``resume``. ``justify``: the line is set to ``width`` if it can be, unless
        it is the last; this also lets it squeeze one more piece in. ``flush``: an opening mark at its start loses its
        blank. ``rest``: the width of the lines after it, for breaks chosen over the paragraph (None: the same width).
        Where nothing fits, the first piece sticks out, or is parted (``Settings.burst``): a line is never empty.
        """
        p, edges = self._p, self._edges
        trim = self._trim_start(start) if flush else 0.0
        left = p.left[start] + trim
        play = _NEAR * p.run_at(start).em
        k = self._planned(start, width + play, (width if rest is None else rest) + play) if justify else _UNPLANNED
        if k == _UNPLANNED or k > reach(p, edges, start, left, width + play)[2]:
            k = choose(p, edges, start, left, width + play, justify)
        if k < 0:
            k = bisect_right(edges.at, start)
            parted = burst(p, start, edges.at[k], left + width + play)
            if parted:
                return self._set(start, *parted, trim, width, justify)
        return self._set(start, edges.at[k], edges.edge(k), trim, width, justify)

    def _planned(self, start: int, width: float, rest: float) -> int:
        """The break that a plan has for this line; _UNPLANNED where there is none.

        A line of another width than the plan had in mind is planned anew, with all after it, but not time and again.
        """
        if not self._p.settings.optimise:
            return _UNPLANNED
        plans, key = self._plans, (start, width, rest)
        if key not in plans and self._replans < _REPLANS:
            self._replans += 1
            for at, k in plan(self._p, self._edges, start, width, rest, self._left_of).items():
                plans.setdefault((at, width if at == start else rest, rest), k)
        return plans.get(key, _UNPLANNED)

    def _left_of(self, start: int) -> float:
        return self._p.left[start] + self._trim_start(start)

    def max_content(self, start: int = 0) -> float:
        """The width of everything from ``start`` in one line."""
        return self.line(start, float("inf")).width

    def pieces(self, start: int = 0) -> list[float]:
        """Widths of the unbreakable pieces from ``start``, each as a line of its own: the largest is min-content.

        Of a piece too wide for many a column it is what is left of it where such a column is narrower.
        """
        p, edges = self._p, self._edges
        if p.settings.anywhere:
            cuts = sorted({start, *partable(p, range(start + 1, p.length)), *edges.at[bisect_right(edges.at, start) :]})
            return self._between(cuts)
        out: list[float] = []
        for k in range(bisect_right(edges.at, start), len(edges.at)):
            width, at = edges.edge(k).tight - p.left[start] - self._trim_start(start), edges.at[k]
            if width > _WIDE * p.run_at(start).em:
                out += self._between([start, *foreign(p, range(start + 1, at)), at])
            else:
                out.append(width)
            start = at
        return out

    def _between(self, cuts: list[int]) -> list[float]:
        left, advance = self._p.left, self._p.advance
        return [left[end - 1] + advance[end - 1] - left[at] for at, end in pairwise(cuts)]

    def _trim_start(self, start: int) -> float:
        p = self._p
        room = p.start_room.get(start)
        if not room or not p.settings.trim:
            return 0.0
        run = p.run_at(start)
        return room if run.adjustable and run.rules.line_start(p.text[start]) else 0.0

    def _set(self, start: int, at: int, edge: Edge, trim: float, width: float, justify: bool) -> Line:
        p = self._p
        left, end, resume = p.left[start] + trim, edge.end, at if at < p.length else None
        if end <= start:
            end = at  # a line of spaces
        full, trimmed, hang = edge.full - left, edge.full == edge.tight, 0.0
        natural = full
        trim_end = edge.trim if trimmed else 0.0
        if full > width + _NEAR * p.run_at(start).em and not trimmed:
            natural, trim_end, hang = edge.tight - left, edge.trim, edge.hang
        kerns = self._kerns(start, end, trim)
        missing, final = width - natural, natural
        if missing < 0.0 and p.settings.squeeze:
            final = width + squeeze(p, start, end, -missing, kerns)
        elif missing > 0.0 and justify and resume is not None:
            final = width - stretch(p, start, end, missing, kerns)
        gaps = bisect_left(p.stretch_at, end) - bisect_right(p.stretch_at, start)
        return Line(start, end, resume, final, natural, kerns, trim, trim_end, hang, edge.hyphen, max(gaps, 0))

    def _kerns(self, start: int, end: int, trim: float) -> dict[int, float]:
        p, kern = self._p, self._p.kern
        kerns = {start: -trim} if trim else {}
        for at in p.kern_at[bisect_right(p.kern_at, start) : bisect_left(p.kern_at, end)]:
            kerns[at] = kern[at]
        return kerns
