from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import read, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return read(word("<w:p/>")[:-100])[1]
