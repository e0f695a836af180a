"""A sidebar that a script makes."""

from collections.abc import Sequence
from pathlib import Path

from docforge.build.site import find_site
from docforge.diagnostics import Diagnostic
from docforge.world import MemoryWorld

FILES = {
    ".vitepress/config.js": b"import side from 'side'\nexport default { themeConfig: { sidebar: side() } }\n",
    "a.md": b"",
}


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return find_site("", MemoryWorld(FILES)).diagnostics
