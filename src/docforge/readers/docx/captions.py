"""Captions given to what they belong to. Word has only paragraphs of a style for them."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n

CAPTION = "caption"
"""The class of a box that is a caption, until it is known of what."""


def captioned(found: list[n.Block]) -> n.Blocks:
    """Captions given to what they belong to: a table below or above, a picture above."""
    out: list[n.Block] = []
    for place, block in enumerate(found):
        words = _words_of_caption(block)
        if words is None:
            out.append(_with_waiting(out, block))
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        before = out[-1] if out else None
        if isinstance(after, n.Table):
            out.append(block)  # waits for its table
        elif before is not None and _is_picture(before):
            assert isinstance(before, n.Para)
            out[-1] = n.Figure(blocks=(_named(before),), caption=n.Caption(blocks=words), at=before.at)
        elif isinstance(before, n.Table) and not before.caption.blocks:
            out[-1] = _with_caption(before, words)
        else:
            out += words
    return tuple(out)


def _named(line: n.Para) -> n.Para:
    """The line of a picture, whose bookmark is the picture's."""
    picture = line.content[0] if len(line.content) == 1 else None
    if not isinstance(picture, n.Image) or picture.attr.id or not line.attr.id:
        return line
    named = replace(picture, attr=replace(picture.attr, id=line.attr.id))
    return replace(line, content=(named,), attr=replace(line.attr, id=""))


def _words_of_caption(block: n.Block) -> n.Blocks | None:
    return block.blocks if isinstance(block, n.Div) and block.attr.classes == (CAPTION,) else None


def _with_waiting(out: list[n.Block], block: n.Block) -> n.Block:
    """A table with the caption that waits above it."""
    waiting = _words_of_caption(out[-1]) if out else None
    if waiting is None or not isinstance(block, n.Table):
        return block
    out.pop()
    return _with_caption(block, waiting)


def _with_caption(table: n.Table, words: n.Blocks) -> n.Table:
    """A table with its caption, whose bookmark is the table's: a table has no place for one."""
    first = words[0] if words else None
    if table.attr.id or not isinstance(first, n.Para) or not first.attr.id:
        return replace(table, caption=n.Caption(blocks=words))
    bare = replace(first, attr=replace(first.attr, id=""))
    return replace(table, caption=n.Caption(blocks=(bare, *words[1:])), attr=replace(table.attr, id=first.attr.id))


def _is_picture(block: n.Block) -> bool:
    return isinstance(block, n.Para) and bool(block.content) and all(isinstance(x, n.Image) for x in block.content)
