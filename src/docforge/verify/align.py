"""Which paragraph of a file is which paragraph of the document."""

from __future__ import annotations

from difflib import SequenceMatcher

import msgspec

from docforge.model.ids import portable_address
from docforge.verify.facts import Paragraph
from docforge.verify.joins import DrawnKeys, join_pages, label_of
from docforge.verify.match import begin_key
from docforge.verify.reading import Found

ALIKE = 0.5
"""From this share of equal characters on, two paragraphs at one place are taken for versions of each other."""

NEAR = 20
"""How many paragraphs further on one that looks alike is looked for."""


class Pair(msgspec.Struct, frozen=True):
    """A paragraph of the document and the one in the file; ``moved``: it stands at another place there."""

    expected: Paragraph
    found: Found
    moved: bool = False


class Alignment(msgspec.Struct, frozen=True):
    """Pairs in the order of the document, what the file lacks, and what it has too much."""

    pairs: tuple[Pair, ...]
    missing: tuple[Paragraph, ...]
    added: tuple[Found, ...]


def found_key(found: Found) -> str:
    """The key of a paragraph of a file."""
    paragraph = found.paragraph
    return begin_key(paragraph.run + paragraph.number + paragraph.text)


def align(expected: tuple[Paragraph, ...], found: tuple[Found, ...], *, drawn: bool) -> Alignment:
    """Pair the paragraphs of a document with those of a file.

    Equal text in equal order first; then the same text elsewhere, the same id or address, and at last what looks alike
    at the same place.
    """
    if drawn:
        names = DrawnKeys(expected)
        found = join_pages(names, found)
        return _Aligner(expected, names.keys, found, [names.of(item) for item in found]).run()
    keys = [begin_key(label_of(paragraph) + paragraph.text) for paragraph in expected]
    return _Aligner(expected, keys, found, [found_key(item) for item in found]).run()


class _Aligner:
    def __init__(
        self, expected: tuple[Paragraph, ...], keys: list[str], found: tuple[Found, ...], others: list[str]
    ) -> None:
        self.expected = expected
        self.keys = keys
        self.found = found
        self.others = others
        self.partner: dict[int, int] = {}
        self.moved: set[int] = set()

    def run(self) -> Alignment:
        gaps = self._equal_in_order()
        self._equal_elsewhere()
        self._same_name(gaps)
        for gap in gaps:
            self._alike(*gap)
        taken = set(self.partner.values())
        pairs = tuple(
            Pair(self.expected[i], self.found[self.partner[i]], i in self.moved) for i in sorted(self.partner)
        )
        missing = tuple(paragraph for i, paragraph in enumerate(self.expected) if i not in self.partner)
        return Alignment(pairs, missing, tuple(item for j, item in enumerate(self.found) if j not in taken))

    def _equal_in_order(self) -> list[tuple[range, range]]:
        """Pair the longest common order; the ranges between are returned."""
        if self.keys == self.others:
            self.partner = {index: index for index in range(len(self.keys))}
            return []
        gaps = []
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, self.keys, self.others, autojunk=False).get_opcodes():
            if tag == "equal":
                self.partner.update(zip(range(i1, i2), range(j1, j2), strict=True))
            else:
                gaps.append((range(i1, i2), range(j1, j2)))
        return gaps

    def _open(self) -> tuple[list[int], list[int]]:
        taken = set(self.partner.values())
        left = [i for i in range(len(self.keys)) if i not in self.partner]
        return left, [j for j in range(len(self.others)) if j not in taken]

    def _equal_elsewhere(self) -> None:
        left, right = self._open()
        places: dict[str, list[int]] = {}
        for j in right:
            places.setdefault(self.others[j], []).append(j)
        for i in left:
            if self.keys[i] and places.get(self.keys[i]):
                self.partner[i] = places[self.keys[i]].pop(0)
                self.moved.add(i)

    def _same_name(self, gaps: list[tuple[range, range]]) -> None:
        left, right = self._open()
        by_name = {name: j for j in right for name in self.found[j].names}
        taken: set[int] = set()
        for i in left:
            paragraph = self.expected[i]
            for name in (paragraph.id, portable_address(paragraph.address)):
                j = by_name.get(name) if name else None
                if j is not None and j not in taken:
                    self.partner[i] = j
                    taken.add(j)
                    if not any(i in one and j in two for one, two in gaps):
                        self.moved.add(i)
                    break

    def _alike(self, left: range, right: range) -> None:
        """Pair what is open in one gap: one to one if both sides have as many, else by likeness, in order."""
        taken = set(self.partner.values())
        ours = [i for i in left if i not in self.partner]
        theirs = [j for j in right if j not in taken]
        if len(ours) == len(theirs):
            self.partner.update(zip(ours, theirs, strict=True))
            return
        for i in ours:
            for place, j in enumerate(theirs[:NEAR]):
                if SequenceMatcher(None, self.keys[i], self.others[j], autojunk=False).ratio() >= ALIKE:
                    self.partner[i] = j
                    theirs = theirs[place + 1 :]
                    break
