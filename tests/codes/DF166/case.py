from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import paragraph, read, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    note = f'<w:footnote w:id="7">{paragraph("没有人引用的脚注")}</w:footnote>'
    return read(word(paragraph("正文"), footnotes=note))[1]
