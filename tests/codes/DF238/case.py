"""A Japanese term without a reading."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.passes.index import PASS
from docforge.protocols import PassOptions


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    term = n.Span((n.Text("縦書き"),), attr=n.Attr(classes=("index",)), at=n.Position(3, 1))
    document = n.Document((n.Para((term,)),), lang="ja", sources=(n.Source("in.md"),))
    return PASS.run(document, PassOptions(index="kana")).diagnostics
