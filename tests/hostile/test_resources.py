"""What a document may take of the machine is bounded from outside: it costs that document, and no other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from docforge.build.pool import Pool
from docforge.build.tree import BuildOutcome, prepare, run
from hostilepool import GreedyWorld

PROJECT = """
language = "zh-Hans"
set = {{ limits = {{ unit-seconds = {seconds}, unit-megabytes = {megabytes} }} }}

[target.h]
formats = ["json"]
output = "dist/{{name}}.{{format}}"
"""


def build(folder: Path, *names: str, seconds: int = 600, megabytes: int = 8192) -> BuildOutcome:
    (folder / "docforge.toml").write_text(PROJECT.format(seconds=seconds, megabytes=megabytes))
    for name in ("before", "after", *names):
        (folder / f"{name}.md").write_text("# 题目\n\n1. 第一段。\n", encoding="utf-8")
    return run(prepare(str(folder), GreedyWorld()), choose=lambda _: Pool(1, timeout=300))


def told(outcome: BuildOutcome) -> list[tuple[str, str, str]]:
    return [(item.code, Path(item.file).name, item.message) for item in outcome.diagnostics]


def test_a_document_that_never_ends_is_ended_by_its_time_of_the_processor(tmp_path: Path) -> None:
    outcome = build(tmp_path, "spins", seconds=1)
    fate = "used up its time of the processor (limit unit-seconds)"
    assert told(outcome) == [("DF904", "spins.md", f"the process that made it {fate}, and then {fate}")]
    assert sorted(Path(one.path).stem for one in outcome.artifacts) == ["after", "before"]


def test_a_document_that_asks_for_too_much_memory_is_told_by_the_name_of_the_limit(tmp_path: Path) -> None:
    outcome = build(tmp_path, "swells")
    (problem,) = told(outcome)
    assert problem[:2] == ("DF909", "swells.md")
    assert "limit unit-megabytes" in problem[2]
    assert sorted(Path(one.path).stem for one in outcome.artifacts) == ["after", "before"]


def test_a_library_that_gives_up_costs_its_document_alone(tmp_path: Path) -> None:
    outcome = build(tmp_path, "storms")
    assert [one[:2] for one in told(outcome)] == [("DF904", "storms.md")]
    assert sorted(Path(one.path).stem for one in outcome.artifacts) == ["after", "before"]


def test_the_limits_are_the_kernels_own(tmp_path: Path) -> None:
    probe = (
        "import json, resource; from docforge.build.pool.bounds import bound;"
        "from docforge.limits import Limits; limits = Limits(unit_seconds=7, unit_megabytes=900);"
        "bound(limits);"
        "print(json.dumps([resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0]]))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    memory, seconds = json.loads(done.stdout)
    assert memory == 900 << 20
    assert 7 <= seconds <= 9
