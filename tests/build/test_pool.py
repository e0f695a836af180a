"""Units are made by several processes: whatever becomes of one of them, the others go on, with the same bytes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from docforge.build.outcome import BuildOutcome
from docforge.build.pool import Pool, choose
from docforge.build.tree import prepare, run
from docforge.world import DiskWorld
from poolkit import TroubledWorld

PAGES = [f"{number}.md" for number in range(1, 7)]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "docforge.toml").write_text('[target.h]\nformats = ["json"]\noutput = "dist/{name}.{format}"\n')
    for name in PAGES:
        (tmp_path / name).write_text(f"# {name}\n\n1. 第一段。\n2. 第二段。\n", encoding="utf-8")
    yield tmp_path
    assert multiprocessing.active_children() == []


def build(folder: Path, pool: Pool, world: DiskWorld | None = None) -> BuildOutcome:
    return run(prepare(str(folder), world or DiskWorld()), choose=lambda _: pool)


def codes(outcome: BuildOutcome) -> set[tuple[str, str]]:
    """Codes of what concerns processes, with the file."""
    return {(item.code, Path(item.file).name) for item in outcome.diagnostics if item.code.startswith("DF90")}


def names(outcome: BuildOutcome) -> list[str]:
    return [Path(item.path).stem for item in outcome.artifacts]


def test_several_processes_give_what_one_gives(folder: Path) -> None:
    texts = {
        "3.md": "# 三\n\n![](no.png)\n\n1. 段。\n\n<!-- page -->\n",
        "4.md": "---\nlang: ja\n---\n\n# 四\n\n1. かな。\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    toml = (folder / "docforge.toml").read_text().replace('["json"]', '["pdf", "epub", "docx"]')
    (folder / "docforge.toml").write_text(toml)
    alone = run(prepare(str(folder), DiskWorld()))
    kept = {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}
    for jobs in (1, 3):
        for path in (folder / "dist").iterdir():
            path.unlink()
        outcome = run(prepare(str(folder), DiskWorld()), choose=choose(jobs))
        assert {path.name: path.read_bytes() for path in (folder / "dist").iterdir()} == kept
        assert (outcome.artifacts, outcome.diagnostics, outcome.steps) == (
            alone.artifacts,
            alone.diagnostics,
            alone.steps,
        )


def test_a_worker_that_is_killed_costs_a_second_try_and_is_told(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world = TroubledWorld(killing=("2.md", "5.md"), once=tmp_path_factory.mktemp("once"))
    outcome = build(folder, Pool(2), world)
    assert names(outcome) == [Path(name).stem for name in PAGES]
    assert codes(outcome) == {("DF903", "2.md"), ("DF903", "5.md")}
    assert any("was killed by signal 9; made again" in item.message for item in outcome.diagnostics)
    assert outcome.ok


def test_a_document_that_kills_every_worker_is_left_out_and_no_other_is(folder: Path) -> None:
    (folder / "dist").mkdir()
    (folder / "dist/3.json").write_bytes(b"old")
    outcome = build(folder, Pool(2), TroubledWorld(killing=("3.md",)))
    assert names(outcome) == ["1", "2", "4", "5", "6"]
    assert codes(outcome) == {("DF904", "3.md")}
    assert (folder / "dist/3.json").read_bytes() == b"old"
    assert outcome.status() == 1


def test_a_worker_that_hangs_is_ended_when_its_time_is_over(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    once = tmp_path_factory.mktemp("once")
    world = TroubledWorld(stopping=("4.md",), once=once)
    outcome = build(folder, Pool(2, timeout=20), world)
    assert names(outcome) == [Path(name).stem for name in PAGES]
    assert ("DF903", "4.md") in codes(outcome)
    program = int((once / "program").read_text())
    assert not psutil.pid_exists(program) or psutil.Process(program).status() == psutil.STATUS_ZOMBIE


def test_what_killed_workers_leave_in_the_folder_for_passing_things_goes_too(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path_factory.mktemp("passing")
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    toml = (folder / "docforge.toml").read_text().replace('["json"]', '["pdf"]')
    (folder / "docforge.toml").write_text(toml)
    world = TroubledWorld(killing=("4.md",), once=tmp_path_factory.mktemp("once"))
    assert names(build(folder, Pool(1), world)) == [Path(name).stem for name in PAGES]
    assert list(passing.iterdir()) == []


def test_a_worker_that_grew_is_renewed(folder: Path) -> None:
    pool = Pool(1)
    build(folder, pool)
    assert pool.started == 1
    pool = Pool(1, growth=-1)
    assert names(build(folder, pool)) == [Path(name).stem for name in PAGES]
    assert pool.started == len(PAGES)


def test_an_interrupted_build_leaves_no_process_behind(folder: Path) -> None:
    def interrupt(_path: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(prepare(str(folder), DiskWorld()), choose=choose(2), on_step=interrupt)


def test_who_makes_units_follows_from_what_is_asked() -> None:
    assert type(choose(0)(9)) is type(choose()(1))
    assert choose(4)(2).jobs == 2  # type: ignore[attr-defined]  # a pool
    assert choose(None, 5)(1).timeout == 5  # type: ignore[attr-defined]
