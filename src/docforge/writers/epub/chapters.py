"""Cut a document into the files of a book."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import block_text

WHOLE = 20_000
"""A document of at most so many characters is one file: its notes then pop up in every reader."""


def split(document: n.Document) -> tuple[n.Blocks, ...]:
    """The blocks of each file: a long document begins a new one at every heading of its highest level."""
    headings = [block for block in document.blocks if isinstance(block, n.Heading)]
    if not headings or len(block_text(document.blocks)) <= WHOLE:
        return (document.blocks,)
    highest = min(heading.level for heading in headings)
    files: list[list[n.Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, n.Heading) and block.level == highest and files[-1]:
            files.append([])
        files[-1].append(block)
    return tuple(tuple(blocks) for blocks in files)
