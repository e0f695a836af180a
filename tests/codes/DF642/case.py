"""A page that the navigation wants and no file holds."""

from collections.abc import Sequence
from pathlib import Path

from docforge.build.site import find_site
from docforge.diagnostics import Diagnostic
from docforge.world import MemoryWorld

FILES = {
    "SUMMARY.md": b"- [A](chapter-2.md)\n",
    "chapter_2.md": b"",
}


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return find_site("", MemoryWorld(FILES)).diagnostics
