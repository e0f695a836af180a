"""A document that is another when its build is checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import docforge
from docforge.build.reproduce import check
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Iterable[Diagnostic]:
    first = docforge.build(folder)
    (folder / "notes.md").write_text("# 二\n", encoding="utf-8")
    return check(str(folder), first, jobs=1)
