"""A line of bold alone is a heading where the next heading proves it: ``## 甲``, ``**一、乙**``, ``#### 丙``.

Between the second level and the fourth something stands for the third. Bold lines where no level is missing stay what
they are.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.passes.findings import Findings
from docforge.passes.moved import has_moved

_LONGEST = 40
"""Characters of a heading."""

_SENTENCE_ENDS = "。；！？，：、.;:!?,"


def promote(document: n.Document, findings: Findings) -> n.Document:
    """Bold lines that stand where a level is missing, as headings of that level."""
    if has_moved(document) or not any(_words(block) for block in document.blocks):
        return document
    following = _following(document.blocks)
    above: list[int] = [1] if document.title else []
    out: list[n.Block] = []
    for block, below in zip(document.blocks, following, strict=True):
        made: n.Block = block
        if isinstance(block, n.Heading):
            above = [level for level in above if level < block.level] + [block.level]
        elif isinstance(block, n.Para) and (words := _words(block)):
            outer = max((level for level in above if level < below), default=0)
            if outer and below - outer >= 2:
                findings.add("DF205", f'"{words}" is read as a heading: the next one is of level {below}', block.at)
                made = n.Heading(level=below - 1, content=_content(block), attr=block.attr, at=block.at)
                above = [level for level in above if level < below - 1]
        out.append(made)
    same = all(new is old for new, old in zip(out, document.blocks, strict=True))
    return document if same else replace(document, blocks=tuple(out))


def _following(blocks: n.Blocks) -> list[int]:
    """For each block the level of the next heading after it, 0 where there is none."""
    found: list[int] = []
    level = 0
    for block in reversed(blocks):
        found.append(level)
        if isinstance(block, n.Heading):
            level = block.level
    return found[::-1]


def _content(block: n.Para) -> n.Inlines:
    strong = block.content[0]
    assert isinstance(strong, n.Strong)
    return strong.content


def _words(block: n.Block) -> str:
    """The words of a paragraph that is one line of bold like a title, else ""."""
    if not isinstance(block, n.Para) or len(block.content) != 1 or not isinstance(block.content[0], n.Strong):
        return ""
    if any(not isinstance(node, (n.Text, n.Code, n.Emph)) for node in block.content[0].content):
        return ""
    words = inline_text(block.content).strip()
    return words if 0 < len(words) <= _LONGEST and words[-1] not in _SENTENCE_ENDS else ""
