from collections.abc import Sequence
from pathlib import Path

from docforge.build.guard import guarded
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    def fault() -> None:
        raise MemoryError

    return guarded(fault, "the pdf writer", "in.md").diagnostics
