"""CPU time (user and system, children included) and peak memory of a process, and of repeated work inside one."""

from __future__ import annotations

import ctypes
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
"""prctl(2): descendants whose parents are gone become this process's children, and are counted."""


@dataclass(frozen=True)
class Cost:
    """Medians over all runs: CPU seconds, wall-clock seconds, peak memory of the largest process in MB (10⁶ bytes)."""

    cpu: float
    wall: float
    memory: float
    runs: int


Figures = tuple[float, float, float]
"""CPU seconds, wall-clock seconds and megabytes of one run."""


def environment(folder: Path) -> dict[str, str]:
    """The caller's environment, with compiled modules kept in ``folder``, as an installed docforge has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = str(Path(__file__).resolve().parent.parent)
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONPATH": own}


def docforge(*arguments: str) -> list[str]:
    """The command of the docforge that this Python runs."""
    return [str(Path(sys.executable).with_name("docforge")), *arguments]


def cold(arguments: Sequence[str], folder: Path, runs: int) -> Cost:
    """A fresh ``docforge ARGUMENTS`` each time. One run before the counted ones fills the caches of the machine."""
    once(docforge(*arguments), folder)
    return median([once(docforge(*arguments), folder) for _ in range(runs)])


def warm(source: Path, outputs: Sequence[str], folder: Path, runs: int) -> Cost:
    """``docforge.convert`` again and again in one process; the first run, which loads everything, is not counted."""
    command = [sys.executable, "-m", "bench.warm", str(runs), str(source), *outputs]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr}")
    figures = json.loads(done.stdout)
    return Cost(figures["cpu"], figures["wall"], figures["memory"], runs)


def once(command: Sequence[str], folder: Path) -> Figures:
    """CPU, wall and peak memory of one process and of all below it, those that outlive their parents included."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = os.times().elapsed
    process = subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = os.times().elapsed - before
    cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
    with suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait4(-1, 0)
            cpu, memory = cpu + usage.ru_utime + usage.ru_stime, max(memory, usage.ru_maxrss)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}\n{errors.decode()}")
    return cpu, wall, memory * 1024 / 1e6


def alternating(runs: int, *tasks: Callable[[], Figures]) -> list[list[Figures]]:
    """Figures of each task, run in turn ``runs`` times: what else the machine does falls on all of them."""
    rounds = [[task() for task in tasks] for _ in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def median(figures: Sequence[Figures]) -> Cost:
    """The cost of several runs: the median of each column."""
    cpu, wall, memory = (statistics.median(column) for column in zip(*figures, strict=True))
    return Cost(cpu, wall, memory, len(figures))
