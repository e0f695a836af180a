from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import docforge
from docforge.diagnostics import Diagnostic
from docforge.writers.pdf import writer


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    """A style sheet of docforge's own with a value that the renderer does not know."""
    (folder / "in.md").write_text("# 题目\n\n正文。\n", encoding="utf-8")
    css = writer._css
    with mock.patch.object(writer, "_css", lambda *given: css(*given) + "body { color: nocolour }"):
        return docforge.convert(folder / "in.md", folder / "out.pdf", lang="zh-Hans").diagnostics
