"""Every scheme that Word counts, with a restart: LibreOffice, betteroffice and the reader show the model's labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import judges
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from docforge.readers.docx import READER
from docforge.typography.numbers import format_number
from docforge.world import MemoryWorld
from docforge.writers.docx.formats import WORD_FORMATS
from docxkit import item, write

SCHEMES = [(style, candidate.lang) for style, candidates in WORD_FORMATS.items() for candidate in candidates]
Rows = list[tuple[str, str]]


def _made(style: str, lang: str) -> tuple[list[n.Block], Rows]:
    """Two series of one scheme with a nested one, and (label, text) of its items."""
    blocks: list[n.Block] = []
    rows: Rows = []
    for run in (1, 2):
        for value in (1, 2, 3):
            text = f"段{run}之{value}"
            inner = f"内{run}之{value}"
            blocks.append(
                item(value, text, item(1, inner, scheme="decimal:（{}）"), scheme=f"{style}:第{{}}", run=run, lang=lang)
            )
            rows += [(f"第{format_number(value, style, lang)}", text), ("（1）", inner)]
        blocks.append(n.Rule())
    return blocks, rows


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Rows]:
    folder = tmp_path_factory.mktemp("schemes")
    made: dict[Path, Rows] = {}
    for style, lang in SCHEMES:
        blocks, rows = _made(style, lang)
        made[write(*blocks).save(folder / f"{style}{lang}.docx")] = rows
    return made


def _read(path: Path) -> Iterator[tuple[int, str, str]]:
    document = READER.read(path.read_bytes(), path.name, ReadOptions(lang="zh-Hans"), MemoryWorld({})).value
    for found in find(document.blocks, n.Ordered):
        for entry in found.items:
            yield entry.at.line if entry.at else 0, entry.marker, block_text(entry.blocks[:1])


def test_the_reader_finds_them(files: dict[Path, Rows]) -> None:
    for path, rows in files.items():
        assert [(label, text) for _line, label, text in sorted(_read(path))] == rows, path.name


def test_libreoffice_prints_them(files: dict[Path, Rows]) -> None:
    texts = judges.libreoffice_texts(files)
    for path, rows in files.items():
        printed = ["".join(line.split()) for line in texts[path].splitlines()]
        assert [line for line in printed if "之" in line] == [label + text for label, text in rows], path.name


def test_betteroffice_computes_those_that_it_knows(files: dict[Path, Rows]) -> None:
    known = 0
    for path, rows in files.items():
        theirs = {text: label.strip() for label, text in judges.word_labels(path) if label.strip()}
        assert all(theirs[text] == label for label, text in rows if text in theirs), path.name
        known += sum(text in theirs for _label, text in rows)
    assert known >= 12 * 5  # decimal, letters and Roman numbers
