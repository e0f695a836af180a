"""One part of two."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docforge.build.plan import Shard
from docforge.build.release.merge import merge
from docforge.build.tree import prepare, run
from docforge.diagnostics import Diagnostic
from docforge.world import DiskWorld


def diagnostics(folder: Path) -> Iterable[Diagnostic]:
    run(prepare(str(folder), DiskWorld(), shard=Shard(1, 2)))
    return merge([str(folder / "dist")], str(folder / "whole"), DiskWorld()).diagnostics
