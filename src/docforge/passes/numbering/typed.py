"""Paragraphs that begin with a typed label: 一、… （一）… 第一条 … become numbered paragraphs."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.labels import Label, match_label
from docforge.passes.numbering.lead import cut, lead_text
from docforge.passes.numbering.relabel import source_label
from docforge.passes.numbering.sequence import follows

_FAR = 60
"""Blocks between a weak label and the neighbour that makes it a number."""


def to_items(blocks: n.Blocks, lang: str, lettered: bool = True) -> n.Blocks:
    """The row with its labelled paragraphs as items. A weak label needs the next or the last of its family near it.

    ``lettered`` False leaves A. B. … alone: inside an item they are options.
    """
    labels = [_label(block, lang, lettered) for block in blocks]
    if not any(labels):
        return blocks
    sure = _accepted(blocks, labels)
    out = tuple(
        _item(block, label) if label is not None and place in sure else block
        for place, (block, label) in enumerate(zip(blocks, labels, strict=True))
    )
    return out if any(new is not old for new, old in zip(out, blocks, strict=True)) else blocks


def _label(block: n.Block, lang: str, lettered: bool) -> Label | None:
    """The label that a block carries or begins with."""
    roles = ("item", "option") if lettered else ("item",)
    match block:
        case n.Para(content=content) | n.Item(kind="question", label="", blocks=(n.Para(content=content), *_)):
            label = match_label(lead_text(content), lang)
            return label if label is not None and label.family.role in roles else None
        case n.Item(kind="paragraph" | "question" | "plain", value=value) if value:
            return source_label(block, lang)
        case _:
            return None


def _accepted(blocks: n.Blocks, labels: list[Label | None]) -> set[int]:
    """Places of labels that are numbering: strong ones, those of items, and weak ones in sequence with a neighbour."""
    sure: set[int] = set()
    for place, label in enumerate(labels):
        if label is None:
            continue
        if label.family.strength == "strong" or (isinstance(blocks[place], n.Item) and not _is_open(blocks[place])):
            sure.add(place)
        later = _next(blocks, labels, place, label)
        if later is not None:
            other = labels[later]
            assert other is not None
            if follows(label.value, other.value):
                sure.update((place, later))
    return sure


def _is_open(block: n.Block) -> bool:
    """A question that has no label yet."""
    return isinstance(block, n.Item) and not block.label


def _next(blocks: n.Blocks, labels: list[Label | None], place: int, label: Label) -> int | None:
    """The next place with a label of the same series, before a heading, a rule or a label of an outer scheme."""
    for later in range(place + 1, min(place + _FAR, len(blocks))):
        if isinstance(blocks[later], (n.Heading, n.Rule)):
            return None
        other = labels[later]
        if other is not None and other.series == label.series:
            return later
        if other is not None and other.family.role == "item" and other.family.rank < label.family.rank:
            return None
    return None


def _item(block: n.Block, label: Label) -> n.Block:
    match block:
        case n.Para():
            own = replace(block, content=cut(block.content, label.end), attr=replace(block.attr, id=""))
            attr = n.Attr(id=block.attr.id, lang=block.attr.lang)
            return replace(_labelled(n.Item(blocks=(own,), at=block.at), label), attr=attr)
        case n.Item(label="", blocks=(n.Para() as first, *rest)):
            blocks = (replace(first, content=cut(first.content, label.end)), *rest)
            return _labelled(replace(block, blocks=blocks), label)
        case _:
            return block


def _labelled(item: n.Item, label: Label) -> n.Item:
    return replace(item, label=label.text, scheme=label.scheme, value=label.value, regenerable=label.regenerable)
