from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import paragraph, read, run, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    comment = f'<w:comment w:id="0" w:author="王老师">{paragraph("这一段要改")}</w:comment>'
    marked = f'<w:p><w:commentRangeStart w:id="0"/>{run("一段")}<w:commentRangeEnd w:id="0"/></w:p>'
    return read(word(paragraph("前") + marked, comments=comment))[1]
