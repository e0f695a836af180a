"""The last line of a paragraph alone on the second page."""

from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.verify.typeset import prove_files
from docforge.world import MemoryWorld
from sheetkit import Para, sheet


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return prove_files(
        ["h.pdf"], MemoryWorld({"h.pdf": sheet(Para(["甲乙丙丁戊己"] * 4), Para(["完了。"], page=2))})
    ).diagnostics
