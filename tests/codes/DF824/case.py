from collections.abc import Sequence
from pathlib import Path

import pikepdf

from alterations import compared, converted
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    path = converted(folder, "pdf")
    untagged = pikepdf.new()
    untagged.add_blank_page()
    untagged.save(path)
    return compared(path)
