from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import read, run, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    added = f'<w:ins w:id="1" w:author="A">{run("加")}</w:ins>'
    gone = '<w:del w:id="2" w:author="A"><w:r><w:delText>删</w:delText></w:r></w:del>'
    return read(word(f"<w:p>{added}{gone}</w:p>"))[1]
