from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.readers.docx import OLE
from wordkit import read


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return read(OLE + bytes(512))[1]
