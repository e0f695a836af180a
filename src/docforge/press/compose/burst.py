"""What a line does in which no whole piece fits: the least bad place to part one, or none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from docforge.press.compose.edges import Edge, edge_at
from docforge.press.compose.prepare import OBJECT, Prepared
from docforge.typography.classes import is_full_width
from docforge.typography.rules import is_mark

_PLAY = 2.0
"""em: no mark takes more than this off the line's end, by its trim or by hanging."""


def burst(p: Prepared, start: int, stop: int, right: float) -> tuple[int, Edge] | None:
    """The last place before ``stop`` to part the piece that starts at ``start`` so that it ends left of x ``right``.

    Tried in this order: where only the last line's least length forbids a break; between two marks, or two
    full-width letters, of a piece wider than the line (！！！！！！, a Korean word); anywhere, if asked; where Unicode
    lets lines break, or beside an object or a run that may not be parted (a picture as wide as the line, and the comma
    after it). Where nothing fits, less sticks out if the line ends with the first part, at any of these places but
    those between like characters. None: the whole piece sticks out.
    """
    inside = range(start + 1, stop)
    near = _near(p, inside, right)
    for places in (_kept_tail, _alike, _anywhere, foreign):
        found = None
        for at in places(p, near):
            edge = edge_at(p, at)
            if edge.tight > right:
                break
            found = at, edge
        if found:
            return found
    for places in (_kept_tail, _anywhere, foreign):
        at = next(places(p, inside), 0)
        if at:
            return at, edge_at(p, at)
    return None


def _near(p: Prepared, inside: range, right: float) -> range:
    """The boundaries that may be in reach: what is far beyond the line is not looked at for every line again."""
    far, left = right + _PLAY * p.run_at(inside.start - 1).em, p.left
    return range(inside.start, next((at for at in inside if left[at] > far), inside.stop))


def _kept_tail(p: Prepared, inside: range) -> Iterator[int]:
    tail = p.tail_breaks
    return iter(tail[bisect_left(tail, inside.start) : bisect_left(tail, inside.stop)])


def _alike(p: Prepared, inside: range) -> Iterator[int]:
    text = p.text
    for at in partable(p, inside) if p.settings.burst else ():
        a, b = text[at - 1], text[at]
        if is_mark(a) is is_mark(b) and is_full_width(a) and is_full_width(b) and not p.run_at(at).rules.line_start(a):
            yield at


def _anywhere(p: Prepared, inside: range) -> Iterator[int]:
    return partable(p, inside) if p.settings.anywhere else iter(())


def foreign(p: Prepared, inside: range) -> Iterator[int]:
    """Places where the language lets no line break, but other rules would: better than sticking out."""
    text = p.text
    for at in partable(p, inside) if p.settings.burst else ():
        if p.oracle[at] or OBJECT in (text[at - 1], text[at]) or _keeps_together(p, at):
            yield at


def _keeps_together(p: Prepared, at: int) -> bool:
    """Whether a run that may not be parted begins or ends here."""
    after = p.run_at(at)
    return at == after.start and not (after.wraps and p.run_at(at - 1).wraps)


def partable(p: Prepared, inside: range) -> Iterator[int]:
    """Boundaries where characters can be parted at all, whatever the rules of lines are."""
    advance, rigid, unbreakable = p.advance, p.rigid, p.unbreakable
    for at in inside:
        if advance[at] and at not in rigid and at not in unbreakable:
            run = p.run_at(at)
            if run.wraps or at == run.start:
                yield at
