"""Numbered paragraphs of one row put in order: deeper schemes inside shallower, continuations in the item before."""

from __future__ import annotations

from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.passes.labels import Label
from docforge.passes.numbering.lead import lead_text
from docforge.passes.numbering.relabel import source_label
from docforge.passes.numbering.sequence import follows

_FAR = 200
"""Blocks that are looked ahead for the next of a series."""

_TITLE = 30
"""Characters of a title."""

_SENTENCE_ENDS = "。；！？：，.;!?:,"

_COLONS = ("：", ":")


class _Open(Struct):
    """An item that may still take children and continuations."""

    item: n.Item
    label: Label
    rank: int
    blocks: list[n.Block | _Open] = field(default_factory=list)

    def closed(self, lang: str) -> n.Item:
        """The item with all it took; what it took is nested among what it had."""
        blocks = tuple(block.closed(lang) if isinstance(block, _Open) else block for block in self.blocks)
        if len(blocks) == len(self.item.blocks):
            return self.item
        return replace(self.item, blocks=(*blocks[:1], *nest(blocks[1:], lang)))


def nest(blocks: n.Blocks, lang: str) -> n.Blocks:
    """The row with its items nested and its continuations attached.

    A paragraph between two items belongs to the first when the second counts on from it (CommonMark ends a list at a
    continuation that is not indented), or when the first is an article of a statute, whose unlabelled paragraphs are
    its own (a note, table or list after the last article is not). Headings and rules end everything.
    """
    if not any(isinstance(block, n.Item) for block in blocks):
        return blocks
    nesting = _Nesting(blocks, lang)
    result = nesting.run()
    return blocks if len(result) == len(blocks) else result


class _Nesting:
    def __init__(self, blocks: n.Blocks, lang: str) -> None:
        self._blocks = blocks
        self._lang = lang
        self._labels = [_label(block, lang) for block in blocks]
        self._out: list[n.Block | _Open] = []
        self._stack: list[_Open] = []
        self._pending: list[n.Block] = []
        self._took: set[str] = set()

    def run(self) -> n.Blocks:
        for place, block in enumerate(self._blocks):
            label = self._labels[place]
            if isinstance(block, n.Item) and label is not None:
                self._take(place, block, label)
            elif isinstance(block, (n.Heading, n.Rule, n.Contents)):
                self._end()
                self._out.append(block)
            elif self._stack and not self._pending and _begins_with_colon(block):
                self._stack[-1].blocks.append(block)
            else:
                self._pending.append(block)
        self._end()
        return tuple(block.closed(self._lang) if isinstance(block, _Open) else block for block in self._out)

    def _take(self, place: int, item: n.Item, label: Label) -> None:
        depth = self._sibling(label)
        if depth is None:
            depth = self._depth_of_new(place, label)
            self._settle_pending(depth - 1)
        else:
            before = self._stack[depth]
            goes_on = before.label.family.article or follows(before.label.value, label.value)
            self._settle_pending(depth if goes_on else depth - 1)
        del self._stack[depth:]
        opened = _Open(item, label, self._rank(label), list(item.blocks))
        (self._stack[-1].blocks if self._stack else self._out).append(opened)
        self._stack.append(opened)

    def _sibling(self, label: Label) -> int | None:
        """The depth of the open item that this one comes after in one series."""
        for depth in range(len(self._stack) - 1, -1, -1):
            before = self._stack[depth].label
            if before.scheme == label.scheme or (before.series == label.series and label.value > before.value):
                return depth
        return None

    def _depth_of_new(self, place: int, label: Label) -> int:
        """How deep a series that begins here stands: in the last open item of lower rank, or in one that goes on later.

        With other blocks between, a lower rank is enough only for labels that structure a text (一、 第一条).
        """
        rank = self._rank(label)
        for depth in range(len(self._stack), 0, -1):
            above = self._stack[depth - 1]
            near = above.label.family.outline or not self._pending
            if (near and above.rank < rank) or self._goes_on(above.label, place):
                return depth
        return 0

    def _goes_on(self, label: Label, place: int) -> bool:
        """Whether the next label of the series after ``place`` counts on from ``label``."""
        for later in range(place + 1, min(place + _FAR, len(self._blocks))):
            if isinstance(self._blocks[later], (n.Heading, n.Rule)):
                return False
            other = self._labels[later]
            if other is not None and other.series == label.series:
                return follows(label.value, other.value)
        return False

    def _rank(self, label: Label) -> int:
        in_article = any(above.label.family.article for above in self._stack)
        return (in_article and label.family.article_rank) or label.family.rank

    def _settle_pending(self, depth: int) -> None:
        """Attach what waits to the open item at ``depth``; at -1 it stays between the items."""
        if self._pending:
            if depth >= 0:
                self._took.add(self._stack[depth].label.series)
            owner = self._stack[depth].blocks if depth >= 0 else self._out
            if depth < 0 and self._stack and self._stack[0].label.family.article:
                clauses = list(takewhile(lambda block: isinstance(block, n.Para), self._pending))
                self._stack[0].blocks.extend(clauses)
                del self._pending[: len(clauses)]
            owner.extend(self._pending)
            self._pending.clear()

    def _end(self) -> None:
        """What waits at the end belongs to the last item that is like a title, if those before it took such blocks."""
        self._settle_pending(next(filter(self._holds, range(len(self._stack))), -1))
        self._stack.clear()

    def _holds(self, depth: int) -> bool:
        """Whether the open item at a depth holds what follows it up to the next heading."""
        above = self._stack[depth]
        return above.label.family.outline and above.label.series in self._took and _is_like_a_title(above.item)


def _label(block: n.Block, lang: str) -> Label | None:
    """What an item that counts was labelled in its source."""
    if not isinstance(block, n.Item) or not block.value or block.kind in ("option", "answer"):
        return None
    return source_label(block, lang)


def _is_like_a_title(item: n.Item) -> bool:
    """Whether the words after a label are a title rather than a sentence: 一、总体要求."""
    text = block_text(item.blocks[:1]).strip()
    return 0 < len(text) <= _TITLE and text[-1] not in _SENTENCE_ENDS


def _begins_with_colon(block: n.Block) -> bool:
    return isinstance(block, n.Para) and lead_text(block.content).startswith(_COLONS)
