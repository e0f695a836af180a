"""The parts of a book: where each begins and ends, what it is, and what is counted anew in it.

A book is one ``Document`` with flat blocks. A division begins at a top-level ``Heading`` that has one of ``ROLES``
among its classes, and ends where the next one begins; the divisions of a part's chapters follow the part's own. The
level of the heading is its depth in the navigation. A document without such headings is no book and has no divisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from docforge.model import nodes as n
from docforge.model.walk import find

Role: TypeAlias = Literal["part", "front", "chapter", "back", "appendix"]
"""``front``: a preface and the like, before the first chapter; ``back``: an afterword, an index, answers."""

ROLES: tuple[Role, ...] = get_args(Role)

TITLE_PAGE, COLOPHON = "title-page", "colophon"
"""Classes of the ``Div`` below the title and of the one at the end; the second also of its heading."""

PAGE_BREAK, PAGE_SOURCE = "page-break", "df-page-source"
"""Class of an empty span where a page of the printed book begins (its pair ``page`` is the number), and the key of the
metadata that says which book that is."""

CONTENTS_TITLE = "toc"
"""Key of an attribute pair: the words for a heading in tables of contents, where they differ from its own."""

CROSSREF = "crossref"
"""Class of a link, or of a span around a reference, that leads to another division: print adds the page to it."""

ARTIFACT = "artifact"
"""Class of a link to a file that is made beside this one, by a relative URL."""

EMBED = "embed"
"""Class of a link in the place of another page, a film or a sound, which need not be a page of the book's."""

MISSING = "missing"
"""Class of the ``Div`` that stands for a chapter which could not be read."""


class Division(Struct, frozen=True):
    """A stretch of a document's blocks: ``blocks[start:stop]``, the heading first.

    ``role`` is "" and ``heading`` None for what stands before the first division (a document that is no book is one
    such stretch). ``number`` counts the divisions of one role from 1, whatever their headings are labelled.
    """

    role: Role | Literal[""]
    number: int
    start: int
    stop: int
    heading: n.Heading | None = None

    def blocks(self, document: n.Document) -> n.Blocks:
        """Its blocks in the document it was found in."""
        return document.blocks[self.start : self.stop]

    @property
    def name(self) -> str:
        """A short name without blanks: ``c2`` for the second chapter, "" before the first division."""
        return f"{self.role[0]}{self.number}" if self.role else ""


def role_of(block: n.Block) -> Role | Literal[""]:
    """What division a block begins, "" for none."""
    if not isinstance(block, n.Heading):
        return ""
    return next((role for role in ROLES if role in block.attr.classes), "")


def divisions(document: n.Document) -> tuple[Division, ...]:
    """Every stretch of the document in order. Together they hold each of its blocks once."""
    return tuple(_stretches(document.blocks))


def _stretches(blocks: n.Blocks) -> Iterator[Division]:
    role: Role | Literal[""] = ""
    heading: n.Heading | None = None
    start = 0
    counts: Counter[str] = Counter()
    for place, block in enumerate(blocks):
        begun = role_of(block)
        if not begun:
            continue
        if place > start or heading is not None:
            yield Division(role, counts[role], start, place, heading)
        assert isinstance(block, n.Heading)
        role, heading, start = begun, block, place
        counts[role] += 1
    if len(blocks) > start or heading is not None:
        yield Division(role, counts[role], start, len(blocks), heading)


def is_book(document: n.Document) -> bool:
    """Whether the document has divisions."""
    return any(role_of(block) for block in document.blocks)


def contents_title(heading: n.Heading) -> n.Inlines:
    """What a table of contents prints for a heading: the navigation's words where those are kept, else its own."""
    kept = dict(heading.attr.pairs).get(CONTENTS_TITLE, "")
    return (n.Text(kept),) if kept else heading.content


def note_numbers(document: n.Document) -> dict[str, int]:
    """The number of each note: its place in ``Document.notes``, or among the notes first called in its division.

    ``Document.note_scope`` says which. A note that only another note calls belongs to the division of that one.
    """
    return {name: number for name, (_, number) in _note_places(document).items()}


def note_keys(document: n.Document) -> dict[str, str]:
    """What tells the notes of a document apart: the number, or the place of the division and the number (``2-1``)
    where notes are numbered anew in each."""
    if document.note_scope == "book":
        return {name: str(number) for name, number in note_numbers(document).items()}
    return {name: f"{division}-{number}" for name, (division, number) in _note_places(document).items()}


def _note_places(document: n.Document) -> dict[str, tuple[int, int]]:
    """For each note the place of its division, from 1 (0: the whole document), and its number there."""
    if document.note_scope == "book":
        return {name: (0, number) for number, name in enumerate(document.notes, 1)}
    order = {name: place for place, name in enumerate(document.notes)}
    places: dict[str, tuple[int, int]] = {}
    content: object = document.title
    for place, division in enumerate(divisions(document), 1):
        fresh = _called(document, (content, division.blocks(document))) - places.keys()
        places.update((name, (place, number)) for number, name in enumerate(sorted(fresh, key=order.__getitem__), 1))
        content = ()
    return places


def _called(document: n.Document, content: object) -> set[str]:
    """The names of the notes that a stretch calls, and of those that they call."""
    found: set[str] = set()
    waiting = [call.to for call in find(content, n.NoteRef)]
    while waiting:
        name = waiting.pop()
        if name in found or name not in document.notes:
            continue
        found.add(name)
        waiting.extend(call.to for call in find(document.notes[name], n.NoteRef))
    return found
