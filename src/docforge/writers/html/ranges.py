"""Ranges of numbered paragraphs, as a running head names them: ``一 8–11 · 二 1–3``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from docforge.model import nodes as n
from docforge.model.walk import find

DASH = "–"
BETWEEN = " · "
_AROUND = " .,、．:：)）(（[]【】〔〕"
"""Marks that stand around a number in a label and are left out."""
_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万")


class Place(NamedTuple):
    """A paragraph of the top level in its run."""

    run: str
    """The run's name, ``二``."""
    number: str
    """The label without the marks around it, ``3``; one in Han numerals, as run names are, keeps them: ``三、``."""
    before: str
    """When it begins a run: the number that ended the run before it, else ""."""

    @property
    def first(self) -> str:
        """How a range that begins here begins: ``二 3``."""
        return f"{self.run} {self.number}".strip()


def places(document: n.Document) -> dict[str, Place]:
    """Every paragraph of the top level that takes part in a run, by address, in reading order."""
    names = {run.number: run.name for run in document.runs}
    found: dict[str, Place] = {}
    last: n.Item | None = None
    for item in find(document.blocks, n.Item):
        if not item.run or item.level != 1 or not item.address:
            continue
        begins = last is not None and last.run != item.run
        before = _number(last) if last is not None and begins else ""
        found[item.address] = Place(names.get(item.run, ""), _number(item), before)
        last = item
    return found


def _number(item: n.Item) -> str:
    bare = item.label.strip(_AROUND)
    return item.label if bare and not set(bare) - _HAN_NUMERALS else bare


def describe(on_page: Iterable[Place]) -> str:
    """The ranges of one page. A run with a single paragraph on the page shows that number only."""
    parts = []
    for run, group in groupby(on_page, lambda place: place.run):
        numbers = [place.number for place in group]
        ends = numbers[0] if len(numbers) == 1 else f"{numbers[0]}{DASH}{numbers[-1]}"
        parts.append(f"{run} {ends}".strip())
    return BETWEEN.join(parts)
