"""Shapes that real notes have: what each becomes, from Markdown to the final model.

A case is a file of ``tests/cases/messy-notes``: the input, a line ``→``, the outline of the model and every diagnostic
beyond notes about titles. ``·`` stands for a blank at a line's end, ``␣`` for U+2003.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from docforge.passes import run_all
from docforge.protocols import PassOptions, ReadOptions
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld
from outline import aliases, outline, told

CASES = Path(__file__).parent.parent / "cases" / "messy-notes"
_ABOUT_TITLES = "DF202"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.case")), ids=lambda path: path.stem)
def test_shape_of_real_notes_becomes_the_model_its_case_asks_for(path: Path) -> None:
    source, _, expected = path.read_text(encoding="utf-8").partition("→\n")
    source = source.replace("·", " ").replace("␣", "\u2003")
    read = READER.read(source.encode(), "notes.md", ReadOptions(lang="zh-Hans"), MemoryWorld({}))
    settled = run_all(read.value, PassOptions())
    diagnostics = [item for item in (*read.diagnostics, *settled.diagnostics) if item.code != _ABOUT_TITLES]
    lines = [*outline(settled.value), *told(diagnostics)]
    if "\nalias " in expected:
        lines[1:1] = aliases(settled.value)
    assert lines == expected.splitlines()


def test_every_shape_in_the_folder_is_found() -> None:
    assert len(list(CASES.glob("*.case"))) >= 18
