"""One set line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line ``text[start:end]``, with everything needed to draw it.

    To draw it, start at the line's left edge; before each character i move by ``kerns.get(i, 0)``, draw it, move by its
    advance. ``kerns`` has only what is not zero, in order, and begins with the (negative) trim of an opening mark at
    the start.

    ``resume``: where the next line starts, after the spaces that this line swallows; None after the last line.
    ``width``: from the left edge to the right edge as set, without what hangs. ``natural``: the same before
    justification. ``trim_start``, ``trim_end``: the blank that the first and the last mark lose at the edges.
    ``hang``: how far the last mark stands out beyond ``width``. ``hyphen``: the width of the hyphen to be drawn at the
    end (part of ``width``), 0 where there is none. ``gaps``: the number of boundaries that may be stretched.
    """

    start: int
    end: int
    resume: int | None
    width: float
    natural: float
    kerns: dict[int, float]
    trim_start: float
    trim_end: float
    hang: float
    hyphen: float
    gaps: int

    @property
    def last(self) -> bool:
        """Whether the paragraph ends with this line."""
        return self.resume is None

    def positions(self, advances: Sequence[float]) -> list[float]:
        """The x of each character of the line from its left edge, and of its end; ``advances`` are the paragraph's."""
        x, out = 0.0, []
        kern = self.kerns.get
        for at in range(self.start, self.end):
            x += kern(at, 0.0)
            out.append(x)
            x += advances[at]
        out.append(x)
        return out
