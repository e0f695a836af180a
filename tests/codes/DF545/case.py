from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from alterations import refused
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts import FontStore
from docforge.theme.fonts.lock import load_lock


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    lock = load_lock()
    for source in lock.source:
        (folder / source.file).write_bytes(b"another version")
    return refused(lambda: FontStore(folder / "store", replace(lock, folders=(str(folder),))).build(1))
