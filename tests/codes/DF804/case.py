from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, paragraphs
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return compared(converted(folder), paragraphs(lambda all: [item for item in all if item.address != "s1p2"]))
