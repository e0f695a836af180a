"""Reading a source again as it would be after a change, without writing it."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any, cast

from docforge.build.changes.proof import Reread
from docforge.build.convert import Options, read
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.world import World

Encode = Callable[[str], bytes]
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Edited:
    """A world in which one file says something else."""

    def __init__(self, world: World, path: str, data: bytes) -> None:
        self._world = world
        self._path = path
        self._data = data

    def read(self, path: str, limit: int) -> bytes:
        return self._data if path == self._path else self._world.read(path, limit)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._world, name)


def rereader(
    path: str, options: Options, world: World, encode: Encode = str.encode, diagnostics: tuple[Diagnostic, ...] = ()
) -> Reread:
    """What reads a text in the place of the file at ``path``; its errors may be as many as ``diagnostics`` has."""
    most = _errors(diagnostics)

    def again(text: str) -> n.Document | None:
        edited = cast(World, _Edited(world, path, encode(text)))
        outcome = read([path], options, edited)
        return outcome.document if _errors(outcome.diagnostics) <= most else None

    return again


def encoder(data: bytes, encoding: str) -> Encode:
    """What encodes a text as ``data`` of a file are, with their byte order mark; in UTF-8 where a character lacks."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")

    def encode(text: str) -> bytes:
        try:
            return mark + text.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            return text.encode("utf-8", "surrogatepass")

    return encode


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    """Errors but for references whose paragraph is gone: that may be what was wanted."""
    return sum(found.severity == "error" and found.code != "DF301" for found in diagnostics)
