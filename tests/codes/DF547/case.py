from collections.abc import Sequence
from pathlib import Path

from alterations import refused
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts import FontStore
from docforge.theme.fonts.lock import load_lock


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    (folder / "file").write_text("in the way")
    return refused(lambda: FontStore(folder / "file", load_lock()).build(1))
