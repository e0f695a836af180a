"""The pass that tells of what is still to be written: paragraphs that begin with TODO."""

from __future__ import annotations

from docforge.diagnostics import report
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.protocols import PROTOCOL, PassOptions, Result


class Todo:
    """Changes nothing. ``after`` names the passes that must have run; a pass may run twice and must not mind."""

    protocol = PROTOCOL
    name = "todo"
    after: tuple[str, ...] = ("normalise",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """The document as it is, with DF911 for each paragraph that is to be written."""
        found = [
            report("DF911", "still to be written", at=paragraph.at, file=_file(document, paragraph.at))
            for paragraph in find(document.blocks, n.Para)
            if inline_text(paragraph.content).startswith("TODO")
        ]
        return Result(document, tuple(found))


def _file(document: n.Document, at: n.Position | None) -> str:
    return document.sources[at.source].name if at and at.source < len(document.sources) else ""


PASS = Todo()
