"""Fields of the front matter that an official document prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.theme.printed import printed_fields

_MATTER = re.compile(r"---[ \t]*\r?\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)


def printed(document: n.Document) -> Iterator[tuple[str, int, str]]:
    """The printed fields of an official document: name, place in a list, value; none of other documents."""
    known = {element.field for element in printed_fields().values() if not element.form}
    if known.isdisjoint(document.meta):
        return
    for field in dict.fromkeys(element.field for element in printed_fields().values()):
        aliases = next(e.aliases for e in printed_fields().values() if e.field == field)
        value = next((document.meta[name] for name in (field, *aliases) if name in document.meta), None)
        for place, text in enumerate(_texts(value), 1):
            yield field, place, text


def _texts(value: n.MetaValue | None) -> list[str]:
    match value:
        case n.MetaString(text=text):
            return [text]
        case n.MetaInlines(content=content):
            return [inline_text(content)]
        case n.MetaList(items=items):
            return [text for item in items for text in _texts(item)]
        case _:
            return []


def place_of(source: str, text: str) -> int:
    """Where a value stands in the front matter of a source; -1 where it does not stand there once."""
    matter = _MATTER.match(source)
    if matter is None or not text or source.count(text, 0, matter.end()) != 1:
        return -1
    return source.find(text, 0, matter.end())
