"""A face of a folder is used: which file it came from is noted."""

from __future__ import annotations

import shutil
from pathlib import Path

import docforge
from docforge.diagnostics import Diagnostic
from docforge.theme.fonts import FontStore

THEME = """\
base = "handout"

[fonts.body]
face = "Docforge Serif SC"
"""


def diagnostics(folder: Path) -> list[Diagnostic]:
    """Convert a note with a theme that names a face of the folder ``fonts``."""
    (folder / "fonts").mkdir(parents=True)
    shutil.copy(FontStore.open().face("serif-sc-regular").path, folder / "fonts" / "own.ttf")
    (folder / "mine.toml").write_text(THEME, encoding="utf-8")
    (folder / "in.md").write_text("# 题目\n\n正文。\n", encoding="utf-8")
    outcome = docforge.convert(
        folder / "in.md", folder / "out.pdf", theme=str(folder / "mine.toml"), font_path=[folder / "fonts"]
    )
    return [found for found in outcome.diagnostics if found.code == "DF553" and (folder / "out.pdf").exists()]
