"""A page of a site that lists its own headings, in a book."""

from __future__ import annotations

from pathlib import Path

from docforge.build.books import BookSettings, Chapter, assemble
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    page = n.Document((n.Contents(at=n.Position(3, 1)),), title=(n.Text("One"),), sources=(n.Source("one.md"),))
    return assemble([Chapter(page, "one.md")], BookSettings(title="Book", lang="en")).diagnostics
