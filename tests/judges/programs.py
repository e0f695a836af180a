"""What all judges share: the finding, the missing judge, and how a program is found and run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NODE_MODULES = PROJECT / ".tools" / "node" / "node_modules"
INSTALL_LINE = "make setup-validators"

SECONDS_FOR_ONE_JUDGEMENT = 180


@dataclass(frozen=True)
class Finding:
    """One thing a judge has to say about a file. `severity` is the judge's own word, in lower case."""

    judge: str
    severity: str
    code: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        place = f" at {self.where}" if self.where else ""
        return f"{self.judge} {self.severity} {self.code}{place}: {self.message}"


class JudgeMissing(Exception):
    """The judge is not installed. The message ends with the command that installs it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the judge {name!r} is not installed; run: {INSTALL_LINE}")


class JudgeFailed(Exception):
    """The judge is there but did not come to a judgement: it crashed, timed out or wrote no report."""


def program(name: str) -> str:
    """The full path of a program on PATH, or JudgeMissing."""
    found = shutil.which(name)
    if found is None:
        raise JudgeMissing(name)
    return found


def installed_file(path: Path, name: str) -> Path:
    """`path` if it exists, or JudgeMissing for the judge called `name`."""
    if not path.is_file():
        raise JudgeMissing(name)
    return path


def package_folder(module: str) -> Path:
    """The folder of an installed Python package, found without importing it."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise JudgeMissing(module)
    return Path(spec.origin).parent


def run(
    command: Sequence[str | Path],
    *,
    ok: Iterable[int] = (0,),
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    text_in: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a judge to its end; an exit code outside `ok`, or no end in time, is JudgeFailed.

    The locale is fixed: Java and LibreOffice cannot open a file with a Chinese name under the locale "C".
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
            input=text_in if text_in is not None else "",
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS_FOR_ONE_JUDGEMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise JudgeFailed(f"{command[0]} gave no answer in {SECONDS_FOR_ONE_JUDGEMENT} s") from late
    if done.returncode not in set(ok):
        raise JudgeFailed(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done


def judge_each(judge: Callable[[Path], list[Finding]], files: Iterable[Path]) -> list[str]:
    """All that a judge says of the files, one line a finding; empty when it has nothing to say.

    Two at a time: a judge mostly waits for a process of its own, and CI machines have two cores.
    """
    listed = list(files)
    with ThreadPoolExecutor(max_workers=2) as pool:
        findings = list(pool.map(judge, listed))
    return [f"{file.name}: {finding}" for file, found in zip(listed, findings, strict=True) for finding in found]
