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


class Shape(NamedTuple):
    """At least so many characters, in chapters of so many sections with so many numbered paragraphs each."""

    characters: int
    sections: int = 3
    paragraphs: int = 7


BOOKS = {"book-s": Shape(60_000), "book": Shape(255_000, 2, 6), "book-l": Shape(600_000)}
"""The books; ``book`` has about a hundred chapters."""
FORMATS = ("epub", "docx")
AIMS = {("book", "epub"): 0.5, ("book", "docx"): 1.0, ("book-l", "epub"): 1.0, ("book-l", "docx"): 1.5}
"""Most of pandoc's CPU time that a book may take in a format."""
MEMORY = 300
"""Most megabytes for any book."""


class BookRow(NamedTuple):
    """What one book and format took: docforge's cost, pandoc's, and the median of their ratios in pairs."""

    name: str
    ours: Cost
    theirs: Cost
    ratio: float


def book(shape: Shape) -> str:
    """Markdown of a shape: chapters of numbered paragraphs, lists, tables, quotations and notes."""
    choose = random.Random(20240501)
    parts = ["# 城乡治理读本\n"]
    length = chapter = note = 0
    while length < shape.characters:
        chapter += 1
        made = list(_chapter(choose, shape, chapter, note))
        note += 2
        parts += made
        length += sum(map(len, made))
    return "\n".join(parts)


def _chapter(choose: random.Random, shape: Shape, number: int, note: int) -> Iterator[str]:
    yield f"## 第{number}章　{choose.choice(REMARKS)[:12]}\n"
    yield f"{paragraph(choose)}[^{note + 1}]\n"
    for section in range(1, shape.sections + 1):
        yield f"### {section}. {choose.choice(REMARKS)[:10]}\n"
        yield from (f"{item}. {paragraph(choose)}\n" for item in range(1, shape.paragraphs + 1))
        yield f"> {sentence(choose)}\n"
        yield "\n".join(f"- {sentence(choose)}" for _ in range(3)) + "\n"
    yield "| 地点 | 人数 | 说明 |\n| --- | ---: | --- |"
    yield (
        "\n".join(f"| 第{row}处 | {choose.randint(10, 900)} | {choose.choice(REMARKS)} |" for row in range(1, 5)) + "\n"
    )
    yield f"{sentence(choose)}*{choose.choice(REMARKS)}*，见[说明](https://notes.example/{number})。[^{note + 2}]\n"
    yield "\n".join(f"[^{note + place}]: {sentence(choose)}\n" for place in (1, 2))


def book_rows(folder: Path, runs: int, formats: Sequence[str] = FORMATS) -> Iterator[BookRow]:
    """Every book and format, pairs of one docforge (with its facts, as a user runs it) and one pandoc."""
    import pypandoc

    docforge, pandoc = str(Path(sys.executable).with_name("docforge")), pypandoc.get_pandoc_path()
    for name, shape in BOOKS.items():
        (folder / f"{name}.md").write_text(book(shape), encoding="utf-8")
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
    """Lines of the table, and how much more ``book-l`` takes than ``book-s``, a tenth of it."""
    for row in rows:
        name, _, suffix = row.name.partition(" ")
        most = AIMS.get((name, suffix))
        aim = f"  (aim {most} ×, {MEMORY} MB)" if most else ""
        yield f"{row.name:<16}{_cost(row.ours)}   pandoc {_cost(row.theirs)}   {row.ratio:5.2f} ×{aim}\n"
    by_name = {row.name: row for row in rows}
    for suffix in FORMATS:
        small, large = by_name.get(f"book-s {suffix}"), by_name.get(f"book-l {suffix}")
        if small and large:
            time, memory = large.ours.cpu / small.ours.cpu, large.ours.memory / small.ours.memory
            yield f"{suffix}: ten times the text takes {time:.1f} times the CPU time, {memory:.1f} times the memory\n"
