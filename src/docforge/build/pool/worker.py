"""What a worker process does: take a job, make its unit, send what it gave, until it is told to stop."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from typing import NamedTuple

from docforge.build.crew import Job, Order
from docforge.build.guard import over_limit
from docforge.build.kernel_limits import bound
from docforge.build.outcome import Made
from docforge.build.pool.memory import Memory
from docforge.build.store.values import encode


class Answer(NamedTuple):
    """What a job gave, and how many bytes of memory the worker now has (its resident set)."""

    made: Made
    memory: int


def serve(connection: Connection, order: Order) -> None:
    """Make units until ``None`` comes, or the other end is gone. An exception ends the process: whoever waits sees it
    die."""
    os.setpgid(0, 0)  # so that it can be ended with the programs that it runs
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted build stops its workers itself
    memory = Memory()
    builder = order.builder(_silent)
    while True:
        try:
            job: Job | None = connection.recv()
        except EOFError:
            return
        if job is None:
            return
        unit = order.plan.units[job.unit]
        bound(builder.themes.of(unit)[0].limits)
        try:
            made = builder.unit(unit, job.listed)
        except MemoryError as error:
            made = Made(diagnostics=(over_limit(error, unit.pages[0].file or unit.name),))
        answer = encode(Answer(made, memory.release()))
        del made
        try:
            connection.send_bytes(answer)
        except BrokenPipeError:
            return


def _silent(_path: str) -> None:
    """Says nothing: whoever waits tells what is done."""
