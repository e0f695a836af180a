"""Numbers of headings: which of them Word counts, in lists of several levels that belong to the heading styles.

The commonest kind of label of each level of headings is counted, if Word would print each number as it is typed: a
number that does not follow from the one before begins a list of its own, and a label of another kind stays typed. A
level that goes on through the headings above it (the chapters of a statute through its parts) has another definition,
since Word and LibreOffice both begin a level afresh after a shallower one of the same definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.writers.docx.heading_labels import HeadingKind, HeadingLabel, heading_label, without

LEVELS = 6


class HeadingLevel(Struct, frozen=True):
    """One level of a definition: how it counts, and the text that it prints, with Word's places (``%1.%2``).

    ``legal``: numbers of the levels above are printed in digits.
    """

    format: str
    text: str
    suffix: str
    legal: bool


class CountedHeading(Struct, frozen=True):
    """A heading that Word numbers. ``list`` counts the lists of ``HeadingNumbers``; ``level`` is Word's, from 0.

    ``label`` is what Word prints, with the blank after it in ``suffix``; ``words`` is what is left to be typed.
    """

    list: int
    level: int
    label: str
    suffix: str
    words: n.Inlines


class HeadingNumbers(Struct):
    """The numbering of all headings.

    ``definitions``: levels by Word's number, for each abstract definition; ``lists``: the definition of each list and
    the numbers that it begins with, by level; the first list of a definition is that of its styles. ``counted``: the
    headings that Word numbers, by id.
    """

    definitions: list[dict[int, HeadingLevel]] = field(default_factory=list)
    lists: list[tuple[int, dict[int, int]]] = field(default_factory=list)
    counted: dict[str, CountedHeading] = field(default_factory=dict)

    def is_legal(self, level: int) -> bool:
        """Whether a level (from 0) shows numbers of another script above it in digits."""
        return any(levels[level].legal for levels in self.definitions if level in levels)

    def definition_of(self, level: int) -> int | None:
        """The definition that numbers a level (from 0), None for a level that has no numbers."""
        return next((place for place, levels in enumerate(self.definitions) if level in levels), None)


def heading_numbers(document: n.Document) -> HeadingNumbers:
    """What Word counts among the headings of a document; those in quotations, items, tables and
    notes are typed."""
    rows = [(heading, heading_label(heading.content)) for heading in _headings(document.blocks)]
    kinds = _kinds(rows)
    found = HeadingNumbers()
    if not kinds:
        return found
    groups = _groups(rows, kinds)
    for place, group in enumerate(groups):
        found.definitions.append({level: _level(level, kinds, group) for level in group})
        found.lists.append((place, {}))
    counting = _Counting(found, kinds)
    for heading, label in rows:
        counted = counting.count(heading, label) if heading.attr.id and label is not None else None
        if counted is not None:
            found.counted[heading.attr.id] = counted
    return found


def _headings(blocks: Iterable[n.Block]) -> Iterator[n.Heading]:
    for block in blocks:
        if isinstance(block, n.Heading):
            yield block
        elif isinstance(block, n.Div):
            yield from _headings(block.blocks)


_Rows = list[tuple[n.Heading, HeadingLabel | None]]


def _kinds(rows: _Rows) -> dict[int, HeadingKind]:
    """The kind of label that each level (from 0) is numbered with: the commonest, of several the first."""
    counts: dict[int, Counter[HeadingKind]] = {}
    for heading, label in rows:
        if label is not None and heading.level <= LEVELS:
            counts.setdefault(heading.level - 1, Counter())[label.kind] += 1
    found: dict[int, HeadingKind] = {}
    for level in sorted(counts):
        kind, count = counts[level].most_common(1)[0]
        enough = count > 1 or not kind.weak
        if enough and kind.depth - 1 <= len(found):
            found[level] = kind
    return found


def _groups(rows: _Rows, kinds: dict[int, HeadingKind]) -> list[list[int]]:
    """The levels that are counted together, outermost first. A level that counts on under new headings begins
    another group, unless its labels show the numbers above."""
    groups: list[list[int]] = [[]]
    for level, kind in kinds.items():
        if groups[-1] and kind.depth == 1 and _counts_on(rows, kinds, level):
            groups.append([])
        groups[-1].append(level)
    shown = [level for level, kind in kinds.items() if kind.depth > 1]
    if len(groups) > 1 and any(_above(level, kinds)[0] not in _group_of(level, groups) for level in shown):
        return [list(kinds)]  # labels show a level of another group: one list, restarted where it must be
    return groups


def _group_of(level: int, groups: list[list[int]]) -> list[int]:
    return next(group for group in groups if level in group)


def _counts_on(rows: _Rows, kinds: dict[int, HeadingKind], level: int) -> bool:
    """Whether more of a level's numbers follow from the one before than would if shallower headings began it anew."""
    on = anew = 0
    before: int | None = None
    fresh = True
    for heading, label in rows:
        place = heading.level - 1
        counted = label is not None and kinds.get(place) == label.kind
        if label is None or not counted:
            continue
        if place < level:
            fresh = True
        elif place == level:
            value = label.value[-1]
            on += value == (before or 0) + 1
            anew += value == (1 if fresh else (before or 0) + 1)
            before, fresh = value, False
    return on > anew


