from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from alterations import refused
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts import FontStore
from docforge.theme.fonts.lock import load_lock


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    lock = replace(load_lock(), folders=(str(folder / "nowhere"),))
    return refused(lambda: FontStore(folder / "store", lock).build(1))
