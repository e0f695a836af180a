"""Justification: what is taken from, or given to, the boundaries of a line (CLREQ 3.2.3, JLREQ 3.8)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby
from operator import itemgetter

from docforge.press.compose.prepare import UNSEEN, Prepared
from docforge.typography.rules import GAP, OTHER, WORD_SPACE

_order = itemgetter(1)
_NOTHING = 1e-9

OTHER_MOST = 0.25
"""How far other boundaries are stretched before word spaces and gaps go beyond their room, em (JLREQ 3.8.4)."""


def squeeze(p: Prepared, start: int, end: int, need: float, kerns: dict[int, float]) -> float:
    """Take ``need`` off a line of ``text[start:end]``; what could not be taken is returned.

    Blanks go in the order of the rules; all blanks of one order give the same share.
    """
    items = p.squeezes[bisect_right(p.squeeze_at, start) : bisect_left(p.squeeze_at, end)]
    for _, group in groupby(sorted(items, key=_order), key=_order):
        blanks = list(group)
        room = sum(amount for _at, _kind, amount in blanks)
        share = min(need / room, 1.0)
        for at, _kind, amount in blanks:
            kerns[at] = kerns.get(at, 0.0) - amount * share
        need -= room * share
        if need <= _NOTHING:
            return 0.0
    return need


def stretch(p: Prepared, start: int, end: int, extra: float, kerns: dict[int, float]) -> float:
    """Spread ``extra`` over a line of ``text[start:end]``; what could not be spread is returned.

    Word spaces first, then the CJK–Latin gaps, each to its room; where the language sets words apart without a limit
    (Korean), its word spaces take the rest; else all other boundaries to ¼ em; then everything evenly. A gap that
    readers of the PDF do not take for a word space stays below that as long as the other boundaries can take the rest
    and stay below it too.
    """
    items = p.stretches[bisect_right(p.stretch_at, start) : bisect_left(p.stretch_at, end)]
    if not items:
        return extra
    for kind in (WORD_SPACE, GAP):
        if extra > _NOTHING and p.room[end] > p.room[start + 1]:
            extra -= _fill([(at, room) for at, its_kind, _em, room in items if its_kind == kind], extra, kerns)
    if extra > _NOTHING and (words := [(at, extra * em) for at, _kind, em, _room in items if at in p.boundless]):
        extra -= _fill(words, extra, kerns)
    others = [(at, em) for at, kind, em, _room in items if kind == OTHER]
    done = 0.0
    if extra > _NOTHING and p.settings.autospace < UNSEEN:
        done, more = UNSEEN, p.settings.gap_most - UNSEEN
        extra -= _fill([(at, done * em) for at, em in others], extra, kerns)
        extra -= _fill([(at, more * em) for at, kind, em, _room in items if kind == GAP], extra, kerns)
    if extra > _NOTHING:
        extra -= _fill([(at, (OTHER_MOST - done) * em) for at, em in others], extra, kerns)
    if extra > _NOTHING:
        _fill([(at, extra * em) for at, _kind, em, _room in items], extra, kerns)
    return 0.0


def _fill(rooms: list[tuple[int, float]], extra: float, kerns: dict[int, float]) -> float:
    """Give each boundary the same share of its room; returns what was given in all."""
    total = sum(room for _at, room in rooms)
    if total <= 0.0 or extra <= 0.0:
        return 0.0
    share = min(extra / total, 1.0)
    for at, room in rooms:
        kerns[at] = kerns.get(at, 0.0) + room * share
    return total * share
