"""The index that a site is searched by: a script that hands over places, their words, and where each word stands.

Words are runs of letters and digits; of Chinese, Japanese and Korean text, which has no blanks between words, every two
characters. ``templates/html/search.js`` takes queries apart in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec import Struct

from docforge.model import nodes as n
from docforge.model.divisions import note_keys
from docforge.model.ids import portable_address, portable_id
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.typography.scripts import is_cjk
from docforge.writers.html.chapters import File
from docforge.writers.html.index import note_name

_RUN = re.compile(r"\w+")


class Place(Struct):
    """Something that can be found: page by number, anchor in it, what it is called, and its text."""

    page: int
    anchor: str
    name: str
    text: str


def index(document: n.Document, pages: Sequence[tuple[str, str, File]]) -> bytes:
    """The script for pages given as URL, title and blocks.

    ``units`` are places; ``terms`` has for each word the numbers of its places, the first as it is and each further one
    as the distance from the one before.
    """
    places = [
        place for number, (_, title, file) in enumerate(pages) for place in _places(document, number, title, file)
    ]
    terms: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, place in enumerate(places):
        for term in dict.fromkeys(words(f"{place.name} {place.text}")):
            terms.setdefault(term, []).append(number - last.get(term, 0))
            last[term] = number
    data = {
        "pages": [url for url, _, _ in pages],
        "units": [[place.page, place.anchor, place.name, place.text] for place in places],
        "terms": dict(sorted(terms.items())),
    }
    return b"docforgeIndex(" + msgspec.json.encode(data) + b");\n"


def words(text: str) -> Iterator[str]:
    """The words of a text in the order they stand in."""
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        for east_asian, group in groupby(run, is_cjk):
            letters = "".join(group)
            if not east_asian or len(letters) == 1:
                yield letters
            else:
                yield from (letters[at : at + 2] for at in range(len(letters) - 1))


def _places(document: n.Document, page: int, title: str, file: File) -> Iterator[Place]:
    """The places of a page: what stands below each heading, every numbered paragraph, every note."""
    here = Place(page, "", title, "")
    for block in file.blocks:
        if isinstance(block, n.Heading):
            if here.text or here.anchor or page == 0:
                yield here
            here = Place(page, portable_id(block.attr.id) if block.attr.id else "", _plain(block.content), "")
        elif isinstance(block, n.Item) and block.address:
            name = f"{here.name} {block.label}".strip()
            yield Place(page, portable_address(block.address), name, _text((block,)))
        elif not isinstance(block, n.Contents):
            here.text = f"{here.text} {_text((block,))}".strip()
    if here.text or here.anchor:
        yield here
    yield from _notes(document, page, title, file)


def _notes(document: n.Document, page: int, title: str, file: File) -> Iterator[Place]:
    keys = note_keys(document)
    for name in dict.fromkeys(call.to for call in find(file.blocks, n.NoteRef) if call.to in document.notes):
        yield Place(page, note_name(keys[name]), title, _text(document.notes[name]))


def _plain(content: n.Inlines) -> str:
    return " ".join(inline_text(content).split())


def _text(blocks: Iterable[n.Block]) -> str:
    return " ".join(block_text(tuple(blocks)).split())
