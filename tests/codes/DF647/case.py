"""A page that a site opens with."""

from collections.abc import Sequence
from pathlib import Path

from docforge.build.site import find_site
from docforge.diagnostics import Diagnostic
from docforge.world import MemoryWorld

FILES = {
    "index.md": b"---\nlayout: home\n---\n",
}


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return find_site("", MemoryWorld(FILES)).diagnostics
