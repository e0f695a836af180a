"""Every diagnostic code has a folder here that causes it, and no folder is without a code.

A folder ``DF301/`` holds ``expected`` and one of two causes:

- ``cmd``: one command line (``docforge check in.md``), run in a copy of the folder; ``NAME=VALUE`` before it sets the
  environment. Expected are the diagnostics of that code as they are printed, and the exit status if it is not 0.
- ``case.py`` with ``diagnostics(folder)``, for what no command line can cause; expected is their text.

``pytest --accept`` writes what came out into ``expected``.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import docforge
from docforge.diagnostics import codes
from docforge.diagnostics.render import render

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name.startswith("DF"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_code(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    work = tmp_path / "work"
    shutil.copytree(folder, work, ignore=shutil.ignore_patterns("expected", "cmd", "case.py", "__pycache__"))
    shown = (_command(folder, work) if (folder / "cmd").exists() else _case(folder, work)).replace(str(work), "…")
    kept = _of_code(folder.name, shown)
    assert f"[{folder.name}]" in kept, f"{folder.name} was not caused:\n{shown}"
    target = folder / "expected"
    if request.config.getoption("--accept"):
        target.write_text(kept, encoding="utf-8")
    assert kept == target.read_text(encoding="utf-8")


def _command(folder: Path, work: Path) -> str:
    words = shlex.split((folder / "cmd").read_text(encoding="utf-8"))
    variables = {}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        variables[name] = value.replace("$HERE", str(work))
    assert words[0] == "docforge"
    if variables:  # what the environment says is remembered for the life of a process
        process = subprocess.run(
            [sys.executable, "-m", *words], cwd=work, env={**os.environ, **variables}, capture_output=True, text=True
        )
        return process.stdout + process.stderr + (f"=> {process.returncode}\n" if process.returncode else "")
    done = docforge(words[1:], work)
    return done.text + done.err + (f"=> {done.status}\n" if done.status else "")


def _case(folder: Path, work: Path) -> str:
    spec = importlib.util.spec_from_file_location(f"case_{folder.name}", folder / "case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return render(module.diagnostics(work), "text", {}, version="")


def _of_code(code: str, printed: str) -> str:
    """The diagnostics of one code, each with its indented lines, and the exit status."""
    kept, within = [], False
    for line in printed.splitlines(keepends=True):
        within = f"[{code}]" in line or (within and line.startswith("  "))
        if within or line.startswith("=> "):
            kept.append(re.sub(r" at \d+:\d+,", " at …,", line))  # a place in the style sheet of the page
    return "".join(kept)


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    assert [path.name for path in FOLDERS] == list(codes())
