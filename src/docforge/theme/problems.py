"""What is wrong with a theme: problems as values, so that all of them can be told at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from msgspec import Struct

Kind = Literal["syntax", "key", "value", "range", "level", "language", "paper"]
"""``key``: no such key. ``range``, ``level``, ``language``: a value that another can stand in for."""

REPLACED: frozenset[str] = frozenset({"range", "level", "language"})
"""Kinds of problems that leave a theme usable: the value of the base or the default stands in."""


class Problem(Struct, frozen=True):
    """A key or value that cannot be used: its path of keys, what is wrong with it, and what to write instead."""

    path: tuple[str, ...]
    message: str
    kind: Kind = "value"
    hint: str = ""
    line: int = 0
    """Line in the theme's text, from 1; 0 when it stands nowhere."""
    column: int = 0


class ThemeError(ValueError):
    """A theme cannot be used. ``line`` (1-based, 0 unknown) is where; ``hint`` says what to write instead."""

    def __init__(self, message: str, line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def unknown_key(path: Sequence[str], known: Collection[str]) -> Problem:
    """An unknown key, with the near one or else all that could stand there."""
    import difflib

    place = "".join(f"{part}." for part in path[:-1])
    near = difflib.get_close_matches(path[-1], known, n=1)
    keys = f"{place.removesuffix('.') or 'a theme'} has {', '.join(known)}"
    hint = f"did you mean {place}{near[0]}?" if near else keys
    return Problem(tuple(path), f"unknown key {place}{path[-1]}", "key", hint)
