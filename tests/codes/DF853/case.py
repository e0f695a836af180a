"""The source of a handout is gone."""

from __future__ import annotations

from pathlib import Path

from commandline import docforge
from docforge.build.proof import prove
from docforge.diagnostics import Diagnostic
from docforge.world import DiskWorld, RootedWorld


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    source = folder / "in.md"
    source.write_text("---\nlang: zh-Hans\n---\n\n# 题目\n\n1. 甲。\n2. 乙。\n", encoding="utf-8")
    docforge(["handout", "in.md#2", "-o", "out.epub"], folder)
    source.unlink()
    return prove(["out.epub"], "", RootedWorld(DiskWorld(), str(folder))).diagnostics
