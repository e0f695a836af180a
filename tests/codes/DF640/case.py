"""Settings that cannot be read."""

from collections.abc import Sequence
from pathlib import Path

from docforge.build.site import find_site
from docforge.diagnostics import Diagnostic
from docforge.world import MemoryWorld

FILES = {
    "book.toml": b"[book]\ntitle =\n",
    "src/SUMMARY.md": b"- [A](a.md)\n",
    "src/a.md": b"",
}


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return find_site("", MemoryWorld(FILES)).diagnostics