def _above(level: int, kinds: dict[int, HeadingKind]) -> list[int]:
    """The levels whose numbers a label of a level shows before its own, outermost first."""
    wanted = kinds[level].depth - 1
    shallower = [other for other in kinds if other < level]
    return shallower[len(shallower) - wanted :]


def _level(level: int, kinds: dict[int, HeadingKind], group: list[int]) -> HeadingLevel:
    kind = kinds[level]
    above = _above(level, kinds)
    places = ".".join(f"%{place + 1}" for place in (*above, level))
    legal = any(kinds[place].format != "decimal" for place in above)
    return HeadingLevel(kind.format, f"{kind.before}{places}{kind.after}", kind.suffix, legal)


class _Counting:
    """Counts along as Word does (ECMA-376 Part 1, 17.9.15 to 17.9.27), beginning lists where a number is another."""

    def __init__(self, numbers: HeadingNumbers, kinds: dict[int, HeadingKind]) -> None:
        self._numbers = numbers
        self._kinds = kinds
        self._counters: list[dict[int, int]] = [{} for _ in numbers.definitions]
        self._used: set[tuple[int, int]] = set()
        self._current: list[dict[int, int]] = [{} for _ in numbers.definitions]
        """The list that each level of each definition was counted in last."""
        self._implied: set[int] = set()
        """Levels that were passed over: a deeper one was counted first, and programs differ on what they hold then."""

    def count(self, heading: n.Heading, label: HeadingLabel) -> CountedHeading | None:
        """The place of a heading in the lists; None if its label must be typed."""
        level = heading.level - 1
        definition = self._numbers.definition_of(level)
        if definition is None or self._kinds[level] != label.kind:
            return None
        counters = self._counters[definition]
        if tuple(counters.get(place) for place in _above(level, self._kinds)) != label.value[:-1]:
            return None
        value = label.value[-1]
        number = self._list(definition, level, value)
        if number is None:
            if label.kind.weak and value != 1:
                return None
            self._numbers.lists.append((definition, {level: value}))
            number = len(self._numbers.lists) - 1
        counters[level] = value
        self._implied.discard(level)
        self._implied |= {
            place for place in self._numbers.definitions[definition] if place < level and place not in counters
        }
        self._used.add((number, level))
        current = self._current[definition]
        current[level] = number
        for deeper in [place for place in counters if place > level]:
            del counters[deeper]
        for deeper in [place for place in current if place > level]:
            del current[deeper]
        suffix = " " if label.kind.suffix == "space" else ""
        return CountedHeading(number, level, label.text, suffix, without(heading.content, label.end))

    def _list(self, definition: int, level: int, value: int) -> int | None:
        """A list that would print the number: that of the heading before or above, else that of the styles."""
        current = self._current[definition]
        nearest = next((current[place] for place in range(level, -1, -1) if place in current), definition)
        fitting = (each for each in (nearest, definition) if self._would_print(each, definition, level) == value)
        return next(fitting, None)

    def _would_print(self, number: int, definition: int, level: int) -> int | None:
        start = self._numbers.lists[number][1].get(level)
        if start is not None and (number, level) not in self._used:
            return start
        if level in self._implied:
            return None
        reached = self._counters[definition].get(level)
        return (start or 1) if reached is None else reached + 1
