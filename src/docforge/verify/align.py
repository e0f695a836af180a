"""Which paragraph of a file is which paragraph of the document."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher

import msgspec
from msgspec.structs import replace

from docforge.model.ids import portable_address
from docforge.verify.facts import Paragraph
from docforge.verify.match import begin_key
from docforge.verify.reading import LINE_END, Found

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


def expected_key(paragraph: Paragraph, *, drawn: bool) -> str:
    """The key of a paragraph; ``drawn``: with the readings that a PDF sets in the line."""
    text = drawn_text(paragraph) if drawn else paragraph.text
    return begin_key(paragraph.run + paragraph.number + paragraph.series + text)


def drawn_text(paragraph: Paragraph) -> str:
    """A text with what a PDF draws in it: 漢字（かんじ）, one reading for bases that touch, and the calls of notes."""
    inserted = [(note.at, str(note.number)) for note in paragraph.notes]
    pending = ""
    for index, (start, base, reading) in enumerate(paragraph.ruby):
        end = start + len(base)
        pending += reading
        if index + 1 == len(paragraph.ruby) or paragraph.ruby[index + 1][0] != end:
            inserted.append((end, f"（{pending}）"))
            pending = ""
    text = paragraph.text
    for place, addition in sorted(inserted, key=lambda item: item[0], reverse=True):
        text = text[:place] + addition + text[place:]
    return text


def found_key(found: Found) -> str:
    """The key of a paragraph of a file."""
    paragraph = found.paragraph
    return begin_key(paragraph.run + paragraph.number + paragraph.text)


def join_pages(expected: list[str], found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Put paragraphs together again that were cut at the end of a page; ``expected`` are the keys to aim at."""
    whole = set(expected)
    ordered = sorted(whole)
    out: list[Found] = []
    for item in found:
        if item.resumes and out and _belongs(found_key(out[-1]), item, whole, ordered):
            out[-1] = _joined(out[-1], item)
        else:
            out.append(item)
    return tuple(out)


def _belongs(before: str, item: Found, whole: set[str], ordered: list[str]) -> bool:
    after = found_key(item)
    if not before or not after:
        return False  # a picture alone on the page before is a paragraph of its own
    if _begins(before + after, ordered):
        return True
    if before in whole or after in whole or item.names:
        return False
    return _begins(before, ordered) or any(other.endswith(after) for other in ordered)


def _begins(prefix: str, ordered: list[str]) -> bool:
    place = bisect_left(ordered, prefix)
    return place < len(ordered) and ordered[place].startswith(prefix)


def _joined(first: Found, second: Found) -> Found:
    one, two = first.paragraph, second.paragraph
    paragraph = replace(
        one,
        text=one.text + LINE_END + two.text,
        notes=one.notes + two.notes,
        links=one.links + two.links,
        ruby=one.ruby + two.ruby,
        images=one.images + two.images,
    )
    return replace(first, paragraph=paragraph, names=first.names + second.names)


def align(expected: tuple[Paragraph, ...], found: tuple[Found, ...], *, drawn: bool) -> Alignment:
    """Pair the paragraphs of a document with those of a file.

    Equal text in equal order first; then the same text elsewhere, the same id or address, and at last what looks alike
    at the same place.
    """
    above = any(item.paragraph.ruby for item in found)
    keys = [expected_key(paragraph, drawn=drawn and not above) for paragraph in expected]
    if drawn:
        found = join_pages(keys, found)
    others = [found_key(item) for item in found]
    return _Aligner(expected, keys, found, others).run()


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
