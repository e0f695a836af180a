"""Ids that a lock keeps: what was published and is still there gets the id it had, whatever its words are by now and
however many paragraphs were put in before it.

A paragraph is known by an id that its author gave, else by equal words in the same order, else by equal words
elsewhere, and between those, in order, by likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from docforge.model.locked import Locked, likeness, sketch, text_digest

ALIKE = 0.3
"""From this share of common pairs of neighbouring characters on, a paragraph is taken for a version of another. Two
texts of which nine of ten characters agree share about eight of ten pairs; two on one subject, one of ten."""

MOST = 250_000
"""Pairs of one gap that are all compared: 500 paragraphs in a row that were all edited."""
NEAR = 20
"""How many paragraphs further on one that is alike is looked for in a longer gap."""

OWN = "~"
"""Ids that docforge made begin with it."""


class Wanted:
    """A node that may get an id from the lock: its kind, its own words, and the id it has already."""

    def __init__(self, kind: str, text: str, identifier: str) -> None:
        self.kind = kind
        self.id = identifier
        self.digest = text_digest(text)
        self._text = text
        self._sketch = ""

    @property
    def sketch(self) -> str:
        """Made when it is asked for: most paragraphs are known by their words."""
        self._sketch = self._sketch or sketch(self._text)
        return self._sketch


def kind_of(node: Any) -> str:
    """The kind of a node as a lock names it."""
    return type(node).__name__.lower()


def matched(lock: Sequence[Locked], nodes: Sequence[Wanted]) -> dict[int, int]:
    """Place in the lock → place among the nodes, of everything that is still there."""
    return _Matching(lock, nodes).run()


class _Matching:
    def __init__(self, lock: Sequence[Locked], nodes: Sequence[Wanted]) -> None:
        self.lock = lock
        self.nodes = nodes
        self.partner: dict[int, int] = {}

    def run(self) -> dict[int, int]:
        """See ``matched``."""
        self._same_id()
        gaps = self._equal_in_order()
        self._equal_elsewhere()
        for gap in gaps:
            self._alike(*gap)
        return self.partner

    def _open(self) -> tuple[list[int], list[int]]:
        taken = set(self.partner.values())
        left = [i for i in range(len(self.lock)) if i not in self.partner]
        return left, [j for j in range(len(self.nodes)) if j not in taken and not self.nodes[j].id]

    def _same_id(self) -> None:
        places = {node.id: j for j, node in enumerate(self.nodes) if node.id}
        self.partner = {i: places[entry.id] for i, entry in enumerate(self.lock) if entry.id in places}

    def _equal_in_order(self) -> list[tuple[list[int], list[int]]]:
        """Pair the longest common order; what lies open between is returned."""
        backwards = {j: i for i, j in self.partner.items()}
        ours = [(entry.kind, entry.digest, self.partner.get(i, -1)) for i, entry in enumerate(self.lock)]
        theirs = [(node.kind, node.digest, j if j in backwards else -1) for j, node in enumerate(self.nodes)]
        for j, i in backwards.items():  # what is known by its id is one thing, whatever it says
            theirs[j] = ours[i]
        gaps = []
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag != "equal":
                gaps.append((list(range(i1, i2)), list(range(j1, j2))))
                continue
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                self.partner.setdefault(i, j)
        return gaps

    def _equal_elsewhere(self) -> None:
        left, right = self._open()
        places: dict[tuple[str, str], list[int]] = {}
        for j in right:
            places.setdefault((self.nodes[j].kind, self.nodes[j].digest), []).append(j)
        for i in left:
            found = places.get((self.lock[i].kind, self.lock[i].digest))
            if found:
                self.partner[i] = found.pop(0)

    def _alike(self, left: list[int], right: list[int]) -> None:
        """Pair what is open in one gap, in order: the pairs whose likenesses are most together."""
        taken = set(self.partner.values())
        ours = [i for i in left if i not in self.partner]
        theirs = [j for j in right if j not in taken and not self.nodes[j].id]
        if len(ours) * len(theirs) <= MOST:
            self.partner.update(self._best(ours, theirs))
            return
        for i in ours:  # a document written anew: what is near will do
            near = max(theirs[:NEAR], key=lambda j: self._likeness(i, j), default=None)
            if near is not None and self._likeness(i, near) >= ALIKE:
                self.partner[i] = near
                theirs = theirs[theirs.index(near) + 1 :]

    def _best(self, ours: list[int], theirs: list[int]) -> list[tuple[int, int]]:
        """The heaviest pairs that do not cross: ``best[a][b]`` is the sum of their likenesses in the first a and b."""
        shares = [[self._likeness(i, j) for j in theirs] for i in ours]
        best = [[0.0] * (len(theirs) + 1)]
        for row in shares:
            above, line = best[-1], [0.0]
            for place, share in enumerate(row):
                met = above[place] + share if share >= ALIKE else 0.0
                line.append(max(above[place + 1], line[-1], met))
            best.append(line)
        pairs: list[tuple[int, int]] = []
        a, b = len(ours), len(theirs)
        while a and b:
            if best[a][b] == best[a - 1][b]:
                a -= 1
            elif best[a][b] == best[a][b - 1]:
                b -= 1
            else:
                a, b = a - 1, b - 1
                pairs.append((ours[a], theirs[b]))
        return pairs

    def _likeness(self, i: int, j: int) -> float:
        if self.lock[i].kind != self.nodes[j].kind:
            return 0.0
        return likeness(self.lock[i].sketch, self.nodes[j].sketch)
