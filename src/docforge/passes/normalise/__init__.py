"""Gives every document one shape, whatever it was read from: canonical inlines, title, headings, language, notes."""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.passes import inlines
from docforge.passes.findings import Findings
from docforge.passes.normalise import (
    bold_headings,
    crowded,
    deep_notes,
    headings,
    language,
    long_tables,
    notes,
    run_languages,
    title,
    typed_headings,
)
from docforge.protocols import Pass, PassOptions, Result


def _canonical(document: Document, findings: Findings) -> Document:
    return inlines.canonical(document)


_STEPS = (
    _canonical,
    typed_headings.promote,
    title.settle,
    notes.order,
    bold_headings.promote,
    headings.close,
    language.settle,
    run_languages.settle,
    long_tables.in_words,
    title.name_the_nameless,
)


class Normalise:
    """The pass; it must run before any other."""

    name = "normalise"
    after: tuple[str, ...] = ("variants",)

    def run(self, document: Document, options: PassOptions) -> Result[Document]:
        """See the module."""
        findings = Findings(document.sources)
        document = long_tables.cut(document, options.limits, findings)
        document = crowded.thin(document, options.limits.inline_nodes, findings)
        document = deep_notes.shallow(document, options.limits.note_nesting, findings)
        for step in _STEPS:
            document = step(document, findings)
        return findings.result(document)


PASS: Pass = Normalise()
