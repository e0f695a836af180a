from collections.abc import Sequence
from pathlib import Path

from alterations import refused
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts import FontStore
from docforge.theme.fonts.lock import load_lock


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    store = FontStore(folder, load_lock())
    store.folder.mkdir()
    (store.folder / "manifest.json").write_text("{")
    return refused(store.manifest)
