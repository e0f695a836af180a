"""Which passage of an old document is which of a new one: by equal text, by id, by likeness."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from docforge.build.changes.passages import Passage

ALIKE = 0.5
"""From this share of equal characters on, a passage is taken for a version of another."""


class Pair(Struct, frozen=True):
    """An old and a new passage; None where there is none. ``moved``: it stands in another order."""

    old: Passage | None
    new: Passage | None
    moved: bool = False


def pair(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Pair, ...]:
    """Pairs in the order of the new document; what was removed stands where it was.

    What front matter prints is compared only where both documents have it: a theme may print none of it.
    """
    sides = [[passage for passage in side if "front" not in passage.within] for side in (old, new)]
    if len(sides[0]) == len(old) or len(sides[1]) == len(new):
        return _Pairing(*sides).run()
    return _Pairing(old, new).run()


class _Pairing:
    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self._old, self._new = old, new
        self._partner: dict[int, int] = {}
        self._moved: set[int] = set()

    def run(self) -> tuple[Pair, ...]:
        gaps = self._equal_in_order()
        self._same_key(gaps)
        self._equal_elsewhere()
        for gap in gaps:
            self._alike(*gap)
        return tuple(self._in_order())

    def _equal_in_order(self) -> list[tuple[range, range]]:
        """Pair what is equal and in order; what lies between as gaps. Ids tell equal texts apart: they go first."""
        sides = (self._old, self._new)
        by_id = [[(passage.level > 0, passage.text, passage.key) for passage in side] for side in sides]
        by_text = [[token[:2] for token in side] for side in by_id]
        gaps = []
        for left, right in self._equal(by_id[0], by_id[1], range(len(self._old)), range(len(self._new))):
            gaps += self._equal(by_text[0], by_text[1], left, right)
        return gaps

    def _equal(
        self, old: Sequence[Hashable], new: Sequence[Hashable], left: range, right: range
    ) -> list[tuple[range, range]]:
        """Pair equal tokens of two stretches in order; the stretches between them."""
        gaps = []
        ours, theirs = old[left.start : left.stop], new[right.start : right.stop]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag == "equal":
                self._partner.update(zip(left[i1:i2], right[j1:j2], strict=True))
            else:
                gaps.append((left[i1:i2], right[j1:j2]))
        return gaps

    def _open(self) -> tuple[list[int], list[int]]:
        taken = set(self._partner.values())
        left = [i for i in range(len(self._old)) if i not in self._partner]
        return left, [j for j in range(len(self._new)) if j not in taken]

    def _same_key(self, gaps: list[tuple[range, range]]) -> None:
        left, right = self._open()
        by_key = {self._new[j].key: j for j in reversed(right) if self._new[j].key}
        for i in left:
            j = by_key.pop(self._old[i].key, None) if self._old[i].key else None
            if j is not None:
                self._take(i, j, gaps)

    def _equal_elsewhere(self) -> None:
        left, right = self._open()
        places: dict[str, list[int]] = {}
        for j in right:
            places.setdefault(self._new[j].text, []).append(j)
        for i in left:
            if self._old[i].text and places.get(self._old[i].text):
                self._partner[i] = places[self._old[i].text].pop(0)
                self._moved.add(i)

    def _take(self, i: int, j: int, gaps: list[tuple[range, range]]) -> None:
        self._partner[i] = j
        if not any(i in one and j in two for one, two in gaps):
            self._moved.add(i)

    def _alike(self, left: range, right: range) -> None:
        taken = set(self._partner.values())
        ours = [i for i in left if i not in self._partner]
        theirs = [j for j in right if j not in taken]
        if len(ours) == len(theirs) and all(map(self._same_kind, ours, theirs)):
            self._partner.update(zip(ours, theirs, strict=True))
            return
        for i in ours:
            scores = [(self._likeness(i, j), -j) for j in theirs]
            best, place = max(scores, default=(0.0, 0))
            if best >= ALIKE:
                self._partner[i] = -place
                theirs = [j for j in theirs if j > -place]

    def _same_kind(self, i: int, j: int) -> bool:
        one, two = self._old[i], self._new[j]
        return bool(one.level) == bool(two.level) and bool(one.label) == bool(two.label)

    def _likeness(self, i: int, j: int) -> float:
        one, two = self._old[i], self._new[j]
        if bool(one.level) != bool(two.level):
            return 0.0
        matcher = SequenceMatcher(None, one.text, two.text, autojunk=False)
        return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0

    def _in_order(self) -> list[Pair]:
        by_new = {j: i for i, j in self._partner.items()}
        out: list[Pair] = []
        shown = 0
        for j, passage in enumerate(self._new):
            i = by_new.get(j)
            if i is not None and i not in self._moved:
                out += self._removed(shown, i)
                shown = max(shown, i + 1)
            old = None if i is None else self._old[i]
            out.append(Pair(old, passage, i in self._moved))
        return out + self._removed(shown, len(self._old))

    def _removed(self, first: int, last: int) -> list[Pair]:
        return [Pair(self._old[i], None) for i in range(first, last) if i not in self._partner]
