"""Justification: what is taken from, or given to, the boundaries of a line (CLREQ 3.2.3, JLREQ 3.8)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby
from operator import itemgetter

from docforge.press.compose.prepare import Prepared
from docforge.typography.rules import GAP, WORD_SPACE

_order = itemgetter(1)


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
        if need <= 1e-9:
            return 0.0
    return need


def stretch(p: Prepared, start: int, end: int, extra: float, kerns: dict[int, float]) -> float:
    """Spread ``extra`` over a line of ``text[start:end]``; what could not be spread is returned.

    Word spaces first, then the CJK–Latin gaps, each to its limit; the rest over all boundaries evenly.
    """
    items = p.stretches[bisect_right(p.stretch_at, start) : bisect_left(p.stretch_at, end)]
    if not items:
        return extra
    for kind in (WORD_SPACE, GAP) if p.room[end] - p.room[start + 1] > 0.0 else ():
        room = sum(item[3] for item in items if item[1] == kind)
        if room > 0.0:
            share = min(extra / room, 1.0)
            for at, its_kind, _em, most in items:
                if its_kind == kind:
                    kerns[at] = kerns.get(at, 0.0) + most * share
            extra -= room * share
    if extra > 1e-9:
        each = extra / sum(item[2] for item in items)
        for at, _kind, em, _most in items:
            kerns[at] = kerns.get(at, 0.0) + each * em
    return 0.0
