"""The names that things of several files have in one handout: ids, notes, runs. The first file with one keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import WITH_ATTR, find, iterate
from docforge.passes.numbering.addresses import run_name

Show = Literal["head", "beside", "none"]


def ids(tree: object) -> frozenset[str]:
    """Every id in a tree."""
    return frozenset(getattr(node, "attr", n.NO_ATTR).id for node in iterate(tree, *WITH_ATTR)) - {""}


def new_names(own: Iterable[str], taken: set[str]) -> dict[str, str]:
    """New names for those of the ``own`` that others have; all are ``taken`` from now on."""
    own = set(own)
    names: dict[str, str] = {}
    for name in sorted(own & taken):
        number = 2
        while f"{name}-{number}" in taken | own:
            number += 1
        names[name] = f"{name}-{number}"
        taken.add(names[name])
    taken |= own
    return names


def new_runs(tree: object, taken: set[int]) -> dict[int, int]:
    """The number in the handout of each run that numbered paragraphs of a tree are in."""
    numbers: dict[int, int] = {}
    for item in find(tree, n.Item):
        if item.run and item.run not in numbers:
            numbers[item.run] = item.run if item.run not in taken else max(taken) + 1
            taken.add(numbers[item.run])
    return numbers


def in_run(item: n.Item, numbers: Mapping[int, int]) -> n.Item:
    """A numbered paragraph with the number that its run has in the handout."""
    number = numbers.get(item.run, item.run)
    if number == item.run:
        return item
    rest = item.address.partition("p")[2]
    return replace(item, run=number, address=f"s{number}p{rest}" if rest else "")


def runs_of(blocks: n.Blocks, lang: str) -> tuple[n.Run, ...]:
    """The runs of blocks, each with the labels at both ends of what is there of it."""
    found: dict[int, n.Run] = {}
    for item in find(blocks, n.Item):
        if not item.run:
            continue
        run = found.get(item.run) or n.Run(item.run, run_name(item.run, lang), item.scheme, item.label)
        found[item.run] = replace(run, last=item.label, count=run.count + 1) if _counts(item, run) else run
    return tuple(found.values())


def _counts(item: n.Item, run: n.Run) -> bool:
    """Whether an item is one of those that its run is told by, and not a part of such a one."""
    return item.level == 1 or not run.count


def how_shown(blocks: n.Blocks, runs: Sequence[n.Run], asked: Show | None) -> Show:
    """How runs are told apart: as asked, else in the running head where a label stands in two of them."""
    if len(runs) < 2:
        return "none"
    if asked:
        return asked
    labels: dict[str, set[int]] = {}
    for item in find(blocks, n.Item):
        if item.run and item.level == 1:
            labels.setdefault(item.label.strip("()（）.．、 "), set()).add(item.run)
    return "head" if any(len(met) > 1 for met in labels.values()) else "none"
