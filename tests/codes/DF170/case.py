from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import paragraph, read, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    body = (
        '<w:p><w:r><w:t>甲</w:t><w:endnoteReference w:id="1"/><w:t>乙</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    )
    foot = f'<w:footnote w:id="1">{paragraph("脚注")}</w:footnote>'
    end = f'<w:endnote w:id="1">{paragraph("尾注")}</w:endnote>'
    return read(word(body, footnotes=foot, endnotes=end))[1]
