"""The cost of asking the typographic rules for every boundary of a text, when the pairs are known."""

from __future__ import annotations

import resource
import statistics
import time

from bench.measure import Cost
from bench.text import notes

CHARACTERS = 1000
_ROUNDS = 20


def scan(runs: int) -> Cost:
    """CPU and wall-clock time per 1,000 characters of Chinese paragraphs; the aim is at most 1 ms CPU (1 µs each)."""
    from docforge.typography.rules import rules_for

    rules = rules_for("zh-Hans")
    paragraphs = [line for line in notes(5).splitlines() if line]
    share = CHARACTERS / (_ROUNDS * sum(map(len, paragraphs)))
    for paragraph in paragraphs:
        rules.scan(paragraph)
    cpu, wall = [], []
    for _ in range(runs):
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        for _ in range(_ROUNDS):
            for paragraph in paragraphs:
                rules.scan(paragraph)
        cpu.append((time.process_time() - cpu_before) * share)
        wall.append((time.perf_counter() - wall_before) * share)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return Cost(statistics.median(cpu), statistics.median(wall), memory, runs)
