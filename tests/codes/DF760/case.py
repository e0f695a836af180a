from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.writers.markdown.page import page


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    small = n.SmallCaps(content=(n.Text("small"),), at=n.Position(3, 1))
    return page(n.Document(blocks=(n.Para((small,)),)), "a.docx")[1]
