"""A line that begins with a comma."""

from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.verify.typeset import prove_files
from docforge.world import MemoryWorld
from sheetkit import Para, sheet


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return prove_files(["h.pdf"], MemoryWorld({"h.pdf": sheet(Para(["甲乙丙丁戊己", "，丙丁戊己"]))})).diagnostics
