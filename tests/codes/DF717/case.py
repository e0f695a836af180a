from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import docforge
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts import FontStore
from docforge.writers.pdf.engine import engine


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    (folder / "in.md").write_text("# 题目\n\n正文。\n", encoding="utf-8")
    with mock.patch.object(engine(FontStore.open()), "strange", ["layout.inline.split_inline_box"]):
        return docforge.convert(folder / "in.md", folder / "out.pdf", lang="zh-Hans").diagnostics
