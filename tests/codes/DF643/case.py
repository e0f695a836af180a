"""A page that the navigation names twice."""

from collections.abc import Sequence
from pathlib import Path

from docforge.build.site import find_site
from docforge.diagnostics import Diagnostic
from docforge.world import MemoryWorld

FILES = {
    "SUMMARY.md": b"- [A](a.md)\n- [B](a.md)\n",
    "a.md": b"",
}


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return find_site("", MemoryWorld(FILES)).diagnostics
