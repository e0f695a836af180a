"""Rows of the table: what docforge took, what a peer took for the same in the same run, their ratio, and the aim."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.measure import Cost, Figures, median


@dataclass(frozen=True)
class Row:
    """A line of the table. ``ratio`` is the median of the ratios of CPU time in each round; ``aim`` the most that it
    should be, 0 for none."""

    name: str
    ours: Cost
    peer: str
    theirs: Cost
    ratio: float
    aim: float = 0

    def __str__(self) -> str:
        return f"{self.name:<30}{_cost(self.ours)}  {self.peer:<30}{_cost(self.theirs)}{self.ratio:6.2f} ×" + (
            f"  aim {self.aim:g} ×: {met(self.ratio <= self.aim)}" if self.aim else ""
        )


def beside(
    name: str,
    ours: Sequence[Figures],
    peer: str,
    theirs: Sequence[Figures],
    aim: float = 0,
    per: tuple[int, int] = (1, 1),
) -> Row:
    """The row of two columns of the same rounds. ``per`` are the documents that each run made, where they differ."""
    ratio = statistics.median(one[0] / per[0] / (other[0] / per[1]) for one, other in zip(ours, theirs, strict=True))
    return Row(name, median(ours), peer, median(theirs), ratio, aim)


def limit(name: str, value: float, unit: str, most: float, of: Cost | None = None) -> str:
    """A line with a limit of its own."""
    return f"{name:<30}{_cost(of) if of else ''}  {value:.2f} {unit}  aim {most:g} {unit}: {met(value <= most)}"


def met(holds: bool) -> str:
    """How an aim fared."""
    return "met" if holds else "NOT MET"


def _cost(cost: Cost) -> str:
    return f"{cost.cpu:8.2f} s CPU{cost.wall:8.2f} s wall{cost.memory:6.0f} MB"
