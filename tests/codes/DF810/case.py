from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, paragraph
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return compared(converted(folder), paragraph("s1p3", ruby=((0, "漢字", "かんし"),)))
