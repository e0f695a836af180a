"""A crew of processes. Python's own pools lose every job of a broken pool, and wait for ever when they are told to
renew their workers; this one has a job in flight for each worker and a time for each job, and looks after the rest.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from docforge.build.crew import Job, Order
from docforge.build.kernel_limits import fate
from docforge.build.outcome import Made
from docforge.build.pool.worker import Answer, serve
from docforge.build.store.values import decode
from docforge.diagnostics import Diagnostic, report

TRIES = 2
"""How often a unit is tried that no worker brings back."""

GROWTH = 64 << 20
"""Bytes by which a worker may grow after its first unit before it is renewed: fonts and tables are loaded by then."""

_STOPPING = 5.0
"""Seconds that a worker gets to end by itself."""


class Pool:
    """Makes units in ``jobs`` processes, each within ``timeout`` seconds (0: without a limit)."""

    def __init__(
        self,
        jobs: int,
        timeout: float = 0,
        growth: int = GROWTH,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.jobs = jobs
        self.timeout = timeout
        self.growth = growth
        self.environment = dict(environment or {})
        """Variables that the workers have beside this process's, or instead of them."""
        self.started = 0
        """Workers started so far."""

    def run(self, order: Order, jobs: Iterable[Job], on_step: Callable[[str], None]) -> Iterator[tuple[Job, Made]]:
        """Each job with what it gave, as it comes."""
        # What a worker that was killed leaves behind (WeasyPrint's copies of fonts) goes with this folder.
        with tempfile.TemporaryDirectory(prefix="docforge-", ignore_cleanup_errors=True) as folder:
            yield from self._run(partial(_Worker, order, {**self.environment, "TMPDIR": folder}), order, jobs, on_step)

    def _run(
        self, start: Callable[[], _Worker], order: Order, jobs: Iterable[Job], on_step: Callable[[str], None]
    ) -> Iterator[tuple[Job, Made]]:
        fresh, again = iter(jobs), deque[_Try]()
        workers: list[_Worker] = []
        try:
            while True:
                self._supply(start, workers, fresh, again)
                if not any(worker.task for worker in workers):
                    return
                for worker in self._ready(workers):
                    task, worker.task = worker.task, None
                    assert task is not None
                    made = self._result(worker, task, workers)
                    if made is None and task.number < TRIES:
                        again.append(_Try(task.job, task.number + 1, worker.fate))
                        continue
                    unit = order.plan.units[task.job.unit]
                    for output in unit.outputs:
                        on_step(output.path)
                    name = unit.pages[0].file or unit.name
                    yield task.job, _told(made, task, worker.fate, name)
        finally:
            for worker in workers:
                worker.stop()

    def _supply(
        self, start: Callable[[], _Worker], workers: list[_Worker], fresh: Iterator[Job], again: deque[_Try]
    ) -> None:
        """Give every worker that is free a job, and start those that are missing; second tries come last."""
        for slot in range(self.jobs):
            worker = workers[slot] if slot < len(workers) else None
            if worker is not None and worker.task:
                continue
            job = next(fresh, None)
            task = _Try(job) if job else again.popleft() if again else None
            if task is None:
                return
            if worker is None:
                worker = start()
                self.started += 1
                workers.append(worker)
            worker.give(task)

    def _ready(self, workers: list[_Worker]) -> list[_Worker]:
        """The workers that have answered, died, or used up their time."""
        busy = [worker for worker in workers if worker.task]
        rest = min(worker.begun for worker in busy) + self.timeout - time.monotonic() if self.timeout else None
        signs = [sign for worker in busy for sign in (worker.connection, worker.process.sentinel)]
        told = set(wait(signs, None if rest is None else max(rest, 0)))
        late = time.monotonic() - self.timeout if self.timeout else float("-inf")
        return [
            worker
            for worker in busy
            if worker.connection in told or worker.process.sentinel in told or worker.begun <= late
        ]

    def _result(self, worker: _Worker, task: _Try, workers: list[_Worker]) -> Made | None:
        """What a worker gave; None where it gave nothing, or nothing that can be read, and is gone now."""
        answer = worker.answer(self.timeout)
        if answer is None:
            workers.remove(worker)
            return None
        worker.first = worker.first or answer.memory
        if answer.memory - worker.first > self.growth:
            workers.remove(worker)
            worker.stop()
        return answer.made


class _Try(Struct, frozen=True):
    """A job, which try this is, and what became of the one before."""

    job: Job
    number: int = 1
    fate: str = ""


class _Worker:
    """A process, the pipe to it, and the job it has."""

    def __init__(self, order: Order, environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("spawn")  # a fork of threads and of half-read fonts is none that works
        self.connection, other = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(other, order), daemon=True)
        with _variables(environment):
            self.process.start()
        assert self.process.pid is not None
        self._group = self.process.pid
        other.close()
        self.task: _Try | None = None
        self.begun = 0.0
        self.first = 0
        """Bytes of memory after the first unit."""
        self.fate = ""
        """How it ended, in words."""

    def give(self, task: _Try) -> None:
        """Send a job. Whether that worked is seen when its answer is waited for."""
        self.task, self.begun = task, time.monotonic()
        try:
            self.connection.send(task.job)
        except OSError:
            self.process.join(_STOPPING)

    def answer(self, timeout: float) -> Answer | None:
        """What it sent; None when it died or is over its time, and then it is ended."""
        try:
            if self.connection.poll():
                return decode(self.connection.recv_bytes(), Answer)
            late = bool(timeout) and time.monotonic() - self.begun >= timeout
        except (EOFError, OSError, msgspec.MsgspecError):
            late = False
        if late:
            self.fate = f"took more than {timeout:g} s"
            self._kill()
        self.process.join(_STOPPING)  # of one that died the pipe breaks first
        self.fate = self.fate or _ended(self.process.exitcode)
        self.stop()
        return None

    def _kill(self) -> None:
        """End it at once, with the programs that it runs."""
        with suppress(ProcessLookupError):  # it has no group of its own yet, or is gone
            os.killpg(self._group, signal.SIGKILL)
        self.process.kill()

    def stop(self) -> None:
        """End it: at once when it has a job, else when it has understood."""
        try:
            if self.task or not self.process.is_alive():
                self._kill()
            else:
                self.connection.send(None)
        except OSError:
            self._kill()
        self.process.join(_STOPPING)
        if self.process.is_alive():
            self._kill()
            self.process.join()
        self.connection.close()


@contextmanager
def _variables(environment: Mapping[str, str]) -> Iterator[None]:
    """The environment with other variables, which a process that is started takes over."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _ended(code: int | None) -> str:
    """How a process ended, in words."""
    return fate(-code) if code is not None and code < 0 else f"ended with status {code}"


def _told(made: Made | None, task: _Try, fate: str, name: str) -> Made:
    """What a unit gave, with what is to say about the workers that did not bring it back."""
    if made is None:
        message = f"the process that made it {task.fate or fate}" + (f", and then {fate}" if task.fate else "")
        return Made(diagnostics=(report("DF904", message, file=name),))
    if not task.fate:
        return made
    lost: Diagnostic = report("DF903", f"the process that made it {task.fate}; made again", file=name)
    return replace(made, diagnostics=(*made.diagnostics, lost))
