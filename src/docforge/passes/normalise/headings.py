"""Closes the levels of headings: none is skipped on the way down, and the first level below the title is 1."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.findings import Findings
from docforge.passes.moved import has_moved
from docforge.passes.tree import each, updated

_DEEPEST = 6


def close(document: n.Document, findings: Findings) -> n.Document:
    """Levels counted from the headings above each, the source's kept in ``source_level``.

    Headings in a quotation are closed below the heading that it stands under, without a word and without a trace after
    it: they are no sections of the document.
    """
    if has_moved(document):
        return document
    closing = _Closing(document, findings)
    return updated(document, blocks=each(document.blocks, closing.block))


class _Closing:
    """Source levels of the headings that are open, outermost first."""

    def __init__(self, document: n.Document, findings: Findings) -> None:
        levels = [_source_level(heading) for heading in _headings(document.blocks)]
        least = min(levels, default=1)
        # A title stands above all others as a level 1 of its own, unless there are headings of level 1 left.
        self._base = 1 if document.title and least > 1 else least - 1
        self._findings = findings
        self._open: list[int] = []
        self._quoted = 0

    def block(self, block: n.Block) -> n.Block:
        match block:
            case n.Heading():
                return self._heading(block)
            case n.Item() | n.Div():
                return updated(block, blocks=each(block.blocks, self.block))
            case n.Quote():
                around, self._open, self._quoted = self._open, list(self._open), self._quoted + 1
                inner = updated(block, blocks=each(block.blocks, self.block))
                self._open, self._quoted = around, self._quoted - 1
                return inner
            case n.Bullets() | n.Ordered():
                return updated(
                    block, items=each(block.items, lambda item: updated(item, blocks=each(item.blocks, self.block)))
                )
            case _:
                return block

    def _heading(self, heading: n.Heading) -> n.Heading:
        source = _source_level(heading)
        while self._open and self._open[-1] >= source:
            self._open.pop()
        above = self._open[-1] if self._open else self._base
        self._open.append(source)
        level = min(len(self._open), _DEEPEST)
        if source > above + 1 and not heading.source_level and not self._quoted:
            self._findings.add(
                "DF204",
                f"a heading of level {source} follows level {above}; it counts as level {above + 1}",
                heading.at,
                hint=f"write {'#' * (above + 1)} if it is a section of the heading above",
            )
        if level == heading.level:
            return heading
        return replace(heading, level=level, source_level=source if source != level else 0)


def _source_level(heading: n.Heading) -> int:
    return heading.source_level or heading.level


def _headings(blocks: n.Blocks) -> list[n.Heading]:
    found: list[n.Heading] = []
    for block in blocks:
        match block:
            case n.Heading():
                found.append(block)
            case n.Item() | n.Div():
                found.extend(_headings(block.blocks))
            case n.Bullets() | n.Ordered():
                found.extend(heading for item in block.items for heading in _headings(item.blocks))
            case _:
                pass
    return found
