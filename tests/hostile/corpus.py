"""Hostile files: ``python -m hostile.corpus FOLDER`` writes them all, as tests and ``make bench`` use them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hostile.made import case, drawings, front, html, links, markdown, pictures, text, trees, word_files
from hostile.made.case import LAST, Case, page

MAKERS = (text, markdown, html, links, front, pictures, drawings, word_files, trees)

LINKS = {
    "special/secret.png": "/etc/passwd",
    "special/outside.md": "/etc/hostname",
    "special/outside.html": "/etc/hostname",
    "special/ring.md": "ring.md",
    "special/nowhere.md": "gone.md",
    "special/folder": "/etc",
    "special/again": ".",
    "special/once-more": ".",
}
"""Symbolic links, by what they lead to."""

PIPES = ("special/pipe.md", "special/pipe.png", "special/pipe.txt")
"""Named pipes that nobody writes to."""

SPECIAL = (
    page("special/link.md", "![图示](secret.png)", keeps=("图示",)),
    page("special/link-in-folder.md", "![图示](folder/passwd)\n\n{{#include folder/passwd}}", keeps=("图示",)),
    page("special/pipes.md", "![图示](pipe.png)\n\n{{#include pipe.txt}}", keeps=("图示",)),
    page("special/$(touch x);`id`'.md", "首段。"),
    page("special/-o.md", "首段。"),
    page("special/a\nb.md", "首段。"),
    page("special/\u202egpj.md", "首段。"),
    page("special/\x1b[31mred.md", "首段。"),
    page(f"special/{'长' * 80}.md", "首段。"),
    page("special/ .md", "首段。"),
    page("special/%2e%2e%2fa.md", "首段。"),
    page("special/{target}.{format}.md", "首段。"),
)
"""Pages beside them, and pages of strange names."""

HARMLESS = tuple(
    Case(f"{folder}harmless.md", f"# 题目\n\n1. 首段在此。\n2. 次段在此。\n\n{LAST}\n".encode())
    for folder in ("", "text/", "html/", "drawings/", "special/")
)
"""What must come out as if nothing stood beside it."""


@cache
def cases() -> tuple[Case, ...]:
    """Every hostile file and the harmless ones beside them, in the order of their paths."""
    made = [one for maker in MAKERS for one in maker.cases()]
    return tuple(sorted([*made, *SPECIAL, *HARMLESS], key=lambda one: one.path))


def pages() -> Iterator[Case]:
    """Those that a build takes for pages."""
    return (one for one in cases() if one.path.endswith((".md", ".html")))


def write(folder: Path) -> None:
    """Every file, link and pipe, below a folder."""
    for one in cases():
        path = folder / one.path
        for file, data in ((path, one.data), *((path.parent / name, data) for name, data in one.beside.items())):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)
    for name in PIPES:
        os.mkfifo(folder / name)


if __name__ == "__main__":
    write(Path(sys.argv[1]))

__all__ = ["HARMLESS", "case", "cases", "pages", "write"]
