"""Who makes units: this process, one after the other. ``pool`` has processes for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from docforge.build.guard import over_limit
from docforge.build.kernel_limits import Holding, OutOfTimeError, free
from docforge.build.outcome import Listed, Made
from docforge.build.plan import Plan, Unit
from docforge.build.project.load import Loaded
from docforge.build.project.schema import Settings
from docforge.build.store import Store, Values
from docforge.world import RootedWorld

if TYPE_CHECKING:
    from docforge.build.units import Builder


class Order(Struct, frozen=True):
    """A build as whoever makes its units has to know it."""

    world: RootedWorld
    loaded: Loaded
    plan: Plan
    given: Settings
    verify: bool
    explain: bool = False
    store: Store | None = None

    def builder(self, on_step: Callable[[str], None]) -> Builder:
        """What makes units of this build in the process that asks."""
        from docforge.build.units import Builder  # loads readers, passes and writers

        return Builder(
            self.world,
            self.loaded,
            self.plan,
            self.given,
            verify=self.verify,
            explain=self.explain,
            values=Values(self.store),
            on_step=on_step,
        )


class Job(Struct, frozen=True):
    """One unit to be made: its place in the plan, and the PDF whose pages its e-book lists."""

    unit: int
    listed: tuple[Listed, bytes] | None = None


class Crew(Protocol):
    """Makes units, in any order."""

    def run(self, order: Order, jobs: Iterable[Job], on_step: Callable[[str], None]) -> Iterator[tuple[Job, Made]]:
        """Each job with what it gave; ``on_step`` is told the path of each file when it begins or is done."""
        ...


Choose: TypeAlias = Callable[[int], Crew]
"""Says who makes a number of units."""


class Alone:
    """Makes units in this process, in order, each held within its limits as ``holding`` says."""

    def __init__(self, holding: Holding = free) -> None:
        self._builder: Builder | None = None
        self._holding = holding

    def run(self, order: Order, jobs: Iterable[Job], on_step: Callable[[str], None]) -> Iterator[tuple[Job, Made]]:
        for job in jobs:
            if self._builder is None:
                self._builder = order.builder(on_step)
            yield job, self._made(self._builder, order.plan.units[job.unit], job)

    def _made(self, builder: Builder, unit: Unit, job: Job) -> Made:
        try:
            with self._holding(builder.themes.of(unit)[0].limits):
                return builder.unit(unit, job.listed)
        except (MemoryError, OutOfTimeError) as error:
            return Made(diagnostics=(over_limit(error, unit.pages[0].file or unit.name),))
