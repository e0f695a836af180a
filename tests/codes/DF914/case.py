"""An editor that there is not, and one that fails."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.preview.editors import run
from docforge.world import DiskWorld


def diagnostics(folder: Path) -> list[Diagnostic]:
    editors = ("no-such-editor {file}:{line}", "false", "true {file}")
    found = [run(editor, str(folder / "a b.md"), 3, 1, DiskWorld()) for editor in editors]
    return [item for item in found if item is not None]
