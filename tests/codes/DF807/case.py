from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, paragraph
from docforge.diagnostics import Diagnostic
from docforge.verify.facts import Note


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return compared(converted(folder), paragraph("s1p1", notes=(Note(4, 1, "注在比。"),)))
