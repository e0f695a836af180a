"""What a document may take of the machine is bounded from outside: it costs that document, and no other."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from docforge.build.convert import Options, Outcome, convert
from docforge.build.kernel_limits import held
from docforge.build.outputs import plan_outputs
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
        "import json, resource; from docforge.build.kernel_limits import bound;"
        "from docforge.limits import Limits; limits = Limits(unit_seconds=7, unit_megabytes=900);"
        "bound(limits);"
        "print(json.dumps([resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0]]))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    memory, seconds = json.loads(done.stdout)
    assert memory == 900 << 20
    assert 7 <= seconds <= 9


def converted(folder: Path, name: str, *settings: str) -> Outcome:
    source = folder / f"{name}.md"
    source.write_text("1. 第一段。\n", encoding="utf-8")
    outputs = plan_outputs([str(folder / "a.epub")], "", [str(source)])
    world = GreedyWorld(parent=0)
    return convert([str(source)], outputs, Options(settings=settings), world, holding=held)


def bounds() -> list[object]:
    limits = [resource.getrlimit(what) for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    return [*limits, signal.getitimer(signal.ITIMER_PROF)]


@pytest.mark.parametrize(
    ("name", "code", "limit"), [("spins", "DF904", "unit-seconds"), ("swells", "DF909", "unit-megabytes")]
)
def test_a_single_document_is_held_to_the_same_limits_and_they_are_lifted_again(
    tmp_path: Path, name: str, code: str, limit: str
) -> None:
    before = bounds()
    outcome = converted(tmp_path, name, "limits.unit-seconds=1")
    (problem,) = outcome.diagnostics
    assert (problem.code, Path(problem.file).name) == (code, f"{name}.md")
    assert f"limit {limit}" in problem.message
    assert not outcome.artifacts
    assert bounds() == before
    assert [item.code for item in converted(tmp_path, "usual").diagnostics if item.severity == "error"] == []


def test_what_hangs_in_a_library_is_ended_by_the_kernel_where_no_signal_is_heard() -> None:
    probe = (
        "import collections, itertools; from docforge.build import kernel_limits; from docforge.limits import Limits\n"
        "kernel_limits._GRACE = 0.1\n"
        "with kernel_limits.held(Limits(unit_seconds=1)): collections.deque(itertools.repeat(0), maxlen=0)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False)
    assert done.returncode == -signal.SIGPROF


def watched_conversion(folder: Path, seconds: str) -> subprocess.Popen[str]:
    (folder / "long.md").write_text("1. 第一段。\n\n" * 20_000, encoding="utf-8")
    program = str(Path(sys.executable).with_name("docforge"))
    command = [program, "convert", "long.md", "-o", "long.pdf", "--lang", "zh-Hans", "--timeout", seconds]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)


def test_a_conversion_that_takes_too_long_is_ended_and_told(tmp_path: Path) -> None:
    _, said = (process := watched_conversion(tmp_path, "0.5")).communicate()
    assert said == "long.md: error[DF904] not-made: the process that made it took more than 0.5 s (--timeout)\n"
    assert process.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["long.md"]


def test_a_conversion_that_is_told_to_end_ends_with_its_process(tmp_path: Path) -> None:
    process = watched_conversion(tmp_path, "60")
    watching = psutil.Process(process.pid)
    while not watching.children():
        time.sleep(0.01)
    (child,) = watching.children()
    process.terminate()
    _, said = process.communicate(timeout=10)
    assert "was killed by signal 15" in said
    assert not child.is_running()
