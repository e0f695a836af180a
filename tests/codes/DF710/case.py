from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import docforge
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    (folder / "in.md").write_text("# 题目\n\n正文。\n", encoding="utf-8")
    with mock.patch("docforge.writers.pdf.writer._Job.write", side_effect=RecursionError("too deep")):
        return docforge.convert(folder / "in.md", folder / "out.pdf", lang="zh-Hans").diagnostics
