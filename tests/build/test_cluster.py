"""Units are made by the workers of a Dask scheduler: one of them is lost, and the bytes are the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import docforge

COUNT = 6
TOML = '[target.h]\nformats = ["pdf", "epub", "docx"]\noutput = "d/{name}.{format}"\n'
BUILD = """
import json, pathlib, sys
from docforge.build.pool import Cluster
from docforge.build.tree import prepare, run
from poolkit import TroubledWorld
world = TroubledWorld(killing=("3.md",), once=pathlib.Path(sys.argv[2]))
outcome = run(prepare("", world), choose=lambda _: Cluster(sys.argv[1]))
print(json.dumps([[item.code, item.message] for item in outcome.diagnostics if item.severity != "note"]))
"""


def pages(folder: Path) -> Path:
    folder.mkdir()
    (folder / "docforge.toml").write_text(
        '[target.h]\nformats = ["pdf", "epub", "docx"]\noutput = "d/{name}.{format}"\n'
    )
    for number in range(COUNT):
        (folder / f"{number}.md").write_text(f"# 第{number}讲\n\n1. 第一段。\n2. 第二段。\n", encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "d").iterdir()}


@pytest.fixture
def scheduler(tmp_path: Path, root: Path) -> Iterator[str]:
    """The address of a scheduler on this machine with two workers, whose current folder is another one."""
    about = tmp_path / "scheduler.json"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root / "tests")])}
    worker = ["worker", "--scheduler-file", str(about), "--nthreads", "2", "--no-nanny", "--no-dashboard"]
    commands = [
        ["scheduler", "--scheduler-file", str(about), "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        [*worker, "--name", "one"],
        [*worker, "--name", "two"],
    ]
    with ExitStack() as stack:
        for index, command in enumerate(commands):
            log = stack.enter_context((tmp_path / f"{index}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command], cwd=elsewhere, env=environment, stdout=log, stderr=log
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            while index == 0 and not about.exists():
                assert process.poll() is None, (tmp_path / "0.log").read_text()
                time.sleep(0.1)
        yield json.loads(about.read_text())["address"]


def test_a_cluster_that_loses_a_worker_makes_what_one_process_makes(tmp_path: Path, root: Path, scheduler: str) -> None:
    docforge.build(pages(tmp_path / "serial"))
    marks = tmp_path / "marks"
    marks.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root / "tests")])}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, scheduler, str(marks)],
        cwd=pages(tmp_path / "cluster"),
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
    assert [path.name for path in marks.iterdir()] == ["3.md"]  # a worker was killed
    assert files(tmp_path / "cluster") == files(tmp_path / "serial")
    command = [sys.executable, "-m", "docforge", "build", "--executor", "dask", "--scheduler", scheduler]
    told = subprocess.run(command, cwd=pages(tmp_path / "command"), env=environment, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert files(tmp_path / "command") == files(tmp_path / "serial")


@pytest.mark.parametrize("options", [["--executor", "dask"], ["--scheduler", "tcp://127.0.0.1:1"]])
def test_dask_and_its_scheduler_go_together(options: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docforge", "build", *options], cwd=pages(tmp_path / "a"), capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "--executor dask and --scheduler ADDRESS go together" in done.stderr
