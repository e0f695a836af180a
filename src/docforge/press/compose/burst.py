"""What a line does in which no whole piece fits: the least bad place to part one, or none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise

from docforge.press.compose.edges import Edge, edge_at
from docforge.press.compose.prepare import Prepared
from docforge.typography.classes import is_full_width
from docforge.typography.rules import is_mark


def burst(p: Prepared, start: int, stop: int, right: float) -> tuple[int, Edge] | None:
    """The last place before ``stop`` to part the piece that starts at ``start`` so that it ends left of x ``right``.

    Tried in this order: where only the last line's least length forbids a break; between two marks, or two
    full-width letters, of a piece wider than the line (！！！！！！, a Korean word); anywhere, if asked.
    Where nothing fits, less sticks out if it ends with its first part: at a break of the last line, after one
    character if asked, or at the border of a run that may not be parted. None: the whole piece sticks out.
    """
    inside = range(start + 1, stop)
    for places in (_kept_tail(p, inside), _alike(p, inside), _anywhere(p, inside)):
        found = None
        for at in places:
            edge = edge_at(p, at)
            if edge.tight > right:
                break
            found = at, edge
        if found:
            return found
    for at in chain(_kept_tail(p, inside), _anywhere(p, inside), _borders(p, inside)):
        return at, edge_at(p, at)
    return None


def _kept_tail(p: Prepared, inside: range) -> Iterator[int]:
    tail = p.tail_breaks
    return iter(tail[bisect_left(tail, inside.start) : bisect_left(tail, inside.stop)])


def _alike(p: Prepared, inside: range) -> Iterator[int]:
    if not p.settings.burst:
        return
    text = p.text
    for at in _anywhere_inside(p, inside):
        a, b = text[at - 1], text[at]
        if is_mark(a) is is_mark(b) and is_full_width(a) and is_full_width(b) and not p.run_at(at).rules.line_start(a):
            yield at


def _anywhere(p: Prepared, inside: range) -> Iterator[int]:
    return _anywhere_inside(p, inside) if p.settings.anywhere else chain(())


def _anywhere_inside(p: Prepared, inside: range) -> Iterator[int]:
    return (at for at in inside if p.advance[at] and at not in p.rigid and at not in p.unbreakable and _wraps(p, at))


def _borders(p: Prepared, inside: range) -> Iterator[int]:
    for run, after in pairwise(p.runs):
        if after.start in inside and not (run.wraps and after.wraps):
            yield from _anywhere_inside(p, range(after.start, after.start + 1))


def _wraps(p: Prepared, at: int) -> bool:
    run = p.run_at(at)
    return run.wraps or at == run.start
