"""The proof itself: pages into paragraphs, and every check over them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from docforge.limits import Limits
from docforge.verify.pdf.content import Budget
from docforge.verify.pdf.reader import opened
from docforge.verify.typeset import checks, pages
from docforge.verify.typeset.findings import CODES, Finding, Kind, Options
from docforge.verify.typeset.glyphs import Faces, GlyphInterpreter
from docforge.verify.typeset.lines import Paragraph, paragraphs_of_page
from docforge.verify.typeset.measure import Measures, measures
from docforge.verify.typeset.structure import Structure
from docforge.verify.typeset.tables import Table, language, table

TURNED = 90
"""How far the pages of vertical text are shown turned to the right, in degrees."""
AS_FOUND = Options()
"""Languages as the file has them, usual levels."""


class Setting(msgspec.Struct, frozen=True):
    """How a file is set. ``lines`` counts lines of text, ``justified`` those that should reach a measure."""

    pages: int
    lines: int
    justified: int
    findings: tuple[Finding, ...]

    def counts(self) -> dict[Kind, int]:
        """How often each kind was found; every kind is there."""
        return {kind: sum(finding.kind == kind for finding in self.findings) for kind in CODES}


def prove_setting(data: bytes, options: Options = AS_FOUND, limits: Limits | None = None) -> Setting:
    """Read the lines of a PDF and check them. Raises ``PdfError`` when it cannot be read.

    A ``LevelError`` says that the language has no such level.
    """
    if options.level:
        table(options.lang, options.level)  # a level that is not there must not wait for a text in its language
    tables_of = partial(_table, level=options.level, lang=options.lang)
    parts = read_paragraphs(data, limits, options.lang)
    edges = measures((paragraph for page in parts for paragraph in page), options.right)
    whole = pages.joined(parts, edges)
    found = [finding for paragraph in whole for finding in _findings(paragraph, edges, tables_of)]
    lines = [(paragraph, line) for paragraph in whole for line in paragraph.lines]
    justified = sum(not line.last and edges.of(paragraph, line) is not None for paragraph, line in lines)
    return Setting(len(parts), len(lines), justified, tuple(found))


def _table(tag: str, *, level: str, lang: str) -> Table | None:
    return table(tag, level if level and (not lang or language(tag) == language(lang)) else "")


def _findings(paragraph: Paragraph, edges: Measures, table_of: checks.TableOf) -> Iterator[Finding]:
    yield from checks.edges(paragraph, table_of)
    yield from pages.lone_lines(paragraph)
    for line in paragraph.lines:
        yield from checks.faces(line)
        yield from checks.neighbours(line, table_of)
        yield from checks.copying(line)
        usual = table_of(line.items[len(line.items) // 2].lang)
        if usual is not None:
            yield from pages.ragged(paragraph, line, edges, usual)
    if table_of(paragraph.lines[-1].items[0].lang) is not None:
        yield from pages.lone_last(paragraph)


def read_paragraphs(data: bytes, limits: Limits | None = None, lang: str = "") -> list[list[Paragraph]]:
    """The paragraphs of every page, their lines numbered first and last. ``lang`` overrides the file's languages."""
    with opened(data) as pdf:
        budget = Budget((limits or Limits()).archive_bytes)
        faces = Faces(budget)
        structure = Structure(pdf)
        out = []
        for number, page in enumerate(pdf.pages):
            content = GlyphInterpreter(page.obj, faces, budget)
            empty = set(content.page.marked) - {glyph.mcid for glyph in content.glyphs}
            parts = paragraphs_of_page(number, content.glyphs, structure.owners, lang, structure.lang, empty)
            out.append(parts)
            if int(page.obj.get("/Rotate", 0)) % 360 == TURNED:
                for line in (line for paragraph in out[-1] for line in paragraph.lines):
                    line.vertical = line.items[0].glyph.turn == 0
    for paragraphs in out:
        for paragraph in paragraphs:
            paragraph.lines[0].first = paragraph.lines[-1].last = True
    return out
