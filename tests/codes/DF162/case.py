from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import read, run, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return read(word(f"<w:p>{run('看得见')}{run('看不见', '<w:vanish/>')}</w:p>"))[1]
