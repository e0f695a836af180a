"""``--number all``: every body paragraph counted in one series of its own, beside the labels of the source."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.passes.numbering.settings import Number, Scopes
from docforge.passes.tree import each, updated


def number(document: n.Document, default: Number) -> n.Document:
    """``Para.number`` from 1 on through the document, in sections where ``all`` holds, 0 elsewhere.

    Counts paragraphs with text in the main flow, in items and in boxes; not quotations, bullets, tables, captions,
    options, notes. The series never restarts, so that ``n12`` is one paragraph.
    """
    return updated(document, blocks=each(document.blocks, _Counter(Scopes(default)).block))


class _Counter:
    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._count = 0

    def block(self, block: n.Block) -> n.Block:
        match block:
            case n.Heading():
                self._scopes.enter(block)
                return block
            case n.Para():
                return updated(block, number=self._next(block))
            case n.Item(kind="option"):
                return block
            case n.Item() | n.Div():
                return updated(block, blocks=each(block.blocks, self.block))
            case _:
                return block

    def _next(self, para: n.Para) -> int:
        words = (node for node in para.content if not isinstance(node, n.Image))
        if self._scopes.number != "all" or not inline_text(words).strip():
            return 0
        self._count += 1
        return self._count
