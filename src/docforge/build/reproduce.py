"""Build a project a second time elsewhere, and compare: another folder, order of hashing, time zone and locale, other
processes, and no cache.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from docforge.build.outcome import BuildOutcome, Built
from docforge.build.plan import Shard
from docforge.build.pool import choose
from docforge.build.project.schema import Settings
from docforge.build.tree import prepare, run
from docforge.diagnostics import Diagnostic, report
from docforge.world import DiskWorld

ENVIRONMENT = {"PYTHONHASHSEED": "20240229", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "C"}
"""What is otherwise the second time; Chatham lies three quarters of an hour off all whole hours."""

_LEFT_OUT = (".git", ".docforge", ".venv", "node_modules")
"""Folders that no build reads, and that are large."""

_SHOWN = 3
"""Members of an archive that are named as different."""


def check(
    path: str,
    first: BuildOutcome,
    targets: Sequence[str] = (),
    given: Settings | None = None,
    *,
    drafts: bool = False,
    shard: Shard | None = None,
    jobs: int | None = None,
    timeout: float | None = None,
) -> tuple[Diagnostic, ...]:
    """DF905 for every file of a build that comes out otherwise when it is made again.

    The files of ``first`` are compared as they are now on disk. Raises OSError where the project cannot be copied.
    """
    prepared = prepare(path, DiskWorld(), targets, given, drafts=drafts)
    folder = os.path.abspath(prepared.world.root)
    root = prepared.loaded.project.root or "." if prepared.loaded else "."
    top = os.path.commonpath([folder, os.path.abspath(os.path.join(folder, root))])
    with tempfile.TemporaryDirectory(prefix="docforge-again-") as place:
        other = os.path.join(place, "another folder", os.path.basename(top) or "top")
        shutil.copytree(top, other, symlinks=True, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        elsewhere = os.path.normpath(os.path.join(other, os.path.relpath(folder, top)))
        file = os.path.basename(path) if path.endswith(".toml") else ""
        again = prepare(os.path.join(elsewhere, file), DiskWorld(), targets, given, drafts=drafts, shard=shard)
        second = run(again, verify=False, choose=choose(jobs, timeout, ENVIRONMENT))
        made = {os.path.relpath(item.path, elsewhere): item for item in second.artifacts}
        return tuple(_compared(first.artifacts, made, prepared.world.root))


def _compared(first: Iterable[Built], made: dict[str, Built], root: str) -> Iterable[Diagnostic]:
    for item in first:
        other = made.get(os.path.relpath(item.path, root or "."))
        if other is None:
            yield report("DF905", "was not made the second time", file=item.path)
        elif other.sha256 != item.sha256:
            where = _difference(Path(item.path).read_bytes(), Path(other.path).read_bytes())
            yield report("DF905", f"differs when it is made again: {where}", file=item.path)


def _difference(one: bytes, other: bytes) -> str:
    """Where two files differ: the members of an archive, else the first byte."""
    if zipfile.is_zipfile(io.BytesIO(one)) and zipfile.is_zipfile(io.BytesIO(other)):
        members, others = _members(one), _members(other)
        names = [name for name in members | others if members.get(name) != others.get(name)]
        if names:
            return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    shared = zip(one, other, strict=False)
    place = next((index for index, (a, b) in enumerate(shared) if a != b), min(len(one), len(other)))
    return f"from byte {place}"


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
