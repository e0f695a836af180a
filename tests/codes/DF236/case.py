"""A folded box that is left out, and a link into it."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.passes.details import PASS
from docforge.protocols import PassOptions


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    box = n.Div((n.Para((n.Text("Since.", at=n.Position(4, 1)),)),), attr=n.Attr("answer", ("details",)))
    link = n.Link((n.Text("the answer"),), "#answer", at=n.Position(1, 5))
    document = n.Document((n.Para((n.Text("See "), link)), box), sources=(n.Source("in.md"),))
    return PASS.run(document, PassOptions(details="omit")).diagnostics
