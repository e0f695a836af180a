"""A link to a page that is not in the book."""

from __future__ import annotations

from pathlib import Path

from docforge.build.books import BookSettings, Chapter, assemble, settle_chapter
from docforge.diagnostics import Diagnostic
from docforge.protocols import ReadOptions
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld

PAGES = {"one.md": "# One\n\nSee [there](draft.md).\n", "two.md": "# Two\n\nText.\n"}


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    chapters = []
    for path, text in PAGES.items():
        read = READER.read(text.encode(), path, ReadOptions(lang="en"), MemoryWorld({}))
        chapters.append(Chapter(settle_chapter(read.value).value, path))
    return assemble(chapters, BookSettings(title="Book", lang="en", others=("draft.md",))).diagnostics
