"""Cutting HTML into text, tags and other markup, with offsets. Linear in its input, whatever it holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from docforge.patterns import lazy_pattern
from docforge.readers.run import Piece

_MARKUP = lazy_pattern(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>?"
    r"|</?[A-Za-z][^\s<>/]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Fragment(NamedTuple):
    """A stretch of HTML and the offset in the fragment where it begins."""

    kind: Literal["text", "markup"]
    raw: str
    offset: int


def scan(text: str) -> Iterator[Fragment]:
    """The stretches of text and markup in order. A ``<`` that begins no markup is text."""
    done = position = 0
    while (start := text.find("<", position)) >= 0:
        found = _MARKUP.match(text, start, start + 20_000)
        if not found:
            position = start + 1
            continue
        if start > done:
            yield Fragment("text", text[done:start], done)
        yield Fragment("markup", found[0], start)
        done = position = found.end()
    if done < len(text):
        yield Fragment("text", text[done:], done)


def pieces(text: str, offset: int) -> list[Piece]:
    """Characters of HTML text with entities resolved; ``offset`` is where it stands in the source."""
    out: list[Piece] = []
    done = 0
    for found in _ENTITY.finditer(text):
        char = html.unescape(found[0])
        if char == found[0]:
            continue
        if found.start() > done:
            out.append(Piece(text[done : found.start()], offset + done, found.start() - done))
        out.append(Piece(char.replace("\n", " ").replace("\r", " "), offset + found.start(), len(found[0])))
        done = found.end()
    if done < len(text):
        out.append(Piece(text[done:], offset + done, len(text) - done))
    return out
