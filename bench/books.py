"""Books: docforge and pandoc on the same Markdown, in interleaved pairs; and how cost grows with length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench import peers
from bench.measure import Cost, alternating, docforge, median, once
from bench.table import beside, limit
from bench.text import REMARKS, paragraph, sentence


class Shape(NamedTuple):
    """At least so many characters, in chapters of so many sections with so many numbered paragraphs each."""

    characters: int
    sections: int = 3
    paragraphs: int = 7


BOOKS = {"book-s": Shape(60_000), "book": Shape(255_000, 2, 6), "book-l": Shape(600_000)}
"""The books; ``book`` has about a hundred chapters."""
FORMATS = ("pdf", "epub", "docx")
AIMS = {
    ("book", "pdf"): 0.75,
    ("book", "epub"): 0.5,
    ("book", "docx"): 1.0,
    ("book-l", "epub"): 1.0,
    ("book-l", "docx"): 1.5,
}
"""Most of pandoc's CPU time that a book may take in a format."""
MEMORY = 300
"""Most megabytes for any book."""


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


def book_rows(folder: Path, runs: int) -> Iterator[str]:
    """Every book and format beside pandoc, docforge with its facts, as a user runs it; then how much more CPU time and
    memory ``book-l`` takes than ``book-s``, a tenth of it."""
    costs: dict[tuple[str, str], Cost] = {}
    for name, shape in BOOKS.items():
        file = f"{name}.md"
        (folder / file).write_text(book(shape), encoding="utf-8")
        for suffix in FORMATS if name == "book" else FORMATS[1:]:
            label = peers.KINDS["weasyprint"] if suffix == "pdf" else "pandoc"
            ours, theirs = alternating(
                1 if suffix == "pdf" else runs,
                partial(once, docforge("convert", "-q", file, "-o", f"ours.{suffix}"), folder),
                partial(peers.alone, "weasyprint", [suffix], file, folder),
            )
            costs[name, suffix] = median(ours)
            yield str(beside(f"{name} {suffix}", ours, label, theirs, AIMS.get((name, suffix), 0)))
            yield limit("  largest process", costs[name, suffix].memory, "MB", MEMORY)
    for suffix in FORMATS[1:]:
        small, large = costs["book-s", suffix], costs["book-l", suffix]
        time, memory = large.cpu / small.cpu, large.memory / small.memory
        yield f"{suffix}: ten times the text takes {time:.1f} times the CPU time, {memory:.1f} times the memory"
