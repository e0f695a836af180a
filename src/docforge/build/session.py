"""One run of a build: what is finished already is taken as it is, the rest is made by a crew; all is delivered as it
comes, so that a run which is interrupted leaves whole files, and the next one goes on from there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docforge.build.crew import Choose, Job, Order
from docforge.build.deliver import Delivery, MissingDataError
from docforge.build.finished import Finished
from docforge.build.outcome import Built, Listed, Made
from docforge.build.plan import Unit
from docforge.build.store import Values
from docforge.diagnostics import Diagnostic, report


class Delivered(Struct, frozen=True):
    """What one unit gave, the files of it that are there now, and why others are not."""

    made: Made
    artifacts: Sequence[Built]
    failed: Sequence[Diagnostic]


class Session:
    """Runs one build to its end."""

    def __init__(self, order: Order, choose: Choose, on_step: Callable[[str], None]) -> None:
        self.order = order
        self.choose = choose
        self.on_step = on_step
        values = Values(order.store)
        self.values = values
        self.delivery = Delivery(order.world, values)
        self.finished = Finished(order.world, order.loaded, order.plan, order.given, values, verify=order.verify)
        self.done: dict[int, Delivered] = {}
        self._pdfs: dict[tuple[str, tuple[str, ...]], Listed] = {}
        """PDFs whose pages may be listed, by target and sources."""
        self._data: dict[str, bytes] = {}
        """Their bytes by digest, of those that were made now."""

    def run(self) -> list[Delivered]:
        """Every unit of the plan that is to be built, in its order."""
        units, own = self.order.plan.units, self.order.plan.own
        if not self.order.explain:
            for folder in dict.fromkeys(posixpath.dirname(output.path) for output in self.order.plan.outputs):
                self.order.world.sweep(folder)
        # What lists the pages of another file is built after it.
        for indices in (
            [index for index in own if not units[index].page_list],
            [index for index in own if units[index].page_list],
        ):
            self._make([index for index in indices if not self._take(index)])
        self.values.trim()
        return [self.done[index] for index in own]

    def problems(self) -> list[Diagnostic]:
        """What is wrong with the cache."""
        store = self.order.store
        return [report("DF907", store.problem)] if store is not None and store.problem else []

    def _take(self, index: int) -> bool:
        """Deliver a unit that is finished; whether it is."""
        unit = self.order.plan.units[index]
        made = None if self.order.explain else self.finished.find(unit, self._listed(unit))
        if made is None:
            return False
        try:
            self._deliver(index, made)
        except MissingDataError:
            return False
        for output in unit.outputs:
            self.on_step(output.path)
        return True

    def _make(self, indices: Sequence[int]) -> None:
        if not indices:
            return
        jobs = (Job(index, self._with_data(self._listed(self.order.plan.units[index]))) for index in indices)
        for job, made in self.choose(len(indices)).run(self.order, jobs, self.on_step):
            unit = self.order.plan.units[job.unit]
            if not self.order.explain:  # kept first: what is delivered is never made again
                self.finished.keep(unit, job.listed and job.listed[0], made)
            self._deliver(job.unit, made)

    def _deliver(self, index: int, made: Made) -> None:
        if made.listed:
            self._pdfs.setdefault((self.order.plan.units[index].target, made.listed.pages), made.listed)
            self._data.update((sha, data) for sha, data in made.data.items() if sha == made.listed.sha256)
        if self.order.explain:
            self.done[index] = Delivered(made, (), ())
            return
        built, failed = self.delivery.write(made)
        self.done[index] = Delivered(replace(made, data={}), built, failed)

    def _listed(self, unit: Unit) -> Listed | None:
        """The PDF of the same documents whose pages a unit lists, of another target."""
        if not unit.page_list or unit.page_list == unit.target:
            return None
        return self._pdfs.get((unit.page_list, tuple(page.file for page in unit.pages)))

    def _with_data(self, listed: Listed | None) -> tuple[Listed, bytes] | None:
        if listed is None:
            return None
        return listed, self.delivery.data(self._data, listed.sha256, listed.path)
