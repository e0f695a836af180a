from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from wordkit import read, word


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    chart = '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    inline = f'<wp:inline><wp:docPr id="1" name="c" descr="人数"/><a:graphic>{chart}</a:graphic></wp:inline>'
    return read(word(f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"))[1]
