"""``python -m fuzz [READER…]``: fuzz readers, keep what reached new code, and write the table of docs/fuzzing.md.

``--seconds`` for each reader (default 300), ``--runs`` ends earlier, ``--seed``. A crash is kept in ``fuzz/crashes``
and ends with status 1; ``tests/fuzz/test_kept.py`` reads it from then on.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hostile import corpus
from hostile.made import word_files

HERE = Path(__file__).parent
TABLE = HERE.parent.parent / "docs" / "fuzzing.md"
READERS = ("docx", "html", "json", "markdown", "pandoc", "text")
LONGEST = 4096
"""Bytes of an input. What is long is for the benchmark of hostile files."""
MOST_KEPT = 250
_STATE = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)")
_SUFFIXES = {"docx": ".docx", "html": ".html", "json": ".json", "pandoc": ".ast"}


@dataclass(frozen=True)
class Run:
    """What fuzzing one reader came to. ``coverage`` counts edges of Python code, ``features`` edges with how often."""

    reader: str
    seed: int
    executions: int
    seconds: int
    coverage: int
    features: int
    kept: int
    crashed: bool


def main(arguments: list[str]) -> int:
    """Fuzz, keep, write the table; 1 when a reader raised."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("readers", nargs="*", default=READERS)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    crashed = False
    for reader in options.readers or READERS:
        done = fuzz(reader, options.seconds, options.runs, options.seed)
        crashed |= done.crashed
        write_row(done)
        sys.stdout.write(f"{done}\n")
    return int(crashed)


def fuzz(reader: str, seconds: int, runs: int, seed: int) -> Run:
    """Fuzz one reader from the kept inputs and the small hostile files of its format."""
    with tempfile.TemporaryDirectory() as folder:
        found, given, crashes = (Path(folder) / name for name in ("found", "given", "crashes"))
        for path in (found, given, crashes):
            path.mkdir()
        _write(given, [*kept(reader), *seeds(reader)])
        limits = [
            f"-max_total_time={seconds}",
            f"-runs={runs}",
            f"-seed={seed}",
            f"-max_len={LONGEST}",
            "-timeout=120",
            "-rss_limit_mb=4096",
        ]
        command = [sys.executable, "-m", "fuzz.target", reader, *limits, f"-artifact_prefix={crashes}/", found, given]
        paths = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")])
        begun = datetime.now(UTC)
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.PIPE, check=False)
        took = round((datetime.now(UTC) - begun).total_seconds())
        said = done.stderr.decode(errors="replace")
        for path in (path for path in crashes.iterdir() if not path.name.startswith("slow-unit")):
            (HERE / "crashes" / reader).mkdir(parents=True, exist_ok=True)
            (HERE / "crashes" / reader / path.name).write_bytes(path.read_bytes())
        if done.returncode:
            sys.stdout.write(said[-4000:])
        news = sorted((path.read_bytes() for path in found.iterdir()), key=len)
        count = _keep(reader, [*kept(reader), *news])
        states = _STATE.findall(said) or [("0", "0", "0", "0")]
        executions, coverage, features, _ = map(int, states[-1])
        return Run(reader, seed, executions, took, coverage, features, count, bool(done.returncode))


def seeds(reader: str) -> Iterator[bytes]:
    """The small hostile files that a reader would be given."""
    suffix = _SUFFIXES.get(reader, ".md")
    if reader == "docx":
        yield from (body.encode() for body in word_files.BODIES.values() if len(body) <= LONGEST)
    for case in corpus.cases():
        if case.path.endswith(suffix) and len(case.data) <= LONGEST:
            yield case.data


def kept(reader: str) -> list[bytes]:
    """The inputs of a reader that earlier runs kept."""
    path = HERE / "kept" / f"{reader}.txt"
    return [base64.b64decode(line) for line in path.read_text().splitlines()] if path.exists() else []


def _keep(reader: str, inputs: Iterable[bytes]) -> int:
    chosen = list(dict.fromkeys(inputs))[:MOST_KEPT]
    lines = "".join(base64.b64encode(data).decode() + "\n" for data in chosen)
    (HERE / "kept" / f"{reader}.txt").write_text(lines, encoding="ascii")
    return len(chosen)


def _write(folder: Path, inputs: Iterable[bytes]) -> None:
    for number, data in enumerate(inputs):
        (folder / f"{number:05}").write_bytes(data)


def write_row(run: Run) -> None:
    """The row of a reader in docs/fuzzing.md, in place of its earlier one."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    day = datetime.now(UTC).date().isoformat()
    ended = "raised" if run.crashed else "none raised"
    cells = (
        run.reader,
        day,
        run.seed,
        f"{run.executions:,}",
        run.seconds,
        f"{run.coverage:,}",
        f"{run.features:,}",
        run.kept,
        ended,
    )
    row = "| " + " | ".join(str(cell) for cell in cells) + " |"
    first = lines.index("<!-- runs -->") + 3
    last = lines.index("<!-- end -->")
    rows = {line.split("|")[1].strip(): line for line in lines[first:last]} | {run.reader: row}
    text = "\n".join([*lines[:first], *(rows[name] for name in sorted(rows)), *lines[last:]])
    TABLE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
