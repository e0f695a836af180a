"""The memory of a worker: given back to the system after each unit, so that the last unit needs no more than the first.

WeasyPrint's boxes know their parents, so only Python's collector of circles frees the pages of a document. Left to its
thresholds it does so many documents later, and the C library keeps what is freed in between pieces still in use.
"""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Callable

COLLECT = (200_000, 20, 100)
"""Thresholds of the collector while a unit is made: a handout is below, a book is collected now and then."""


class Memory:
    """Looks after this process's memory, unit by unit."""

    def __init__(self) -> None:
        gc.set_threshold(*COLLECT)
        self._trim = _trimmer()
        self._settled = False

    def release(self) -> int:
        """After a unit: free what it left. Bytes that the process now has (its resident set).

        What stands after the first unit (modules, fonts, tables) stays for good, so that it is not looked at again.
        """
        gc.collect()
        if not self._settled:
            gc.freeze()
            self._settled = True
        self._trim(0)
        return resident()


def resident() -> int:
    """The resident set of this process in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _trimmer() -> Callable[[int], int]:
    """malloc_trim(3) of the GNU C library; nothing where there is another one."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return lambda keep: 0
    return trim
