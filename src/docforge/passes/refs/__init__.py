"""References: what a text or a link points at is found, once, in the settled numbering."""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.passes.findings import Findings
from docforge.passes.moved import has_moved
from docforge.passes.refs.links import Links
from docforge.passes.refs.prose import Prose
from docforge.passes.refs.targets import Targets
from docforge.protocols import Pass, PassOptions, Result


class References:
    """The pass: explicit references first (links, ``@s2p7``), then those of prose (见第7段)."""

    name = "refs"
    after: tuple[str, ...] = ("ids", "captions")

    def run(self, document: Document, options: PassOptions) -> Result[Document]:
        """See the module."""
        findings = Findings(document.sources)
        if has_moved(document):
            return findings.result(document)
        targets = Targets(document)
        document = Links(targets, findings).settle(document)
        return findings.result(Prose(targets, findings, document.lang).settle(document))


PASS: Pass = References()
