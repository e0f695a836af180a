"""Many documents in one worker: its memory, and how much of its time the proof takes.

``python -m bench.endurance FOLDER COUNT`` is the worker. It prints JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.handouts import MEMORY, handouts
from bench.measure import environment
from bench.table import limit

DOCUMENTS = 100
"""Different ones, made again and again."""
GROWTH = 8
"""Most megabytes by which a worker is larger in its second half than in its first."""
PROOF = 15
"""Most per cent of the CPU time that reading back takes."""


def endurance_rows(folder: Path, count: int) -> Iterator[str]:
    """Memory in the first and in the second half of the documents, its peak, and the share of the proof."""
    place = folder / "endurance"
    handouts(place, min(DOCUMENTS, count))
    command = [sys.executable, "-m", "bench.endurance", str(place), str(count)]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    sizes = found["sizes"]
    first, second = max(sizes[: count // 2]), max(sizes[count // 2 :])
    yield f"{count} documents in one worker    {found['cpu'] / count * 1000:.0f} ms CPU each"
    yield limit("  grown in the second half", second - first, "MB", GROWTH)
    yield limit("  peak", found["peak"], "MB", MEMORY)
    yield limit("  proof", found["proof"] / found["cpu"] * 100, "% of CPU", PROOF)


def main(arguments: list[str]) -> None:
    """What a worker of a pool does, with the clock in hand."""
    import resource

    from docforge.build.crew import Order
    from docforge.build.pool.memory import Memory
    from docforge.build.tree import prepare
    from docforge.build.writing import Writing
    from docforge.world import DiskWorld

    folder, count = arguments[0], int(arguments[1])
    prepared = prepare(folder, DiskWorld())
    assert prepared.loaded
    assert prepared.plan
    memory = Memory()
    builder = Order(prepared.world, prepared.loaded, prepared.plan, prepared.given, True).builder(lambda _: None)
    spent: list[float] = []
    Writing.prove = _timed(Writing.prove, spent)  # type: ignore[method-assign]
    sizes, begun = [], time.process_time()
    for number in range(count):
        made = builder.unit(prepared.plan.units[number % len(prepared.plan.units)])
        assert all(item.built is None or item.built.verified for item in made.files)
        del made
        sizes.append(memory.release() / 1e6)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    told = {"sizes": sizes, "peak": peak, "proof": sum(spent), "cpu": time.process_time() - begun}
    sys.stdout.write(json.dumps(told))


def _timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        before = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent.append(time.process_time() - before)

    return call


if __name__ == "__main__":
    main(sys.argv[1:])
