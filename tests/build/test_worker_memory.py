"""A worker needs no more memory for its last unit than for its first ones."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from docforge.build.pool import Pool
from docforge.build.pool.memory import Memory, resident
from docforge.build.tree import prepare, run
from docforge.world import DiskWorld

UNITS = 150
SETTLED = 20
"""Units after which all fonts and tables that a project of one theme needs are loaded."""
MEGABYTES = 6
"""By which it may differ from then on: where the C library happens to cut its pieces."""


def test_memory_of_a_worker_does_not_grow_over_150_documents(tmp_path: Path) -> None:
    (tmp_path / "docforge.toml").write_text('language = "zh-Hans"\n[target.h]\nformats = ["pdf", "epub", "docx"]\n')
    for number in range(UNITS):
        text = "".join(f"{item}. 第{number}号讲义的第{item}段，说明“先做起来”的道理。\n\n" for item in range(1, 8))
        (tmp_path / f"{number:03}.md").write_text(f"# 讲义{number}\n\n{text}", encoding="utf-8")
    sizes: list[int] = []

    def measure(path: str) -> None:
        if path.endswith(".pdf"):
            (worker,) = (child for child in psutil.Process().children() if _is_worker(child))
            sizes.append(worker.memory_info().rss >> 20)

    pool = Pool(1)
    outcome = run(prepare(str(tmp_path), DiskWorld()), choose=lambda _: pool, on_step=measure)
    assert len(outcome.artifacts) == 3 * UNITS
    assert pool.started == 1
    assert max(sizes[-50:]) - max(sizes[:SETTLED]) <= MEGABYTES, sizes


def _is_worker(process: psutil.Process) -> bool:
    """Python's multiprocessing has a process of its own beside the workers."""
    return "spawn_main" in " ".join(process.cmdline())


def test_what_circles_hold_is_given_back_after_each_unit() -> None:
    memory = Memory()
    before = memory.release()
    for _ in range(3):
        ring: list[object] = [bytearray(os.urandom(1024)) for _ in range(40_000)]
        ring.append(ring)
        assert resident() - before > 30 << 20
        del ring
        assert memory.release() - before < 10 << 20


@pytest.fixture(autouse=True)
def _collector() -> object:
    """The collector of this process as it was."""
    import gc

    kept = gc.get_threshold()
    yield
    gc.set_threshold(*kept)
    gc.unfreeze()
