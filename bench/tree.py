"""A folder of made-up handouts in three formats: built, built again with nothing changed, and with one changed."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Cost, median, once
from bench.text import paragraph

SEED = 1000
LIMITS = {"nothing changed": 2.0, "one changed": 3.0}
"""Seconds of CPU time of all processes that 1,000 handouts may take."""


def tree_rows(folder: Path, handouts: int, runs: int) -> Iterator[tuple[str, Cost]]:
    """Rows of the table, each as soon as it is measured. CPU is that of all processes, memory of the largest."""
    place = folder / "tree"
    place.mkdir()
    choose = random.Random(SEED)
    (place / "docforge.toml").write_text(
        'language = "zh-Hans"\n[target.handouts]\nformats = ["pdf", "epub", "docx"]\n', encoding="utf-8"
    )
    for number in range(handouts):
        items = "\n".join(f"{item}. {paragraph(choose)}\n" for item in range(1, choose.randint(12, 28)))
        (place / f"{number:04}.md").write_text(f"# 讲义第{number + 1}号\n\n{items}", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("docforge")), "build", "-q"]
    yield f"{handouts} handouts built", median([once(command, place)])
    once(command, place)  # what was written last is still on its way to the disk
    yield "  nothing changed", median([once(command, place) for _ in range(runs)])
    changed = []
    for run in range(runs):
        source = place / f"{run:04}.md"
        source.write_text(source.read_text(encoding="utf-8") + f"\n新加的第{run + 1}段。\n", encoding="utf-8")
        changed.append(once(command, place))
    yield "  one changed", median(changed)


def tree_line(name: str, cost: Cost) -> str:
    """A row as it is printed, with its limit."""
    limit = LIMITS.get(name.strip())
    aim = f"  (CPU, at most {limit:g} s)" if limit else ""
    return f"{name:<32}{cost.cpu:8.2f} s CPU {cost.wall:8.2f} s wall {cost.memory:6.0f} MB{aim}\n"
