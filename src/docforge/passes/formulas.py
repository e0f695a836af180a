"""Formulas: TeX is read once, for all writers; what cannot be read is told and printed as it was typed."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.formulas.mathml import FormulaError, canonical, parsed, visible_text
from docforge.formulas.tex import mathml_of
from docforge.model import nodes as n
from docforge.model.walk import rewrite
from docforge.passes.findings import Findings
from docforge.passes.tree import updated
from docforge.protocols import Pass, PassOptions, Result

_SHOWN = 40
"""Characters of a formula that a message shows."""


class Formulas:
    """The pass."""

    name = "formulas"
    after: tuple[str, ...] = ("normalise",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)

        def settle(node: n.Math) -> n.Math:
            return _settled(node, findings)

        blocks, notes, title = rewrite((document.blocks, document.notes, document.title), {n.Math: settle})
        return findings.result(updated(document, blocks=blocks, notes=notes, title=title))


def _settled(node: n.Math, findings: Findings) -> n.Math:
    if not node.mathml and not node.text.strip():
        return node
    try:
        mathml = canonical(node.mathml) if node.mathml else mathml_of(node.text, display=node.display)
        empty = not visible_text(parsed(mathml))
    except FormulaError as error:
        start = " ".join(node.text.split())
        shown = start if len(start) <= _SHOWN else start[:_SHOWN] + "…"
        place = f" (its character {error.column})" if error.column else ""
        findings.add("DF420", f"{error}{place}: {shown}", node.at, length=len(shown))
        return node if not node.mathml else replace(node, mathml="")
    if empty or mathml == node.mathml:
        return node if not empty or not node.mathml else replace(node, mathml="")
    return replace(node, mathml=mathml)


PASS: Pass = Formulas()
