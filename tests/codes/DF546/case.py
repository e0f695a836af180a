from collections.abc import Sequence
from pathlib import Path

from alterations import refused
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts.lock import load_lock


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    (folder / "fonts.toml").write_text('version = 1\ncolour = "red"\n')
    return refused(lambda: load_lock(folder / "fonts.toml"))
