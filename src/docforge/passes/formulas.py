"""Formulas: TeX is read once, for all writers; what cannot be read is told and printed as it was typed."""

from __future__ import annotations

import operator

from msgspec.structs import replace

from docforge.formulas.mathml import FormulaError, canonical, parsed, visible_text
from docforge.formulas.tex import mathml_of
from docforge.model import nodes as n
from docforge.model.walk import find, rewrite
from docforge.passes.findings import Findings
from docforge.passes.tree import map_inlines, updated
from docforge.protocols import Pass, PassOptions, Result

_BLANKS = " \t"
_SHOWN = 40
"""Characters of a formula that a message shows."""


class Formulas:
    """The pass."""

    name = "formulas"
    after: tuple[str, ...] = ("normalise",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        if not any(find(document, n.Math)):
            return findings.result(document)

        def settle(node: n.Math) -> n.Math:
            return _settled(node, findings, options.limits.formula_elements)

        parts = rewrite((document.blocks, document.notes, document.title), {n.Math: settle})
        blocks, notes, title = map_inlines(parts, _alone)
        return findings.result(updated(document, blocks=blocks, notes=notes, title=title))


def _alone(content: n.Inlines) -> n.Inlines:
    """A row without blanks and soft line ends beside formulas that stand on lines of their own."""
    if not any(isinstance(node, n.Math) and node.display for node in content):
        return content
    out: list[n.Inline] = []
    for place, node in enumerate(content):
        after = place > 0 and _is_display(content[place - 1])
        before = place + 1 < len(content) and _is_display(content[place + 1])
        if isinstance(node, n.Text) and (after or before):
            text = node.text.lstrip(_BLANKS) if after else node.text
            text = text.rstrip(_BLANKS) if before else text
            out.extend([node if text == node.text else replace(node, text=text)] if text else [])
        elif not (isinstance(node, n.Break) and not node.hard and (after or before)):
            out.append(node)
    return content if len(out) == len(content) and all(map(operator.is_, out, content)) else tuple(out)


def _is_display(node: n.Inline) -> bool:
    return isinstance(node, n.Math) and node.display


def _settled(node: n.Math, findings: Findings, most: int) -> n.Math:
    if not node.mathml and not node.text.strip():
        return node
    try:
        mathml = canonical(node.mathml) if node.mathml else mathml_of(node.text, display=node.display)
        elements = mathml.count("<") // 2
        if elements > most:
            raise FormulaError(f"{elements} elements, over the limit formula-elements of {most}")
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
