"""A worker that is killed, and a second one that is not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docforge.build.pool import Pool
from docforge.build.tree import prepare, run
from docforge.diagnostics import Diagnostic
from poolkit import TroubledWorld


def diagnostics(folder: Path) -> Iterable[Diagnostic]:
    (folder / "marks").mkdir()
    world = TroubledWorld(killing=("notes.md",), once=folder / "marks")
    return run(prepare(str(folder), world), choose=lambda _: Pool(1)).diagnostics
