"""What a line does in which no whole piece fits: the least bad place to part one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from docforge.press.compose.edges import Edge, edge_at
from docforge.press.compose.prepare import Prepared
from docforge.typography.classes import is_full_width
from docforge.typography.rules import is_mark


def burst(p: Prepared, start: int, stop: int, right: float) -> tuple[int, Edge] | None:
    """The last place before ``stop`` to part the piece that starts at ``start`` so that it ends left of x ``right``.

    Tried in this order: where only the last line's least length forbids a break; between two marks, or two
    full-width letters, of a piece wider than the line (！！！！！！, a Korean word); anywhere, if asked.
    None: it sticks out.
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
    if p.settings.anywhere:  # not even one character fits
        return next(((at, edge_at(p, at)) for at in _anywhere(p, inside)), None)
    return None


def _kept_tail(p: Prepared, inside: range) -> Iterator[int]:
    return (at for at in p.tail_breaks if at in inside)


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


def _wraps(p: Prepared, at: int) -> bool:
    run = p.run_at(at)
    return run.wraps or at == run.start
