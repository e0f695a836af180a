"""Where the answers of an edition stand: with their questions, at the end under a heading, alone, or nowhere.

An answer is a ``Div`` of class ``answer`` in its numbered paragraph or behind it. At the end each has the labels that
lead to it and a link back; alone they stand in their numbered paragraphs, with the same labels, ids and addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.editions import ANSWER, Edition
from docforge.model.ids import own_id
from docforge.model.walk import find, iterate
from docforge.passes.moved import MARK, is_moved
from docforge.passes.tree import map_blocks

_HEADINGS = {
    "zh-Hans": "参考答案", "zh-Hant": "參考答案", "ja": "解答", "ko": "정답", "en": "Answer key",
}  # fmt: skip


def placed(document: n.Document, edition: Edition, gone: list[str]) -> n.Document:
    """The document with its answers where the edition has them. ``gone`` takes labels of what is left out."""
    if edition.answers == "inline":
        return document
    if edition.answers == "apart":
        kept = tuple(_alone(document.blocks))
        left = {item.attr.id for item in find(kept, n.Item)}
        gone.extend(item.label for item in find(document.blocks, n.Item) if item.run and item.attr.id not in left)
        return replace(document, blocks=kept)
    if not any(_is_answer(div) for div in find(document.blocks, n.Div)):
        return document
    lifting = _Lifting()
    blocks = lifting.lifted(document.blocks, ())
    if edition.answers == "none":
        return replace(document, blocks=blocks)
    key = lifting.key(document)
    return replace(document, blocks=(*blocks, *key))


def _is_answer(block: object) -> bool:
    return isinstance(block, n.Div) and ANSWER in block.attr.classes and not is_moved(block)


def _heading(document: n.Document) -> n.Heading:
    """The heading of the key, of the highest level that the document has."""
    words = _HEADINGS.get(document.lang) or _HEADINGS.get(document.lang.split("-")[0])
    words = words or _HEADINGS["zh-Hans" if document.lang.startswith("zh") else "en"]
    level = min((heading.level for heading in find(document.blocks, n.Heading)), default=1)
    attr = n.Attr(id=own_id("answers\nkey"), classes=("answers",))
    return n.Heading(level=level, content=(n.Text(words),), attr=attr)


# ---------------------------------------------------------------- at the end, or nowhere


class _Lifting(Struct):
    """Takes answers out, each with the numbered paragraphs that it stands in and the heading above."""

    taken: list[tuple[n.Heading | None, tuple[n.Item, ...], n.Div]] = field(default_factory=list)
    _above: n.Heading | None = None

    def lifted(self, blocks: n.Blocks, owners: tuple[n.Item, ...]) -> n.Blocks:
        """The row without its answers."""
        out: list[n.Block] = []
        for block in blocks:
            if isinstance(block, n.Heading):
                self._above = block
            if isinstance(block, n.Div) and _is_answer(block):
                before = next((one for one in reversed(out) if isinstance(one, n.Item)), None)
                self.taken.append((self._above, (*owners, before) if before else owners, block))
                continue
            inner = (*owners, block) if isinstance(block, n.Item) else owners
            out.append(map_blocks(block, partial(self.lifted, owners=inner)))
        return tuple(out)

    def key(self, document: n.Document) -> n.Blocks:
        """The answers under their heading; where labels repeat, under the headings of their questions."""
        heading = _heading(document)
        several = len(document.runs) > 1
        out: list[n.Block] = [heading]
        above: n.Heading | None = None
        for place, (over, owners, div) in enumerate(self.taken, 1):
            if several and over is not None and over is not above:
                attr = n.Attr(id=own_id(f"answers of\n{over.attr.id}"))
                level = min(heading.level + 1, 6)
                out.append(n.Heading(level=level, content=_words(over.content), attr=attr))
                above = over
            out.append(_entry(div, owners, place))
        return tuple(out)


def _words(content: n.Inlines) -> n.Inlines:
    """A heading's content without what may stand once only: calls of notes and ids."""
    return tuple(
        replace(node, attr=replace(node.attr, id="")) if isinstance(node, n.Span) else node
        for node in content
        if not isinstance(node, n.NoteRef)
    )


def _entry(div: n.Div, owners: tuple[n.Item, ...], place: int) -> n.Div:
    """An answer titled with the labels of its question, which lead back to it."""
    labels = "".join(owner.label for owner in owners if owner.label)
    home = next((owner.attr.id for owner in reversed(owners) if owner.attr.id), "")
    back: n.Inlines = (n.Link((n.Text(labels),), f"#{home}"),) if labels and home else ()
    title = (*back, n.Text(" "), *div.title) if back and div.title else back or div.title
    attr = replace(div.attr, id=div.attr.id or own_id(f"answer\n{home}\n{place}"), pairs=(*div.attr.pairs, MARK))
    return replace(div, title=title, attr=attr)


# ---------------------------------------------------------------- alone


def _alone(blocks: Iterable[n.Block]) -> Iterator[n.Block]:
    """Headings and numbered paragraphs that have answers, with nothing but these."""
    headings: list[n.Heading] = []
    row = list(_owned(blocks))
    for block in row:
        if isinstance(block, n.Heading):
            headings = [one for one in headings if one.level < block.level]
            headings.append(block)
            continue
        kept = tuple(_kept(block))
        if kept:
            yield from headings
            headings = []
            yield from kept


def _owned(blocks: Iterable[n.Block]) -> Iterator[n.Block]:
    """The blocks with each answer in the numbered paragraph before it."""
    before: n.Item | None = None
    for block in blocks:
        if _is_answer(block) and before is not None:
            before = replace(before, blocks=(*before.blocks, block))
            continue
        if before is not None:
            yield before
            before = None
        if isinstance(block, n.Item):
            before = block
        else:
            yield block
    if before is not None:
        yield before


def _kept(block: n.Block) -> Iterator[n.Block]:
    if isinstance(block, n.Div) and _is_answer(block):
        yield block
    elif isinstance(block, n.Item):
        answers = [part for part in block.blocks if _is_answer(part)]
        said = tuple(inner for answer in answers if isinstance(answer, n.Div) for inner in answer.blocks)
        parts = tuple(_alone(part for part in block.blocks if not _is_answer(part)))
        if said or parts:
            first = said[0] if said else None
            lead = () if isinstance(first, n.Para) else (n.Para((), tight=True),)
            yield replace(block, blocks=(*lead, *said, *parts))
    elif isinstance(block, (n.Div, n.Quote)) and any(_is_answer(div) for div in iterate(block.blocks, n.Div)):
        yield from _alone(block.blocks)
