"""Processes that make the units of a build, watched over: one that dies or hangs costs a second try of its unit."""

from __future__ import annotations

import os
from collections.abc import Mapping

from docforge.build.crew import Alone, Choose, Crew
from docforge.build.kernel_limits import Holding, free
from docforge.build.pool.cluster import Cluster
from docforge.build.pool.crew import Pool

__all__ = ["TIMEOUT", "Cluster", "Pool", "choose"]

TIMEOUT = 900.0
"""Seconds that a unit may take when nothing else is said: many times what the longest book needs."""


def choose(
    jobs: int | None = None,
    timeout: float | None = None,
    environment: Mapping[str, str] | None = None,
    holding: Holding = free,
) -> Choose:
    """Who makes units: ``jobs`` processes, 0 this one, None one for each core of this machine that may be used, and
    this one for a single unit, unless a ``timeout`` (seconds, 0 for none) asks that it be watched over.
    ``environment`` are variables for processes, which are then always started. ``holding`` keeps this process within
    limits where it makes units itself."""
    alone = Alone(holding)

    def chosen(count: int) -> Crew:
        if not environment and (jobs == 0 or (jobs is None and timeout is None and count == 1)):
            return alone
        processes = len(os.sched_getaffinity(0)) if jobs is None else max(jobs, 1)
        return Pool(min(processes, count), TIMEOUT if timeout is None else timeout, environment=environment)

    return chosen
