"""A folder of made-up handouts in three formats, verified: built beside the peers, built again with nothing changed and
with one changed; and one handout in a new process.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import peers
from bench.measure import Cost, Figures, alternating, docforge, median, once
from bench.table import beside, limit
from bench.text import paragraph

SEED = 1000
FORMATS = ("pdf", "epub", "docx")
SAMPLE = 100
"""Handouts that a peer makes at most: each costs it the same, so that no more are needed to know what one costs."""
SLOW = {"weasyprint": 20}
"""And of a slow one."""
AIMS = {"typst": 0.5, "typst-warm": 1.2}
"""Most of a peer's CPU time a handout."""
MEMORY = 130
"""Most megabytes of the largest process."""
AGAIN = {"nothing changed": 2.0, "one changed": 3.0}
"""Seconds of wall-clock time for 1,000 handouts that are built again."""


def handouts(place: Path, count: int) -> list[str]:
    """Write so many handouts of some 3,000 characters into a folder; their names."""
    place.mkdir()
    choose = random.Random(SEED)
    (place / "docforge.toml").write_text(
        f'language = "zh-Hans"\n[target.handouts]\nformats = {list(FORMATS)}\n'.replace("'", '"'), encoding="utf-8"
    )
    names = [f"{number:04}.md" for number in range(count)]
    for number, name in enumerate(names, 1):
        items = "\n".join(f"{item}. {paragraph(choose)}\n" for item in range(1, choose.randint(12, 28)))
        (place / name).write_text(f"# 讲义第{number}号\n\n{items}", encoding="utf-8")
    return names


def handout_rows(folder: Path, count: int, runs: int) -> Iterator[str]:
    """The folder beside each peer. Every round begins with an empty cache."""
    place = folder / f"handouts-{count}"
    names = handouts(place, count)
    jobs = len(os.sched_getaffinity(0))
    build = docforge("build", "-q", "--jobs", str(min(jobs, count)))
    shares = {kind: min(count, SLOW.get(kind, SAMPLE)) for kind in peers.KINDS}
    ours, *theirs = alternating(
        runs,
        partial(_afresh, build, place),
        *(partial(peers.together, kind, FORMATS, names[:share], place, jobs) for kind, share in shares.items()),
    )
    for (kind, label), column in zip(peers.KINDS.items(), theirs, strict=True):
        share = shares[kind]
        of = label if share == count else f"{label}, {share}"
        aim = AIMS.get(kind, 0) if count >= SAMPLE else 0
        yield str(beside(f"{count} handouts × 3 formats", ours, of, column, aim, (count, share)))
    cost = median(ours)
    yield f"  a handout: {cost.cpu / count * 1000:.0f} ms CPU"
    yield limit("  largest process", cost.memory, "MB", MEMORY)


def again_rows(folder: Path, count: int, runs: int) -> Iterator[str]:
    """The folder of ``handout_rows`` built again."""
    place = folder / f"handouts-{count}"
    build = docforge("build", "-q")
    once(build, place)  # what was written last is still on its way to the disk
    yield _again("nothing changed", median([once(build, place) for _ in range(runs)]))
    yield _again("one changed", median([_changed(build, place, run) for run in range(runs)]))


def cold_rows(folder: Path, runs: int) -> Iterator[str]:
    """One handout in a new process, beside WeasyPrint in three formats, and beside typst's tagged PDF."""
    place = folder / "handout"
    (name,) = handouts(place, 1)
    all_three = docforge("convert", "-q", name, *(part for suffix in FORMATS for part in ("-o", f"h.{suffix}")))
    pdf = docforge("convert", "-q", name, "-o", "h.pdf")
    peer = peers.KINDS["weasyprint"]
    tasks = (
        partial(once, all_three, place),
        partial(peers.alone, "weasyprint", FORMATS, name, place),
        partial(once, pdf, place),
        partial(peers.alone, "typst", ["pdf"], name, place),
    )
    alternating(1, *tasks)
    ours, theirs, tagged, typst = alternating(runs, *tasks)
    yield str(beside("a cold handout × 3 formats", ours, peer, theirs, 0.75))
    yield str(beside("  its tagged PDF", tagged, peers.KINDS["typst"], typst, 1.15))


def _afresh(build: list[str], place: Path) -> Figures:
    once(docforge("cache", "clear"), place)
    for file in (place / "dist").rglob("*"):
        if file.is_file():
            file.unlink()
    return once(build, place)


def _changed(build: list[str], place: Path, run: int) -> Figures:
    source = place / f"{run:04}.md"
    source.write_text(source.read_text(encoding="utf-8") + f"\n新加的第{run + 1}段。\n", encoding="utf-8")
    return once(build, place)


def _again(name: str, cost: Cost) -> str:
    return limit(f"  {name}", cost.wall, "s wall", AGAIN[name], cost)
