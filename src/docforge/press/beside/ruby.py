"""Where readings stand over their base texts: widths in, room and places out. It knows no layout engine.

All lengths are in one unit of the caller's choice. The rules are those of JLREQ 3.3: a reading is half the size of its
base; where it is longer, the base is spaced out, one part at each end to two parts between its characters (3.3.6);
it may reach over a neighbour that is kana without a reading by one of its own characters, never over an ideograph
(3.3.8); where it is shorter, its kana are spaced out the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docforge.typography.scripts import is_han, is_hangul, is_kana

SIZE = 0.5
"""Size of a reading, in em of its base."""
LETTERS_SIZE = 0.45
"""Size of a reading in letters: pinyin is wider than its characters, and has more of a letter's height than kana."""
OVERHANG = 0.5
"""How far it may reach over a neighbour: one character of its own, in em of the base."""
BASE_LINE = 0.94
"""Base line of a reading in kana or Han over that of its base, in em: its em box stands on the base's."""
LATIN_BASE_LINE = 1.0
"""The same for pinyin and other letters, whose descenders need room."""
NARROWEST = 2 / 3
"""How far a long reading is condensed before its base is spaced out: as far as 三分ルビ (JLREQ 3.3.3)."""
NO_GAP = 0.12
"""Space between two characters, in em, that programs which copy text take for none, justified lines included."""
_GAP = 0.15
"""Least distance of two readings in letters, in em of the reading: two words must not read as one."""


class Room(NamedTuple):
    """The space put around a base: before it, between each two of its characters, and after it."""

    before: float = 0.0
    between: float = 0.0
    after: float = 0.0


class Pair(NamedTuple):
    """A base and its reading. ``characters`` counts those of the base.

    ``over_start``, ``over_end``: how far its reading may reach over the text before and after it.
    """

    base: float
    reading: float
    characters: int = 1
    over_start: float = 0.0
    over_end: float = 0.0


def may_reach_over(char: str) -> bool:
    """Whether a reading may stand partly over a character: kana (JLREQ 3.3.8)."""
    return bool(char) and is_kana(char)


def is_spaced(reading: str) -> bool:
    """Whether the characters of a short reading are spaced out over its base: kana and Han are, letters are not."""
    return all(is_kana(char) or is_han(char) for char in reading)


def size_of(reading: str) -> float:
    """Size of the type of a reading, in em of its base."""
    return LETTERS_SIZE if is_letters(reading) else SIZE


def is_letters(reading: str) -> bool:
    """Whether a reading is in letters such as pinyin's, which words are parted by."""
    return not any(is_kana(char) or is_han(char) or is_hangul(char) or "\u3100" <= char <= "\u31bf" for char in reading)


def condensed(pair: Pair, em: float) -> float:
    """The factor a reading is narrowed by: no more than keeps its base's characters less than ``NO_GAP`` apart.

    Spaced further, a word would be copied with blanks in it.
    """
    allowed = pair.base + pair.over_start + pair.over_end + NO_GAP * em * pair.characters
    return max(min(allowed / pair.reading, 1.0), NARROWEST) if pair.reading > 0 else 1.0


def room(pair: Pair) -> Room:
    """The space a base needs so that its reading touches nothing it may not touch.

    What may reach over neighbours does so first; the rest is spread, as even as the neighbours let it be.
    """
    excess = pair.reading - pair.base - pair.over_start - pair.over_end
    if excess <= 0:
        return Room()
    if pair.characters > 1:
        part = excess / (2 * pair.characters)
        return Room(part, 2 * part, part)
    half = (pair.reading - pair.base) / 2
    before, after = max(half - pair.over_start, 0.0), max(half - pair.over_end, 0.0)
    share = excess / (before + after)
    return Room(before * share, 0.0, after * share)


def shared_room(pairs: Sequence[Pair]) -> list[Room]:
    """Room of the characters of one word whose readings may stand over each other's bases (熟語ルビ, JLREQ 3.3.7)."""
    bases, readings = sum(pair.base for pair in pairs), sum(pair.reading for pair in pairs)
    whole = room(Pair(bases, readings, len(pairs), pairs[0].over_start, pairs[-1].over_end))
    half = whole.between / 2
    last = len(pairs) - 1
    return [
        Room(whole.before if at == 0 else half, 0.0, whole.after if at == last else half) for at in range(len(pairs))
    ]


class Wish(NamedTuple):
    """Where a reading would stand: the middle of its base, its width, and the edges it may not cross."""

    centre: float
    width: float
    start: float
    end: float


def places(wishes: Sequence[Wish], start: float, end: float) -> list[float]:
    """Left edges of the readings of a line, each as near to the middle of its base as its edges and the others allow.

    ``start`` and ``end`` are the line's edges. None stands over another: those that cannot all be content are pushed
    to the right, and go beyond the end rather than over each other.
    """
    lefts = [_within(wish.centre - wish.width / 2, wish, start, end) for wish in wishes]
    reached = end
    for at in reversed(range(len(wishes))):
        lefts[at] = min(lefts[at], reached - wishes[at].width)
        reached = lefts[at]
    reached = start
    for at, wish in enumerate(wishes):
        lefts[at] = max(lefts[at], reached)
        reached = lefts[at] + wish.width
    return lefts


_PLAY = 1e-6


def _within(left: float, wish: Wish, start: float, end: float) -> float:
    """A left edge moved so that the reading keeps within its edges; a reading too wide for them is centred."""
    low, high = max(wish.start, start), min(wish.end, end)
    if wish.width > high - low + _PLAY:
        return max(left, start)
    return min(max(left, low), high - wish.width)


def spread(reading: str, width: float, base: float) -> tuple[float, float]:
    """How far a reading is moved in, and the space between each two of its characters, over a longer base.

    One part at each end to two between (JLREQ 3.3.6), but no end is wider than half a base character.
    """
    count = len(reading)
    slack = base - width
    if slack <= 0 or not is_spaced(reading) or count == 0:
        return 0.0, 0.0
    if count == 1:
        return slack / 2, 0.0
    part = slack / (2 * count)
    return part, 2 * part


def gap_between(reading: str) -> float:
    """Space that a reading keeps from the next one, in em of the base."""
    return _GAP * SIZE if is_letters(reading) else 0.0
