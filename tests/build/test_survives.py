"""Whatever happens to a build, every file is whole, the old one or the new one, and the next build goes on."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import docforge
from docforge.build.units import Builder
from docforge.diagnostics import Diagnostic
from docforge.world import DiskWorld

TOML = '[target.h]\nformats = ["epub", "docx", "json"]\noutput = "dist/{name}.{format}"\n'
COUNT = 8
KILLS = 20

ABOUT = {"build.json", "SHA256SUMS"}
"""Files that tell of the others."""

Digests = dict[str, bytes]


def write_pages(folder: Path, edition: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "docforge.toml").write_text(TOML)
    for number in range(COUNT):
        text = f"# 第{number}讲\n\n" + "".join(f"{line}. {edition}第{line}段。\n" for line in range(1, 9))
        (folder / f"{number}.md").write_text(text, encoding="utf-8")


def files(folder: Path) -> Digests:
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Digests, Digests]:
    """The files of an old and of a new edition of the same pages."""
    found = []
    for edition in ("旧", "新"):
        folder = tmp_path_factory.mktemp("edition")
        write_pages(folder, edition)
        assert docforge.build(folder).ok
        found.append(files(folder))
    assert found[0].keys() == found[1].keys()
    return found[0], found[1]


@pytest.fixture
def folder(tmp_path: Path, editions: tuple[Digests, Digests]) -> Path:
    """New pages, and the files of the old edition."""
    made = tmp_path / "notes"
    write_pages(made, "新")
    restore(made, editions[0])
    return made


def restore(folder: Path, old: Digests) -> None:
    shutil.rmtree(folder / "dist", ignore_errors=True)
    shutil.rmtree(folder / ".docforge", ignore_errors=True)
    (folder / "dist").mkdir()
    for name, data in old.items():
        (folder / "dist" / name).write_bytes(data)


def start(folder: Path, *options: str, limit: int = 0) -> subprocess.Popen[bytes]:
    """A build in a process group of its own; ``limit``: bytes that a file may have."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "docforge", "build", *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if limit else subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=small if limit else None,
    )


def assert_whole(folder: Path, old: Digests, new: Digests) -> set[str]:
    """Every file is old or new, and the manifest is whole; the names of the new ones."""
    found = {name: data for name, data in files(folder).items() if not name.endswith(".part")}
    assert found.keys() == new.keys()
    json.loads(found["build.json"])  # a build that could not write all tells what it wrote
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in found["SHA256SUMS"].decode().splitlines())
    artifacts = found.keys() - ABOUT
    assert [name for name in artifacts if found[name] not in (old[name], new[name])] == []
    return {name for name in artifacts if found[name] == new[name]}


def test_a_build_that_is_killed_leaves_whole_files_and_the_next_goes_on(
    folder: Path, editions: tuple[Digests, Digests], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = editions
    begun = time.monotonic()
    assert start(folder, "--jobs", "2").wait() == 0
    lasted = time.monotonic() - begun
    made: list[str] = []
    whole = Builder.unit

    def unit(self: Builder, asked: object, *rest: object) -> object:
        made.append(asked.name)  # type: ignore[attr-defined]  # a unit
        return whole(self, asked, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "unit", unit)
    moments = random.Random(6)
    amounts = []
    for _ in range(KILLS):
        restore(folder, old)
        process = start(folder, "--jobs", "2")
        time.sleep(moments.uniform(0.2, 1) * lasted)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        fresh = assert_whole(folder, old, new)
        made.clear()
        assert docforge.build(folder, cache=True).ok
        assert files(folder) == new
        assert {name.split(".")[0] for name in fresh}.isdisjoint(made)
        amounts.append(len(fresh))
    assert any(0 < amount < len(new.keys() - ABOUT) for amount in amounts)


def test_four_builds_of_one_folder_at_once_leave_whole_files(folder: Path, editions: tuple[Digests, Digests]) -> None:
    old, new = editions
    broken: list[str] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            for name in new:
                data = (folder / "dist" / name).read_bytes()
                if data not in (old[name], new[name]):
                    broken.append(name)

    reader = threading.Thread(target=read)
    reader.start()
    processes = [start(folder, "--jobs", "1") for _ in range(4)]
    statuses = [process.wait() for process in processes]
    over.set()
    reader.join()
    assert statuses == [0, 0, 0, 0]
    assert broken == []
    assert files(folder) == new


class FullDisk(DiskWorld):
    """A disk that takes so many bytes more, and refuses all writing after that with an error of its own."""

    def __init__(self, room: int, number: int) -> None:
        self.room = room
        self.number = number

    def write(self, path: str, data: bytes) -> None:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(self.number, os.strerror(self.number), path)
        super().write(path, data)


def refused(found: Sequence[Diagnostic]) -> set[str]:
    return {Path(item.file).name for item in found if item.code == "DF902"}


@pytest.mark.parametrize(("room", "number"), [(60_000, errno.ENOSPC), (0, errno.EROFS)], ids=["full", "read-only"])
def test_a_disk_that_takes_no_more_leaves_whole_files(
    folder: Path, editions: tuple[Digests, Digests], room: int, number: int
) -> None:
    old, new = editions
    outcome = docforge.build(folder, world=FullDisk(room, number))
    fresh = assert_whole(folder, old, new)
    assert outcome.status() == 1
    assert {Path(item.path).name for item in outcome.artifacts} <= fresh
    assert bool(fresh) == bool(room)
    assert refused(outcome.diagnostics) - ABOUT == new.keys() - fresh - ABOUT
    assert docforge.build(folder).ok
    assert files(folder) == new


def test_files_that_may_not_grow_stay_as_they_were(folder: Path, editions: tuple[Digests, Digests]) -> None:
    old, new = editions
    limit = sorted(len(data) for data in new.values())[len(new) // 2]
    with start(folder, limit=limit) as process:
        _, said = process.communicate()
    assert process.returncode == 1
    assert b"[DF902]" in said
    fresh = assert_whole(folder, old, new)
    assert fresh
    assert all(len(new[name]) <= limit for name in fresh)
    assert not [name for name in files(folder) if name.endswith(".part")]
    assert start(folder).wait() == 0
    assert files(folder) == new


def test_what_killed_writers_left_is_swept_and_what_is_being_written_stays(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from docforge import world\n"
        "os.fsync = lambda _: (print('written', flush=True), sys.stdin.readline())\n"
        f"world.DiskWorld().write({str(tmp_path / 'a.pdf')!r}, b'new')\n"
    )
    command = [sys.executable, "-c", code]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as dead,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as alive,
    ):
        for process in (dead, alive):
            assert process.stdout
            assert process.stdout.readline() == b"written\n"
        dead.kill()
        dead.wait()
        assert len(list(tmp_path.iterdir())) == 2
        DiskWorld().sweep(str(tmp_path))
        assert len(list(tmp_path.iterdir())) == 1
        alive.communicate(b"\n\n\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
