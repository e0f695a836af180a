from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import paragraph, read, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return read(word(paragraph("一段", list_=(9, 0))))[1]
