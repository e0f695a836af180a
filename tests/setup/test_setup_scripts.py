"""The set-up: what its scripts promise, and that README, CI and Makefile name the same commands."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a POSIX script in `folder`."""
    return subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def place(root: Path, tmp_path: Path) -> Path:
    """A folder with a blank in its name that has the scripts in it."""
    folder = tmp_path / "a project"
    folder.mkdir()
    (folder / "scripts").symlink_to(root / "scripts")
    return folder


@pytest.mark.parametrize(("failures", "status", "tries"), [(0, 0, 1), (2, 0, 3), (3, 1, 3)])
def test_a_network_step_is_tried_three_times(place: Path, failures: int, status: int, tries: int) -> None:
    script = f'. scripts/lib.sh; step() {{ echo x >>tries; [ "$(wc -l <tries)" -gt {failures} ]; }}; retry step'
    assert shell(script, place, RETRY_PAUSE="0").returncode == status
    assert len((place / "tries").read_text().splitlines()) == tries


def test_a_stamp_holds_until_a_file_or_a_word_changes(place: Path) -> None:
    (place / "a b.toml").write_text("one")
    key = '. scripts/lib.sh; fingerprint "a b.toml" -- "$WORD"'
    before = shell(key, place, WORD="x").stdout
    assert before != ""
    assert shell(key, place, WORD="x").stdout == before
    assert shell(key, place, WORD="y").stdout != before
    (place / "a b.toml").write_text("two")
    assert shell(key, place, WORD="x").stdout != before


def programs_for_a_user(folder: Path, **scripts: str) -> str:
    """A PATH with only the given programs and the few that the scripts build on; `id` says this is not root."""
    folder.mkdir()
    for name, body in {"id": "echo 1000", **scripts}.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    for name in ("sh", "mkdir", "cat", "cksum", "tr", "tail"):
        (folder / name).symlink_to(Path("/bin") / name if Path("/bin", name).exists() else Path("/usr/bin") / name)
    return str(folder)


def test_without_root_the_exact_line_to_run_is_printed(place: Path) -> None:
    path = programs_for_a_user(place / "bin", **{"dpkg-query": "exit 1", "apt-get": "echo called; exit 0"})
    done = shell("sh scripts/debian.sh 'a purpose' libpango-1.0-0 sh:dash qpdf:qpdf", place, PATH=path)
    assert done.returncode == 1
    assert done.stderr == (
        "error: for a purpose Debian packages are missing; "
        "run: sudo apt-get install -y --no-install-recommends libpango-1.0-0 qpdf\n"
    )
    assert done.stdout == "", "apt-get was called"


def test_where_there_is_no_apt_the_needs_are_named(place: Path) -> None:
    done = shell("sh scripts/debian.sh 'a purpose' qpdf:qpdf", place, PATH=programs_for_a_user(place / "bin"))
    assert done.returncode == 1
    assert "qpdf (this system has no apt-get" in done.stderr


def test_nothing_is_done_where_nothing_is_missing(place: Path) -> None:
    path = programs_for_a_user(place / "bin", **{"dpkg-query": "echo installed"})
    done = shell("sh scripts/debian.sh 'a purpose' libpango-1.0-0 sh:dash", place, PATH=path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_npm_lock_names_exact_versions_and_no_host(root: Path) -> None:
    asked = json.loads((root / "tools/judges/package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", version) for version in asked.values())
    packages = json.loads((root / "tools/judges/package-lock.json").read_text("utf-8"))["packages"]
    assert packages[""]["dependencies"] == asked
    unlocked = [name for name, entry in packages.items() if name and not entry.get("integrity")]
    placed = [name for name, entry in packages.items() if "resolved" in entry]
    assert (unlocked, placed) == ([], [])


def test_ci_runs_the_commands_of_the_readme_and_the_makefile_has_them(root: Path) -> None:
    commands = re.findall(r"^make \w+$", (root / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert commands == ["make demo", "make test"]
    readme, makefile = (root / "README.md").read_text("utf-8"), (root / "Makefile").read_text("utf-8")
    for command in commands:
        assert command in readme
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)
