"""第一章 总则 typed as a paragraph of a plain text is a heading."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.passes.findings import Findings
from docforge.passes.labels import heading_label
from docforge.passes.tree import each, updated

_LONGEST = 40
"""Characters of a heading; a longer paragraph only begins like one."""

_SENTENCE_ENDS = "。；！？，、.;,!?"
_UNITS = "编編篇部편章讲講课課回장节節절관"
"""The units from the outermost to the innermost; signs of one rank stand together by first use in the document."""


def promote(document: n.Document, findings: Findings) -> n.Document:
    """Typed units become headings of level 2 and deeper, where the source marks no sections of its own."""
    if any(heading.level > 1 for heading in find(document.blocks, n.Heading)):
        return document
    units = {_unit(block) for block in document.blocks} - {""}
    order = sorted(units, key=_UNITS.index)
    if not order:
        return document

    def settle(block: n.Block) -> n.Block:
        unit = _unit(block)
        if not unit or not isinstance(block, n.Para):
            return block
        findings.add("DF205", f'"{inline_text(block.content)}" is read as a heading', block.at)
        return n.Heading(level=order.index(unit) + 2, content=block.content, attr=block.attr, at=block.at)

    return updated(document, blocks=each(document.blocks, settle))


def _unit(block: n.Block) -> str:
    """The unit sign (章) of a paragraph that is a typed heading, else ""."""
    if not isinstance(block, n.Para) or any(isinstance(node, n.Break) for node in block.content):
        return ""
    text = inline_text(block.content).strip()
    if not 0 < len(text) <= _LONGEST or text[-1] in _SENTENCE_ENDS:
        return ""
    return heading_label(text)[-1:]
