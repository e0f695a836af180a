"""CPU time (user and system, children included) and peak memory of a process, and of repeated work inside one."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Medians over all runs: CPU seconds, wall-clock seconds, peak memory of the largest process in MB (10⁶ bytes)."""

    cpu: float
    wall: float
    memory: float
    runs: int


def environment(folder: Path) -> dict[str, str]:
    """The caller's environment, with compiled modules kept in ``folder``, as an installed docforge has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def cold(arguments: Sequence[str], folder: Path, runs: int) -> Cost:
    """A fresh ``docforge ARGUMENTS`` each time. One run before the counted ones fills the caches of the machine."""
    command = [str(Path(sys.executable).with_name("docforge")), *arguments]
    once(command, folder)
    return median([once(command, folder) for _ in range(runs)])


def warm(source: Path, outputs: Sequence[str], folder: Path, runs: int) -> Cost:
    """``docforge.convert`` again and again in one process; the first run, which loads everything, is not counted."""
    command = [sys.executable, "-m", "bench.warm", str(runs), str(source), *outputs]
    variables = {**environment(folder), "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr}")
    figures = json.loads(done.stdout)
    return Cost(figures["cpu"], figures["wall"], figures["memory"], runs)


def once(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """CPU, wall and peak memory of one process and all it waited for."""
    before = os.times().elapsed
    process = subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}\n{errors.decode()}")
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - before, usage.ru_maxrss * 1024 / 1e6


def median(figures: Sequence[tuple[float, float, float]]) -> Cost:
    """The cost of several runs: the median of each column."""
    cpu, wall, memory = (statistics.median(column) for column in zip(*figures, strict=True))
    return Cost(cpu, wall, memory, len(figures))
