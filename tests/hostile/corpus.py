"""Hostile files: ``python -m hostile.corpus FOLDER`` writes them all, as tests, ``make bench`` and fuzzers use them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from hostile.made import case, drawings, front, html, links, markdown, pictures, text, trees, word_files

MAKERS = (text, markdown, html, links, front, pictures, drawings, word_files, trees)


def cases() -> Iterator[case.Case]:
    """Every hostile file, in the order of its path."""
    yield from sorted((one for maker in MAKERS for one in maker.cases()), key=lambda one: one.path)


def write(folder: Path) -> None:
    """Every file of every case, below a folder."""
    for one in cases():
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
        for name, data in one.beside.items():
            (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (path.parent / name).write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
