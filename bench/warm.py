"""Convert one source again and again in this process: ``python -m bench.warm RUNS SOURCE OUTPUT…`` prints JSON."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time

import docforge


def main(arguments: list[str]) -> None:
    runs, source, *outputs = arguments
    _convert(source, outputs)
    figures = [_measured(source, outputs) for _ in range(int(runs))]
    cpu, wall = (statistics.median(column) for column in zip(*figures, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    sys.stdout.write(json.dumps({"cpu": cpu, "wall": wall, "memory": peak}) + "\n")


def _measured(source: str, outputs: list[str]) -> tuple[float, float]:
    """CPU and wall-clock seconds of one conversion; it starts no child, so the process's own clock counts it all."""
    before, start = time.process_time(), time.perf_counter()
    _convert(source, outputs)
    return time.process_time() - before, time.perf_counter() - start


def _convert(source: str, outputs: list[str]) -> None:
    outcome = docforge.convert(source, outputs)
    if not outcome.ok:
        raise SystemExit("\n".join(f"{item.code} {item.message}" for item in outcome.diagnostics))


if __name__ == "__main__":
    main(sys.argv[1:])
