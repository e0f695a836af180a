"""A chapter that could not be read."""

from __future__ import annotations

from pathlib import Path

from docforge.build.books import BookSettings, Chapter, assemble
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    missing = Chapter(None, "two.md", "Two", place=("SUMMARY.md", 3, 3))
    return assemble([missing], BookSettings(title="Book", lang="en")).diagnostics
