"""``--number all``: every body paragraph counted in one series of its own, beside the labels of the source."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.divisions import divisions
from docforge.model.text import inline_text
from docforge.passes.numbering.settings import Number, Scopes
from docforge.passes.tree import each, updated


def number(document: n.Document, default: Number, by_chapter: bool = True) -> n.Document:
    """``Para.number`` from 1 on through the document, in sections where ``all`` holds, 0 elsewhere.

    Counts paragraphs with text in the main flow, in items and in boxes; not quotations, bullets, tables, captions,
    options, notes. The series restarts in each division of a book if ``by_chapter``; addresses then name the division,
    so that ``c2n12`` is one paragraph.
    """
    counter = _Counter(Scopes(default))
    blocks: list[n.Block] = []
    for division in divisions(document):
        if by_chapter:
            counter.begin(division.name)
        blocks.extend(each(division.blocks(document), counter.block))
    same = all(new is old for new, old in zip(blocks, document.blocks, strict=True))
    return document if same else updated(document, blocks=tuple(blocks))


class _Counter:
    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._count = 0
        self._name = ""

    def begin(self, name: str) -> None:
        """Count anew in a division with a short name."""
        self._count, self._name = 0, name

    def block(self, block: n.Block) -> n.Block:
        match block:
            case n.Heading():
                self._scopes.enter(block)
                return block
            case n.Para():
                count = self._next(block)
                return updated(block, number=count, address=f"{self._name}n{count}" if count else "")
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
