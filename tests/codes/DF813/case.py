from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, edited
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    path = converted(folder)
    return compared(edited(path, "EPUB/nav.xhtml", lambda nav: nav.replace("第一节".encode(), "第二节".encode())))
