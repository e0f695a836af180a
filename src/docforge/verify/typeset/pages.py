"""Paragraphs over pages: where one goes on, its lone lines, and its lone last character."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docforge.verify.typeset.checks import is_code
from docforge.verify.typeset.findings import Finding
from docforge.verify.typeset.lines import Line, Paragraph
from docforge.verify.typeset.measure import NEAR, Measures, miss
from docforge.verify.typeset.tables import Table, is_east_asian, script

CLOSING = "。．.！？!?”’」』）)】：:；;…"
"""What ends a paragraph: one that ends so is not taken to go on, even when its last line is full."""


def joined(pages: list[list[Paragraph]], measures: Measures) -> list[Paragraph]:
    """The paragraphs of all pages; one that a page ends in the middle of and the next goes on with is one.

    A file has two paragraphs there. They are one when the first ends with a full line, without a mark that closes a
    sentence, and the second is of its role and size.
    """
    out: list[Paragraph] = []
    last: Paragraph | None = None
    for paragraphs in pages:
        texts = [paragraph for paragraph in paragraphs if paragraph.role == "text"]
        first = texts[0] if texts else None
        for paragraph in paragraphs:
            if paragraph is first and last is not None and _goes_on(last, paragraph, measures):
                last.lines[-1].last = False
                paragraph.lines[0].first = False
                last.lines.extend(paragraph.lines)
                texts[0] = last
            else:
                out.append(paragraph)
        last = _body_end(texts)
    return out


def _body_end(texts: list[Paragraph]) -> Paragraph | None:
    """The last paragraph of a page in the size of most of its text."""
    sizes = [line.em for paragraph in texts for line in paragraph.lines]
    usual = max(sorted(set(sizes)), key=sizes.count) if sizes else 0.0
    return next((paragraph for paragraph in reversed(texts) if abs(paragraph.lines[-1].em - usual) < 0.1), None)


def _goes_on(above: Paragraph, below: Paragraph, measures: Measures) -> bool:
    line, first = above.lines[-1], below.lines[0]
    edge = measures.of(above, line)
    if edge is None or line.is_leader or abs(line.em - first.em) > 0.1 or line.text[-1] in CLOSING:
        return False
    return abs(miss(line, edge)) <= NEAR and below.role == above.role


def lone_lines(paragraph: Paragraph) -> Iterator[Finding]:
    """A single line of a longer paragraph at the foot or the head of a page."""
    pages: dict[int, list[Line]] = {}
    for line in paragraph.lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return
    parts = list(pages.values())
    if len(parts[0]) == 1:
        yield _found("first line alone at the foot of the page", parts[0][0])
    if len(parts[-1]) == 1:
        yield _found("last line alone at the head of the page", parts[-1][0])


def _found(detail: str, line: Line) -> Finding:
    return Finding("widow", line.page, line.text, detail)


def lone_last(paragraph: Paragraph) -> Iterator[Finding]:
    """A last line of one character (孤字), its marks not counted."""
    if len(paragraph.lines) < 2 or paragraph.role not in ("text", "note"):
        return
    line = paragraph.lines[-1]
    letters = [item for item in line.items if any(script(character) for character in item.text)]
    if len(letters) == 1 and is_east_asian(letters[0].text[0]):
        yield Finding("lone-last", line.page, line.text, f"{letters[0].text} alone on the last line")


def ragged(paragraph: Paragraph, line: Line, measures: Measures, table: Table) -> Iterator[Finding]:
    """A justified line that misses its measure though it could be stretched."""
    edge = (
        None if line.last or line.is_leader or paragraph.role not in ("text", "note") else measures.of(paragraph, line)
    )
    if edge is None or any(is_code(item) for item in line.items):
        return
    off = miss(line, edge)
    texts = [character for item in line.items for character in item.text]
    if abs(off) > NEAR and any(table.stretches(one, two) for one, two in pairwise(texts)):
        how = "short of" if off > 0 else "past"
        yield Finding("ragged", line.page, line.text, f"{abs(off):.2f} em {how} the measure", round(off, 3))
