"""Markdown on which parsers have been slow, read at three lengths: seconds of CPU, and how they grow."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

SIZE = 8_000
NOISE = 0.5
"""Seconds below which a ratio says nothing."""
MOST = 2.6
"""Times the work that twice the length may take: linear is 2, and the rest is the noise of a busy machine."""


def pathological_rows() -> Iterator[str]:
    """A row for each family: the seconds of the longest, and the larger of the two ratios of neighbouring lengths."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from docforge.build import registry
    from docforge.limits import deep_recursion
    from docforge.protocols import ReadOptions
    from docforge.world import MemoryWorld
    from hostile.made.pathological import FAMILIES

    reader = registry.reader("markdown")

    def seconds(text: str) -> float:
        begun = time.process_time()
        with deep_recursion(5_000):
            reader.read(text.encode(), "a.md", ReadOptions(), MemoryWorld({}))
        return time.process_time() - begun

    seconds("# a\n\n**b**")
    for name, make in FAMILIES.items():
        times = [min(seconds(make(size)) for _ in range(2)) for size in (SIZE, 2 * SIZE, 4 * SIZE)]
        ratio = max(after / before for before, after in pairwise(times))
        said = "linear" if ratio <= MOST or times[-1] < NOISE else "MORE THAN LINEAR"
        length = len(make(4 * SIZE).encode())
        yield f"markdown {name:<38}{length / 1000:8.0f} KB {times[-1]:7.2f} s CPU  × {ratio:.1f}  {said}\n"
