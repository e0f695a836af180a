"""Numbers: what is a numbered paragraph, what is inside it, to which run it belongs, and what it is called.

The number of an item is the one typed at its own marker. Labels are never replaced, except under ``--restart never``.
"""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.passes import inlines
from docforge.passes.findings import Findings
from docforge.passes.numbering import body
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
        asked = settings(document, options, findings)
        rows = Rows(document.lang, findings)
        document = updated(
            document,
            blocks=rows.settled(document.blocks),
            notes={name: rows.settled(blocks, "aside") for name, blocks in document.notes.items()},
        )
        document = Runs(inlines.canonical(document), asked, findings, rows.gone).settle()
        return findings.result(body.number(document, asked.number))


PASS: Pass = Numbering()
