"""Examination papers, where the theme asks for one (``PassOptions.exam``): points are printed and added up, options
stand side by side where they fit, and a box for name and score stands below the title. No number changes.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import is_book
from docforge.model.exams import BOX
from docforge.model.walk import find
from docforge.passes.exam.grids import with_grids
from docforge.passes.exam.points import with_points
from docforge.passes.exam.words import words_of
from docforge.passes.findings import Findings
from docforge.passes.moved import moved
from docforge.protocols import Pass, PassOptions, Result


class Exam:
    """The pass. It runs on what an edition shows, so that a sum is that of the questions on the paper."""

    name = "exam"
    after: tuple[str, ...] = ("elements", "crossrefs", "scripts", "readings")

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        key = options.edition is not None and options.edition.answers == "apart"
        if options.exam is None or key or any(BOX in div.attr.classes for div in find(document.blocks, n.Div)):
            return findings.result(document)
        words = words_of(document.lang)
        document, total = with_points(document, words, findings)
        blocks = with_grids(document.blocks, options.exam)
        if not is_book(document):
            blocks = (words.box(total), *blocks)
        return findings.result(moved(replace(document, blocks=blocks)))


PASS: Pass = Exam()
