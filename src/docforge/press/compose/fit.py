"""Total fit: the breaks of all lines chosen together, after Knuth and Plass, with few candidates kept for each line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from docforge.press.compose.breaking import cost, reach
from docforge.press.compose.edges import Edges
from docforge.press.compose.prepare import Prepared

KEPT = 2
"""Candidates kept after each line. More find hardly better paragraphs and cost as many times more."""

GOOD = 0.01
"""A line as cheap as this is taken without looking for alternatives."""

PER_LINE = 0.02
"""What each line costs, so that of two ways as good the shorter is taken."""

_STUCK = 1000.0


class _Way(NamedTuple):
    """One way to set the lines so far: ``at`` is where the next starts, ``k`` the break that got there."""

    price: float
    at: int
    k: int
    before: _Way | None


def plan(
    p: Prepared, edges: Edges, start: int, first_width: float, width: float, left_of: Callable[[int], float]
) -> dict[int, int]:
    """The break that each line takes, by where the line starts; only for the lines from ``start`` on.

    ``left_of`` gives the x of the left edge of a line that starts at a boundary.
    """
    ways, done = [_Way(0.0, start, -1, None)], None
    measure, last = first_width, len(edges.at) - 1
    while ways:
        reached: dict[int, _Way] = {}
        for way in ways:
            left = left_of(way.at)
            candidates = _candidates(p, edges, way.at, left, measure)
            if not candidates:  # nothing fits: this way ends here, at a price
                done = _cheaper(done, way._replace(price=way.price + _STUCK))
            for price, k in candidates:
                total = way.price + price + PER_LINE
                if k == last:
                    done = _cheaper(done, _Way(total, p.length, k, way))
                elif k not in reached or total < reached[k].price:
                    reached[k] = _Way(total, edges.at[k], k, way)
        ways = sorted(reached.values())[:KEPT] if len(reached) > KEPT else list(reached.values())
        measure = width
    return _trace(done)


def _candidates(p: Prepared, edges: Edges, start: int, left: float, width: float) -> list[tuple[float, int]]:
    """The breaks worth trying for one line, with what each costs."""
    first, natural, squeezed = reach(p, edges, start, left, width)
    if squeezed < first:
        return []
    if natural >= first:
        price = cost(p, edges, natural, start, left, width)
        if price <= GOOD and not _spares(p, edges, range(max(first, natural - 1), min(squeezed, natural + 2) + 1)):
            return [(price, natural)]
        found = [(price, natural)]
    else:
        found = []
    others = range(max(natural + 1, first), min(squeezed, natural + 2) + 1)
    found += [(cost(p, edges, k, start, left, width), k) for k in others]
    if natural > first:
        found.append((cost(p, edges, natural - 1, start, left, width), natural - 1))
    return found


def _spares(p: Prepared, edges: Edges, breaks: range) -> bool:
    """Whether one of some breaks saves the gap between scripts."""
    return any(edges.at[k] in p.gaps for k in breaks)


def _cheaper(best: _Way | None, way: _Way) -> _Way:
    return way if best is None or way.price < best.price else best


def _trace(way: _Way | None) -> dict[int, int]:
    found: dict[int, int] = {}
    while way is not None and way.before is not None:
        found[way.before.at] = way.k
        way = way.before
    return found
