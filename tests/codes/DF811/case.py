from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from alterations import compared, converted, paragraphs
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return compared(
        converted(folder),
        paragraphs(lambda all: [replace(item, images=("另一幅图",)) if item.images else item for item in all]),
    )
