from collections.abc import Sequence
from pathlib import Path

from docforge.build.guard import guarded
from docforge.build.plugins import keeping_promise
from docforge.diagnostics import Diagnostic
from docforge.model.nodes import Document


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    def step() -> str:
        return "text"

    return guarded(keeping_promise(step, Document), "the wiki reader", "in.wiki", "acme 1.4").diagnostics
