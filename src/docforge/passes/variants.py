"""Sides of a switch (``Div`` of class ``variant``, its name in the pair ``variant``): which of them are shown.

Sides that stand beside each other anywhere in the document belong to one switch. When one of a switch's sides is asked
for, the others are left out, wherever they stand; a switch of which none is asked for shows all, each with its name.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import iterate, rewrite
from docforge.passes.findings import Findings
from docforge.protocols import Pass, PassOptions, Result

VARIANT = "variant"
"""Class of a side of a switch, and key of the pair with its name."""


class Variants:
    """The pass. It runs before all others, so that what is not shown is never counted."""

    name = "variants"
    after: tuple[str, ...] = ()

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        if not any(_name(block) for block in iterate(document, n.Div)):
            return findings.result(document)
        hidden = _hidden(document, options.variants)
        dropped: dict[str, int] = {}

        def settle(div: n.Div) -> n.Block | None:
            name = _name(div)
            if name in hidden:
                dropped[name] = dropped.get(name, 0) + 1
                return None
            if not name or div.title or name in options.variants:
                return div
            return replace(div, title=(n.Text(name),))

        document = rewrite(document, {n.Div: settle})
        for name, count in dropped.items():
            findings.add("DF235", f'"{name}" is left out {count} times, since another side of its switch is shown')
        return findings.result(document)


def _name(block: object) -> str:
    if not isinstance(block, n.Div) or VARIANT not in block.attr.classes:
        return ""
    return dict(block.attr.pairs).get(VARIANT, "")


def _hidden(document: n.Document, shown: tuple[str, ...]) -> frozenset[str]:
    """Names of the sides that are not shown because another of their switch is."""
    switches = _switches(document)
    chosen = set(shown)
    return frozenset(name for switch in switches if switch & chosen for name in switch - chosen)


def _switches(document: n.Document) -> list[set[str]]:
    """The names of each switch: those of sides that follow each other, joined where they share one."""
    switches: list[set[str]] = []
    for row in _rows(document):
        names = {name for block in row if (name := _name(block))}
        if names:
            joined = names.union(*(switch for switch in switches if switch & names))
            switches = [*(switch for switch in switches if not switch & names), joined]
    return switches


def _rows(document: n.Document) -> list[list[n.Block]]:
    """Stretches of sides without another block between."""
    found: list[list[n.Block]] = []
    for blocks in (document.blocks, *(getattr(node, "blocks", ()) for node in iterate(document))):
        row: list[n.Block] = []
        for block in blocks:
            if _name(block):
                row.append(block)
            elif row:
                found.append(row)
                row = []
        if row:
            found.append(row)
    return found


PASS: Pass = Variants()
