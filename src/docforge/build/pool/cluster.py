"""A crew of many machines: units are jobs of a Dask scheduler. Its workers see the project under the same path, as on a
file system that they share; they give bytes, and this process alone writes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from docforge.build.crew import Job, Order
from docforge.build.outcome import Made
from docforge.build.registry import UsageError
from docforge.build.store.values import decode, encode
from docforge.diagnostics import report

if TYPE_CHECKING:
    from docforge.build.units import Builder

_CONNECT = 30.0
"""Seconds within which the scheduler answers."""


class Cluster:
    """Makes units on the workers of the Dask scheduler at an address (``tcp://host:8786``). A job whose worker is lost
    is done by another one, as often as the scheduler allows."""

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, order: Order, jobs: Iterable[Job], on_step: Callable[[str], None]) -> Iterator[tuple[Job, Made]]:
        """Each job with what it gave, as it comes. Raises UsageError without Dask, or without a scheduler there."""
        try:
            from distributed import Client, as_completed
        except ImportError as error:
            raise UsageError("--executor dask needs Dask", "pip install docforge[dask]") from error
        try:
            client = Client(self.address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"no Dask scheduler answers at {self.address}", str(error)) from error
        world = order.world.rooted(os.path.abspath(order.world.root))
        with client:
            plan = client.scatter(_Kept(replace(order, world=world)), broadcast=True)
            futures = {client.submit(make, plan, job, pure=False): job for job in jobs}
            for future in as_completed(list(futures), loop=client.loop):
                job = futures.pop(future)
                unit = order.plan.units[job.unit]
                for output in unit.outputs:
                    on_step(output.path)
                yield job, _result(future, unit.pages[0].file or unit.name)


class _Kept:
    """A build on a worker, with what makes its units, which is loaded once. One unit is made at a time: threads of one
    process share the libraries that set pages."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._builder: Builder | None = None

    def __reduce__(self) -> tuple[type[_Kept], tuple[Order]]:
        return _Kept, (self.order,)

    def unit(self, job: Job) -> Made:
        with _one_at_a_time:
            if self._builder is None:
                self._builder = self.order.builder(_silent)
            return self._builder.unit(self.order.plan.units[job.unit], job.listed)


_one_at_a_time = threading.Lock()


def make(kept: _Kept, job: Job) -> bytes:
    """What a worker does."""
    return encode(kept.unit(job))


def _result(future: object, name: str) -> Made:
    try:
        return decode(future.result(), Made)  # type: ignore[attr-defined]  # the library has no type information
    except Exception as error:  # noqa: BLE001 - whatever ended the job on another machine is told, and no other job ends
        said = " ".join(str(error).split())
        return Made(diagnostics=(report("DF904", f"{type(error).__name__}: {said}", file=name),))


def _silent(_path: str) -> None:
    """Says nothing."""
