"""What a process may take of the machine. The kernel keeps these limits: no library in C can step over them.

A worker is bound once and for all (``bound``). The command line makes a single document in its own process, since a
second one costs a twentieth of the time that an e-book takes: it is ``held`` while it does. What is written in Python
is then stopped and told; what hangs in a library is ended by the kernel a little later, as a worker is.
"""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType
from typing import TypeAlias

from docforge.limits import Limits

OUT_OF_TIME = "used up its time of the processor (limit unit-seconds)"
"""What is said of a process that the limit on its time ended."""

_GRACE = 10
"""Seconds of the processor after which a process that could not stop by itself is ended."""


class OutOfTimeError(BaseException):
    """The time of the processor is used up. No ``Exception``: nothing on the way may take it for a fault of its own."""


Holding: TypeAlias = Callable[[Limits], AbstractContextManager[None]]
"""How this process is kept within limits while it makes a document."""


def free(_: Limits) -> AbstractContextManager[None]:
    """Not at all: the process belongs to whoever calls docforge."""
    return nullcontext()


def bound(limits: Limits) -> None:
    """Bound this process: what asks for more memory than ``unit_megabytes`` gets a MemoryError, or ends; after
    ``unit_seconds`` of the processor from now on SIGXCPU ends it."""
    _lower(resource.RLIMIT_AS, limits.unit_megabytes << 20)
    _lower(resource.RLIMIT_CPU, _used() + limits.unit_seconds)


@contextmanager
def held(limits: Limits) -> Iterator[None]:
    """Like ``bound`` while it is inside, but SIGXCPU raises OutOfTimeError; where that is not heard, SIGPROF ends the
    process. Signals are for the main thread: another one is bound in memory alone."""
    signals = threading.current_thread() is threading.main_thread()
    before = {what: resource.getrlimit(what) for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    handler = signal.signal(signal.SIGXCPU, _stop) if signals else None
    _lower(resource.RLIMIT_AS, limits.unit_megabytes << 20)
    if signals:
        signal.setitimer(signal.ITIMER_PROF, limits.unit_seconds + _GRACE)
        _lower(resource.RLIMIT_CPU, _used() + limits.unit_seconds)
    try:
        yield
    finally:
        for what, pair in before.items():
            resource.setrlimit(what, pair)
        if signals:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGXCPU, handler)


def fate(number: int) -> str:
    """How a process ended that a signal ended, in words."""
    return OUT_OF_TIME if number in (signal.SIGXCPU, signal.SIGPROF) else f"was killed by signal {number}"


def _stop(_number: int, _frame: FrameType | None) -> None:
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))  # the kernel would say it again each second
    raise OutOfTimeError


def _used() -> int:
    """Seconds of the processor that this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return int(usage.ru_utime + usage.ru_stime)


def _lower(what: int, value: int) -> None:
    """The soft limit, never above the hard one: whoever started the process may have set that."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
