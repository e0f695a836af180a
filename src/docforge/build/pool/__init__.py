"""Processes that make the units of a build, watched over: one that dies or hangs costs a second try of its unit."""

from __future__ import annotations

import os

from docforge.build.crew import Alone, Choose, Crew
from docforge.build.pool.crew import Pool

__all__ = ["TIMEOUT", "Pool", "choose"]

TIMEOUT = 900.0
"""Seconds that a unit may take when nothing else is said: many times what the longest book needs."""


def choose(jobs: int | None = None, timeout: float | None = None) -> Choose:
    """Who makes units: ``jobs`` processes, 0 this one, None one for each core of this machine that may be used, and
    this one for a single unit, unless a ``timeout`` (seconds, 0 for none) asks that it be watched over."""
    alone = Alone()

    def chosen(count: int) -> Crew:
        if jobs == 0 or (jobs is None and timeout is None and count == 1):
            return alone
        processes = jobs or len(os.sched_getaffinity(0))
        return Pool(min(processes, count), TIMEOUT if timeout is None else timeout)

    return chosen
