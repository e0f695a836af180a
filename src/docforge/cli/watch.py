"""A command whose work is watched over: a second process does it, and is ended when its time is over."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from docforge.build.kernel_limits import fate

_PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def watched(work: Callable[[], int], seconds: float, lost: Callable[[str], int]) -> int:
    """The status of ``work``, done in a process of its own within ``seconds`` of the clock. Where that gives none,
    ``lost`` is told how it ended and says the status.

    The other process is this one's copy, which costs a fraction of a new one; both go on from here. It leads a group,
    so that it is ended with the programs that it runs. Raises whatever ``work`` raises, there.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    ends, held = os.pipe()
    child = os.fork()
    if not child:
        os.close(ends)  # the other end closes with this process, however it ends
        os.setpgid(0, 0)
        return work()
    os.close(held)
    with suppress(ProcessLookupError, PermissionError):  # it did so already
        os.setpgid(child, child)
    before = {number: signal.signal(number, _passing(child)) for number in _PASSED_ON}
    ended, _, _ = select.select([ends], [], [], seconds)
    if not ended:
        _end(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ends)
    for number, handler in before.items():
        signal.signal(number, handler)
    if not ended:
        return lost(f"took more than {seconds:g} s (--timeout)")
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else lost(fate(os.WTERMSIG(status)))


def _passing(child: int) -> Callable[[int, FrameType | None], None]:
    return lambda number, _frame: _end(child, number)


def _end(child: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child, number)
