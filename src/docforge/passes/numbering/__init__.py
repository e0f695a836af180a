"""Numbers: what is a numbered paragraph, what is inside it, to which run it belongs, and what it is called.

The number of an item is the one typed at its own marker. Labels are never replaced, except under ``--restart never``.
"""

from __future__ import annotations

from docforge.model.divisions import divisions, is_book
from docforge.model.nodes import Block, Blocks, Document
from docforge.passes import inlines
from docforge.passes.findings import Findings
from docforge.passes.moved import has_moved
from docforge.passes.numbering import body
from docforge.passes.numbering.options import Gone
from docforge.passes.numbering.rows import Rows
from docforge.passes.numbering.runs import Runs
from docforge.passes.numbering.settings import settings
from docforge.passes.tree import updated
from docforge.protocols import Pass, PassOptions, Result


class Numbering:
    """The pass. It settles rows of blocks, then runs, then the series of body paragraphs."""

    name = "numbering"
    after: tuple[str, ...] = ("normalise",)

    def run(self, document: Document, options: PassOptions) -> Result[Document]:
        """See the module."""
        findings = Findings(document.sources)
        if has_moved(document):
            return findings.result(document)
        asked = settings(document, options, findings)
        blocks, gone = _settled_rows(document, findings)
        rows = Rows(document.lang, findings)
        document = updated(
            document,
            blocks=blocks,
            notes={name: rows.settled(note, "aside") for name, note in document.notes.items()},
            note_scope=options.notes if is_book(document) else document.note_scope,
        )
        document = Runs(inlines.canonical(document), asked, findings, {**gone, **rows.gone}).settle()
        return findings.result(body.number(document, asked.number, asked.by_chapter))


def _settled_rows(document: Document, findings: Findings) -> tuple[Blocks, Gone]:
    """The rows of each division, read in its own language."""
    blocks: list[Block] = []
    gone: Gone = {}
    for division in divisions(document):
        lang = (division.heading.attr.lang if division.heading else "") or document.lang
        rows = Rows(lang, findings)
        blocks.extend(rows.settled(division.blocks(document)))
        gone.update(rows.gone)
    same = len(blocks) == len(document.blocks) and all(map(_same, blocks, document.blocks))
    return document.blocks if same else tuple(blocks), gone


def _same(left: object, right: object) -> bool:
    return left is right


PASS: Pass = Numbering()
