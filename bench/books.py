"""Books: docforge and pandoc on the same Markdown, in interleaved pairs; and how cost grows with length."""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.measure import Cost, median, once
from bench.text import REMARKS, paragraph, sentence

SIZES = {"book-s": 60_000, "book-l": 600_000}
"""Characters of each book."""
AIMS = {"epub": 1.0, "docx": 1.5}
"""Most of pandoc's CPU time that a format may take for ``book-l``."""
MEMORY = 300
"""Most megabytes for ``book-l``."""


class BookRow(NamedTuple):
    """What one book and format took: docforge's cost, pandoc's, and the median of their ratios in pairs."""

    name: str
    ours: Cost
    theirs: Cost
    ratio: float


def book(characters: int) -> str:
    """Markdown of at least so many characters: chapters of numbered paragraphs, lists, tables, quotations and notes."""
    choose = random.Random(20240501)
    parts = ["# 城乡治理读本\n"]
    length = chapter = note = 0
    while length < characters:
        chapter += 1
        made = list(_chapter(choose, chapter, note))
        note += 2
        parts += made
        length += sum(map(len, made))
    return "\n".join(parts)


def _chapter(choose: random.Random, number: int, note: int) -> Iterator[str]:
    yield f"## 第{number}章　{choose.choice(REMARKS)[:12]}\n"
    yield f"{paragraph(choose)}[^{note + 1}]\n"
    for section in range(1, 4):
        yield f"### {section}. {choose.choice(REMARKS)[:10]}\n"
        yield from (f"{item}. {paragraph(choose)}\n" for item in range(1, 8))
        yield f"> {sentence(choose)}\n"
        yield "\n".join(f"- {sentence(choose)}" for _ in range(3)) + "\n"
    yield "| 地点 | 人数 | 说明 |\n| --- | ---: | --- |"
    yield (
        "\n".join(f"| 第{row}处 | {choose.randint(10, 900)} | {choose.choice(REMARKS)} |" for row in range(1, 5)) + "\n"
    )
    yield f"{sentence(choose)}*{choose.choice(REMARKS)}*，见[说明](https://notes.example/{number})。[^{note + 2}]\n"
    yield "\n".join(f"[^{note + place}]: {sentence(choose)}\n" for place in (1, 2))


def book_rows(folder: Path, runs: int, formats: Sequence[str] = tuple(AIMS)) -> Iterator[BookRow]:
    """Every book and format, pairs of one docforge (with its facts, as a user runs it) and one pandoc."""
    import pypandoc

    docforge, pandoc = str(Path(sys.executable).with_name("docforge")), pypandoc.get_pandoc_path()
    for name, characters in SIZES.items():
        (folder / f"{name}.md").write_text(book(characters), encoding="utf-8")
        for suffix in formats:
            ours = [docforge, "convert", "-q", f"{name}.md", "-o", f"ours.{suffix}"]
            theirs = [pandoc, f"{name}.md", "-o", f"theirs.{suffix}"]
            once(ours, folder)
            pairs = [(once(ours, folder), once(theirs, folder)) for _ in range(runs)]
            ratio = statistics.median(one[0] / other[0] for one, other in pairs)
            costs = [median([pair[side] for pair in pairs]) for side in (0, 1)]
            yield BookRow(f"{name} {suffix}", *costs, ratio)


def _cost(cost: Cost) -> str:
    return f"{cost.cpu:7.2f} s CPU {cost.memory:5.0f} MB"


def book_report(rows: Sequence[BookRow]) -> Iterator[str]:
    """Lines of the table, and how much more ``book-l`` takes than ``book-s``, which is a tenth of it."""
    for row in rows:
        name, _, suffix = row.name.partition(" ")
        aim = f"  (aim {AIMS[suffix]} ×, {MEMORY} MB)" if name == "book-l" else ""
        yield f"{row.name:<16}{_cost(row.ours)}   pandoc {_cost(row.theirs)}   {row.ratio:5.2f} ×{aim}\n"
    by_name = {row.name: row for row in rows}
    for suffix in AIMS:
        small, large = by_name.get(f"book-s {suffix}"), by_name.get(f"book-l {suffix}")
        if small and large:
            yield f"{suffix}: ten times the text takes {large.ours.cpu / small.ours.cpu:.1f} times the CPU time\n"
