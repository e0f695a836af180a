"""What a worker may take of the machine. The kernel keeps these limits: no library in C can step over them."""

from __future__ import annotations

import resource

from docforge.limits import Limits

OUT_OF_TIME = "used up its time of the processor (limit unit-seconds)"
"""How a process ended that SIGXCPU ended."""


def bound(limits: Limits) -> None:
    """Bound this process: what asks for more memory than ``unit_megabytes`` gets a MemoryError, or ends; after
    ``unit_seconds`` of the processor from now on SIGXCPU ends it."""
    _lower(resource.RLIMIT_AS, limits.unit_megabytes << 20)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + limits.unit_seconds)


def _lower(what: int, value: int) -> None:
    """The soft limit, never above the hard one: whoever started the process may have set that."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
