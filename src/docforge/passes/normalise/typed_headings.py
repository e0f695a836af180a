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
    """Typed units become headings of level 2 and deeper, where the source marks no sections of its own.

    A line above them that stands first in the text and ends like a title is the title.
    """
    if any(heading.level > 1 for heading in find(document.blocks, n.Heading)):
        return document
    units = {_unit(block) for block in document.blocks} - {""}
    order = sorted(units, key=_UNITS.index)
    if not order:
        return document

    untitled = "title" not in document.meta and not any(find(document.blocks, n.Heading))
    first = document.blocks[0] if untitled else None

    def settle(block: n.Block) -> n.Block:
        if not isinstance(block, n.Para):
            return block
        unit = _unit(block)
        level = order.index(unit) + 2 if unit else 1 if block is first and _is_short(block) else 0
        if not level:
            return block
        findings.add("DF205", f'"{inline_text(block.content)}" is read as a heading', block.at)
        return n.Heading(level=level, content=block.content, attr=block.attr, at=block.at)

    return updated(document, blocks=each(document.blocks, settle))


def _unit(block: n.Block) -> str:
    """The unit sign (章) of a paragraph that is a typed heading, else ""."""
    if not isinstance(block, n.Para) or not _is_short(block):
        return ""
    return heading_label(inline_text(block.content).strip())[-1:]


def _is_short(block: n.Para) -> bool:
    """Whether a paragraph is one line that ends like a title."""
    text = inline_text(block.content).strip()
    one_line = not any(isinstance(node, n.Break) for node in block.content)
    return one_line and 0 < len(text) <= _LONGEST and text[-1] not in _SENTENCE_ENDS
