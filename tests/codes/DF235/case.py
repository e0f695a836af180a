"""A switch of which one side is chosen."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.passes.variants import PASS
from docforge.protocols import PassOptions


def side(name: str) -> n.Div:
    return n.Div((n.Para((n.Text(name),)),), attr=n.Attr(classes=("variant",), pairs=(("variant", name),)))


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    document = n.Document((side("options"), side("composition")), sources=(n.Source("in.md"),))
    return PASS.run(document, PassOptions(variants=("options",))).diagnostics
