"""Load a theme from TOML: complete, typed, and with the right key suggested for a wrong one."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from docforge.theme import values
from docforge.theme.spec import ROLES, Theme
from docforge.theme.words import WORDS, wrong_word

BASE = "base"
"""The key by which a theme names the one it starts from. It is no key of ``Theme``: a loaded theme is whole."""


class ThemeError(ValueError):
    """A theme cannot be used. ``line`` (1-based, 0 unknown) is where; ``hint`` says what to write instead."""

    def __init__(self, message: str, line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def parse(text: str, overrides: Mapping[str, Any] | None = None, bases: Sequence[str] = ()) -> Theme:
    """The theme in a TOML text, laid over its ``bases`` (texts, the outermost last); or ThemeError.

    A table is merged key by key into that of its base, any other value replaces it. ``overrides`` maps dotted keys
    (``roles.body.leading``) to values.
    """
    table: dict[str, Any] = {}
    for layer in (*bases, text):
        table = _merged(table, _toml(layer))
    table.pop(BASE, None)
    for key, value in (overrides or {}).items():
        _set(table, key.split("."), value)
    _refuse_unknown(table, _fields(Theme), (), text)
    for problem in values.problems(table):
        raise ThemeError(problem.message, line_of(text, problem.path))
    theme = msgspec.convert(table, Theme)
    _refuse_unfit(theme, text)
    return theme


def base_of(text: str) -> str:
    """What a theme names as its base, "" when it is whole; or ThemeError."""
    base = _toml(text).get(BASE, "")
    if not isinstance(base, str):
        raise ThemeError(f"{BASE} must be the name of a theme, in quotes", line_of(text, (BASE,)))
    return base


def line_of(text: str, path: Sequence[str]) -> int:
    """The line (from 1) of a key in a TOML text; that of its table when it has none of its own; 0 when nowhere."""
    best, length = 0, 0
    table: tuple[str, ...] = ()
    for number, raw in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", raw):
            table = found = _keys(head[1])
        elif entry := re.match(r"\s*([^=#]+?)\s*=", raw):
            found = (*table, *_keys(entry[1]))
        else:
            continue
        if len(found) > length and tuple(path[: len(found)]) == found:
            best, length = number, len(found)
    return best


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"not TOML: {error}") from error


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``own`` over ``base``; tables in both are merged in turn."""
    both = {
        key: _merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in own.items()
    }
    return {**base, **both}


def _refuse_unfit(theme: Theme, text: str) -> None:
    """What no single value shows: roles and their fonts, words and what is filled in, the page as a whole."""
    for name in theme.roles:
        if name not in ROLES:
            raise _unknown(("roles", name), ROLES, text)
    absent = [name for name in ROLES if name not in theme.roles]
    if absent:
        raise ThemeError(f"the theme sets no role {', '.join(absent)}")
    for name, role in theme.roles.items():
        if role.font not in theme.fonts:
            line = line_of(text, ("roles", name, "font"))
            raise ThemeError(f'role {name} names the font "{role.font}", which [fonts] does not have', line)
    for lang, table in theme.strings.items():
        for key in table:
            if key not in WORDS:
                raise _unknown(("strings", lang, key), WORDS, text)
    wrong = wrong_word(theme)
    if wrong:
        raise ThemeError(wrong[1], line_of(text, wrong[0]))
    problem = values.page_problem(theme)
    if problem:
        raise ThemeError(problem.message, line_of(text, problem.path))


def _unknown(path: Sequence[str], known: Collection[str], text: str) -> ThemeError:
    """An unknown key, with the near one or else all that could stand there."""
    place = "".join(f"{part}." for part in path[:-1])
    near = difflib.get_close_matches(path[-1], known, n=1)
    keys = f"{place.removesuffix('.') or 'a theme'} has {', '.join(known)}"
    hint = f"did you mean {place}{near[0]}?" if near else keys
    return ThemeError(f"unknown key {place}{path[-1]}", line_of(text, path), hint)


def _set(table: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise ThemeError(f"{'.'.join(path)} leads through a value that is not a table")
    table[path[-1]] = value


@cache
def _fields(kind: type) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


def _refuse_unknown(table: dict[str, Any], known: dict[str, Any], where: tuple[str, ...], text: str) -> None:
    """Look for keys that no struct has."""
    for key, value in table.items():
        path = (*where, key)
        if key not in known:
            raise _unknown(path, known, text)
        inner = known[key]
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            _refuse_unknown(value, _fields(inner), path, text)
        elif isinstance(value, dict) and getattr(inner, "__origin__", None) is dict:
            kind = inner.__args__[1]
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                for name, entry in value.items():
                    if isinstance(entry, dict):
                        _refuse_unknown(entry, _fields(kind), (*path, name), text)
