from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import read, run, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return read(word(f"<w:p>{run('大字', '<w:sz w:val=' + chr(34) + '72' + chr(34) + '/>')}</w:p>"))[1]
