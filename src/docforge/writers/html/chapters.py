"""Cut a document into the files of a book, and name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

import msgspec
from msgspec import Struct

from docforge.model import nodes as n
from docforge.model.divisions import Role, divisions, is_book, note_keys
from docforge.model.ids import portable_id
from docforge.model.text import block_text
from docforge.writers.html.index import anchors

WHOLE = 20_000
"""A document of at most so many characters is one file: its notes then pop up in every reader."""
FIRST = "c001"
"""Name of the first file, whatever it begins with: it holds the title."""


class File(Struct, frozen=True):
    """A file's blocks. ``name`` has no suffix: ASCII, and the same as long as its heading keeps its id.

    ``role`` is that of its division; ``begins`` says that the division, or a chapter of a document without any, begins
    here.
    """

    name: str
    blocks: n.Blocks
    role: Role | Literal[""] = ""
    begins: bool = True


def split(document: n.Document, most: int) -> tuple[File, ...]:
    """The files of a document, in reading order; ``most`` is how many bytes one should have at most.

    A book has one for each division. Another long document begins one at every heading of its highest level. What is
    larger than ``most`` is cut at its headings, and where it has none between paragraphs: never inside a table, a list,
    a note or a numbered paragraph, and inside a run of numbered paragraphs only if the run alone is too large.
    """
    found: list[File] = []
    taken: set[str] = set()
    for role, blocks in _parts(document):
        for place, piece in enumerate(_sized(blocks, most)):
            name = _name(piece, found[-1].name if found else "", taken)
            found.append(File(name, piece, role, begins=place == 0))
    return tuple(found)


def _parts(document: n.Document) -> Iterator[tuple[Role | Literal[""], n.Blocks]]:
    """Stretches that begin a file whatever their size."""
    if is_book(document):
        for division in divisions(document):
            yield division.role, division.blocks(document)
    elif _highest(document.blocks) and _is_long(document.blocks):
        for section in _sections(document.blocks, _highest(document.blocks)):
            yield "", section
    else:
        yield "", document.blocks


def _is_long(blocks: n.Blocks) -> bool:
    """Whether the text has more than ``WHOLE`` characters."""
    size = 0
    for block in blocks:
        size += len(block_text((block,))) + 1
        if size > WHOLE:
            return True
    return False


def weight(blocks: Sequence[n.Block]) -> int:
    """About how many bytes of XHTML blocks become. Their JSON has as much around the text as their markup."""
    return len(msgspec.json.encode(blocks))


def _sized(blocks: n.Blocks, most: int) -> Iterator[n.Blocks]:
    """Blocks in pieces of at most ``most``, as large as they can be, or larger where nothing may be cut."""
    if weight(blocks) <= most:
        yield blocks
        return
    level = _highest(blocks[1:])
    units = _sections(blocks, level) if level else _atoms(blocks)
    pending: list[n.Block] = []
    size = 0
    for unit in units:
        own = weight(unit)
        if pending and size + own > most:
            yield tuple(pending)
            pending, size = [], 0
        if own > most:
            # What is left of a section too large for one file may share that with what follows it.
            *whole, unit = _sized(unit, most) if level else _cut_run(unit, most)
            yield from whole
            own = weight(unit)
        pending.extend(unit)
        size += own
    if pending:
        yield tuple(pending)


def _highest(blocks: Iterable[n.Block]) -> int:
    """The level of the highest heading, 0 where there is none."""
    return min((block.level for block in blocks if isinstance(block, n.Heading)), default=0)


def _sections(blocks: n.Blocks, level: int) -> Iterator[n.Blocks]:
    """Blocks cut before each heading of a level but the first block."""
    start = 0
    for place, block in enumerate(blocks):
        if place > start and isinstance(block, n.Heading) and block.level == level:
            yield blocks[start:place]
            start = place
    yield blocks[start:]


def _atoms(blocks: n.Blocks) -> Iterator[n.Blocks]:
    """What stays together where there are no headings: a heading and what follows it, a run of items, a block."""
    head: n.Blocks = ()
    for is_run, group in groupby(blocks, lambda block: isinstance(block, n.Item)):
        for unit in (tuple(group),) if is_run else ((block,) for block in group):
            if isinstance(unit[0], n.Heading):
                head += unit
                continue
            yield (*head, *unit)
            head = ()
    if head:
        yield head


def _cut_run(unit: n.Blocks, most: int) -> Iterator[n.Blocks]:
    """A run of items alone too large for a file, in pieces. Its labels are text, so its numbers hold."""
    piece: list[n.Block] = []
    size = 0
    for block in unit:
        own = weight((block,))
        if piece and size + own > most and isinstance(block, n.Item) and not isinstance(piece[-1], n.Heading):
            yield tuple(piece)
            piece, size = [], 0
        piece.append(block)
        size += own
    yield tuple(piece)


def _name(blocks: n.Blocks, before: str, taken: set[str]) -> str:
    """The name of a file: of the heading that begins it, else of the file before it with a number."""
    first = blocks[0] if blocks else None
    if not before:
        name = FIRST
    elif isinstance(first, n.Heading) and first.attr.id:
        name = f"c-{portable_id(first.attr.id)}"
    else:
        stem, number = before.partition(".")[0], 2
        while f"{stem}.{number}" in taken:
            number += 1
        name = f"{stem}.{number}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def homes(document: n.Document, files: Sequence[File], page: Callable[[File], str]) -> dict[str, str]:
    """For each anchor of a document, the page of the file that holds it."""
    found: dict[str, str] = {}
    notes = note_keys(document)
    for place, file in enumerate(files):
        content = (document.title, file.blocks) if place == 0 else file.blocks
        for anchor in anchors(document, content, notes):
            found.setdefault(anchor, page(file))
    return found
