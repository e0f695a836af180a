"""A lock of what a project would publish now. No file of the build is written for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docforge.build import registry
from docforge.build.crew import Job, Order
from docforge.build.lock.changed import CODES, published
from docforge.build.lock.file import Locks, encode, lock_path
from docforge.build.outcome import BuildOutcome, Made
from docforge.build.plan import Unit
from docforge.build.steps import run_passes
from docforge.build.tree import Prepared, run
from docforge.diagnostics import report
from docforge.model.locked import BEGINNING, Locked, sketch, text_digest
from docforge.model.nodes import Document
from docforge.passes.ids import own_text, wanted
from docforge.passes.locked import kind_of
from docforge.protocols import PassOptions

NAMING = "ids"
"""The pass that gives ids. The words that a paragraph is known by are those that it has then: later passes print
references, whose labels change with the numbers."""


class _Surveyor:
    """Settles documents in this process, and gathers what would be published of each."""

    def __init__(self) -> None:
        self.gathered: dict[str, dict[str, tuple[Locked, ...]]] = {}

    def run(self, order: Order, jobs: Iterable[Job], on_step: Callable[[str], None]) -> Iterator[tuple[Job, Made]]:
        builder = order.builder(on_step)
        builder.finals.on_final = self._gather
        for job in jobs:
            yield job, builder.unit(order.plan.units[job.unit], job.listed)

    def _gather(self, unit: Unit, given: Document, options: PassOptions, final: Document) -> None:
        """Of the documents that a unit has for its formats the first is taken."""
        units = self.gathered.setdefault(unit.target, {})
        if unit.name not in units:
            units[unit.name] = locked(given, options, final)


class Surveyed(Struct, frozen=True):
    """What ``docforge lock`` did: where it wrote ("" nothing, after an error), and what the documents said."""

    path: str
    summary: str
    outcome: BuildOutcome


def survey(prepared: Prepared, targets: Sequence[str] = ()) -> Surveyed:
    """Write the lock of what a project would publish now; nothing after an error."""
    surveyor = _Surveyor()
    told = run(prepared, verify=False, explain=True, choose=lambda _: surveyor)
    outcome = replace(told, diagnostics=tuple(item for item in told.diagnostics if item.code not in _anew(targets)))
    if prepared.loaded is None or not outcome.ok:
        return Surveyed("", "", outcome)
    earlier = prepared.loaded.locks
    kept = {name: units for name, units in earlier.items() if targets and name not in targets}
    locks = dict(sorted({**kept, **surveyor.gathered}.items()))
    path = lock_path(prepared.loaded.file)
    try:
        prepared.world.write(path, encode(locks))
    except OSError as error:
        said = report("DF902", f"not written: {error.strerror or error}", file=prepared.world.path(path))
        return Surveyed("", "", replace(outcome, diagnostics=(*outcome.diagnostics, said)))
    changed = sum(item.code in CODES for item in told.diagnostics)
    return Surveyed(path, f"{prepared.world.path(path)}: {_summary(locks, changed)}", outcome)


def _anew(targets: Sequence[str]) -> tuple[str, ...]:
    """What a new lock settles: what changed since the last one, and that this could not be read, unless some targets
    are to stay as they are in it."""
    return CODES if targets else (*CODES, "DF632")


def _summary(locks: Locks, changed: int) -> str:
    """How much is locked. Targets print the same paragraphs, so each is counted by itself."""
    told = ", ".join(
        f"{name} {_counted(units)}" if len(locks) > 1 else _counted(units) for name, units in locks.items()
    )
    return told + (f"; {changed} changed since the last lock" if changed else "")


def _counted(units: Mapping[str, Sequence[Locked]]) -> str:
    numbered = sum(1 for entries in units.values() for entry in entries if entry.address)
    paragraphs = "numbered paragraph" + ("" if numbered == 1 else "s")
    return f"{numbered} {paragraphs} in {len(units)} document" + ("" if len(units) == 1 else "s")


def locked(given: Document, options: PassOptions, final: Document) -> tuple[Locked, ...]:
    """The entries of one document, in reading order."""
    passes = registry.passes()
    until = next(place for place, item in enumerate(passes) if item.name == NAMING)
    named = run_passes(given, options, passes[: until + 1], NAMING).value
    there = published(final)
    out = []
    for node in wanted(named) if named is not None else ():
        text = own_text(node)
        _, address, label = there.get(node.attr.id, (None, "", ""))
        begins = " ".join(text.split())[:BEGINNING]
        kind = kind_of(node)
        out.append(Locked(kind, node.attr.id, address, label, text_digest(text), sketch(text), begins))
    return tuple(out)
