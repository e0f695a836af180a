"""Characters of symbol faces, which Word keeps in a private area, as what they show (``symbols.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from docforge.model import nodes as n
from docforge.readers.docx.context import Context
from docforge.wordml.names import value

PRIVATE = re.compile("[\uf000-\uf0ff]")
_FIRST = 0xF000
_HINT = "type the character itself in Word"


@cache
def _table(face: str) -> dict[int, str]:
    data = tomllib.loads(files("docforge.readers.docx").joinpath("symbols.toml").read_text(encoding="utf-8"))
    stretches = data.get(face, {}).items()
    return {int(first, 16) + place: char for first, chars in stretches for place, char in enumerate(chars)}


def symbol(context: Context, element: Any, at: n.Position | None) -> str:
    """The character of a ``w:sym``."""
    code = value(element, "char") or ""
    point = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0xD800
    if 0xD800 <= point < 0xE000:
        context.say("DF165", f"a character stands here without a number ({code!r})", at, hint=_HINT)
        return "\ufffd"
    face = value(element, "font") or ""
    return readable(context, chr(point + _FIRST if point < 0x100 and _table(face) else point), face, at)


def readable(context: Context, text: str, face: str, at: n.Position | None) -> str:
    """A text with the private characters of a face named; those that have no name stay, and are told."""

    def named(found: re.Match[str]) -> str:
        char = _table(face).get(ord(found[0]) - _FIRST)
        if char is None:
            message = f"a character that only the face {face or '?'} has (U+{ord(found[0]):04X}) cannot be named"
            context.say("DF165", message, at, hint=_HINT)
        return char or found[0]

    return PRIVATE.sub(named, text)
