"""Breaking: which of its possible ends a line takes, and what each would cost."""

from __future__ import annotations

from bisect import bisect_right

from docforge.press.compose.edges import Edges
from docforge.press.compose.prepare import Prepared

FAINT = 0.1
"""Stretching per em of weight that costs 1: a tenth of an em between two characters begins to be seen."""

SQUEEZED = 0.1
"""What a line costs whose blanks are all squeezed. Less than slight stretching: squeezing goes first (CLREQ 3.2.3)."""

HYPHEN = 0.5
"""What a hyphen costs."""

SPARED = 0.1
"""What a break between scripts saves: the gap there, which some programs copy as a blank, is not set."""

RAGGED = 0.5
"""The weight of a line that cannot be stretched at all: it is worse than one that is stretched at a single place."""

_AHEAD = 3


def cost(p: Prepared, edges: Edges, k: int, start: int, left: float, width: float) -> float:
    """What it costs to set the line from ``start`` to break k to ``width``; ``left`` is the x of its left edge."""
    edge = edges.edge(k)
    end = edge.end
    missing = width - (edge.full - left)
    if missing < 0.0:
        missing = width - (edge.tight - left)
    price = HYPHEN if edge.hyphen else 0.0
    if edges.at[k] in p.gaps:
        price -= SPARED
    if missing < 0.0:
        room = p.give[end] - p.give[start + 1] if end > start else 0.0
        share = -missing / room if room > 0.0 else 1.0
        return price + SQUEEZED * share * share
    if k == len(edges.at) - 1:
        return price
    weight = p.weight[end] - p.weight[start + 1]
    if weight <= 0.0:
        weight = RAGGED * p.run_at(start).em
    rest = (missing - (p.room[end] - p.room[start + 1])) / weight / FAINT
    return price + rest * rest if rest > 0.0 else price


def reach(p: Prepared, edges: Edges, start: int, left: float, width: float) -> tuple[int, int, int]:
    """(first, natural, squeezed): the first break after ``start``, and the last that fits as it is, and squeezed.

    The last two are less than the first when nothing fits.
    """
    first = bisect_right(edges.at, start)
    limit = left + width
    natural = bisect_right(edges.tight, limit, first) - 1
    squeezed = bisect_right(edges.least, limit - p.give[start + 1], first) - 1
    return first, natural, max(squeezed, natural)


def choose(p: Prepared, edges: Edges, start: int, left: float, width: float, justify: bool) -> int:
    """The break of a line, from this line alone; -1 when none fits.

    A ragged line takes what fits; a justified one squeezes one more piece in, or pushes it out, whichever is cheaper.
    """
    first, natural, squeezed = reach(p, edges, start, left, width)
    if squeezed < first:
        return -1
    if natural < first:
        return first
    if not justify or natural == squeezed:
        return natural
    best, least = natural, cost(p, edges, natural, start, left, width)
    for k in range(natural + 1, min(squeezed, natural + _AHEAD) + 1):
        price = cost(p, edges, k, start, left, width)
        if price <= least:
            best, least = k, price
    return best
