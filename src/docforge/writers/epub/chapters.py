"""Cut a document into the files of a book."""

from __future__ import annotations

from collections.abc import Iterator

from docforge.model import nodes as n
from docforge.model.divisions import divisions, is_book
from docforge.model.text import block_text

WHOLE = 20_000
"""A document of at most so many characters is one file: its notes then pop up in every reader."""
LARGEST = 100_000
"""Characters of a file that is cut at its headings if it can be: some 300 KB, what old readers can hold."""


def split(document: n.Document) -> tuple[n.Blocks, ...]:
    """The blocks of each file.

    A book has one for each division, or more where a division is very long. Another long document begins a new one at
    every heading of its highest level.
    """
    if not is_book(document):
        return tuple(_at_headings(document.blocks, document.blocks, WHOLE))
    parts = (division.blocks(document) for division in divisions(document))
    return tuple(blocks for part in parts for blocks in _at_headings(part, part[1:], LARGEST))


def _at_headings(blocks: n.Blocks, below: n.Blocks, most: int) -> Iterator[n.Blocks]:
    """The blocks cut at the highest headings of ``below``, if they hold more than ``most`` characters."""
    highest = min((block.level for block in below if isinstance(block, n.Heading)), default=0)
    start = 0
    if highest and len(block_text(blocks)) > most:
        for place, block in enumerate(blocks):
            if place > start and isinstance(block, n.Heading) and block.level == highest:
                yield blocks[start:place]
                start = place
    yield blocks[start:]
