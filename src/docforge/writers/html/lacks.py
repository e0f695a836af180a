"""What a document or its theme asks for and neither an e-book nor a web page can do: one note each."""

from __future__ import annotations

from collections.abc import Iterator

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.protocols import WriteContext
from docforge.writers.html.settings import source_name


def lacks(document: n.Document, context: WriteContext, what: str = "EPUB") -> Iterator[Diagnostic]:
    """The notes, in the order of their codes; ``what`` is written."""
    page = context.theme.page
    asked = {
        "a margin for notes": page.note_margin != "none",
        "columns": page.columns > 1,
        "numbers of lines": page.line_numbers > 0,
        "lines to answer on": context.theme.answer_lines > 0,
        "two pages on a sheet": page.imposition != "none",
    }
    if any(asked.values()):
        left_out = ", ".join(name for name, wanted in asked.items() if wanted)
        yield report("DF714", f"left out: {left_out}", file=context.file)
    spans = find((document.title, document.blocks, document.notes), n.Span)
    note = next((span for span in spans if "warichu" in span.attr.classes), None)
    if note is not None:
        file = source_name(document, note.at, context.file)
        yield report("DF721", f"inline notes are smaller text in brackets in {what}", at=note.at, file=file)
    if context.theme.page.grid.characters:
        yield report("DF722", f"{what} has no grid of characters and lines", file=context.file)
