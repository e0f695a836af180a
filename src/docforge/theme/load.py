"""Load a theme from TOML: complete, typed, and with the right key suggested for a wrong one."""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from typing import Any

import msgspec

from docforge.theme.spec import ROLES, Theme


class ThemeError(ValueError):
    """A theme cannot be used. ``line`` (1-based, 0 unknown) is where; ``hint`` says what to write instead."""

    def __init__(self, message: str, line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def parse(text: str, overrides: dict[str, Any] | None = None) -> Theme:
    """The theme in a TOML text. ``overrides`` maps dotted keys (``roles.body.leading``) to values; or ThemeError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"not TOML: {error}") from error
    for key, value in (overrides or {}).items():
        _set(table, key.split("."), value)
    _refuse_unknown(table, _fields(Theme), "", text)
    try:
        theme = msgspec.convert(table, Theme)
    except msgspec.ValidationError as error:
        raise ThemeError(str(error)) from error
    _refuse_unknown_roles(theme, text)
    absent = [name for name in ROLES if name not in theme.roles]
    if absent:
        raise ThemeError(f"the theme sets no role {', '.join(absent)}")
    for name, role in theme.roles.items():
        if role.font not in theme.fonts:
            raise ThemeError(f'role {name} names the font "{role.font}", which [fonts] does not have')
    return theme


def _refuse_unknown_roles(theme: Theme, text: str) -> None:
    """A role that nothing uses is a misspelt one."""
    for name in theme.roles:
        if name not in ROLES:
            near = difflib.get_close_matches(name, ROLES, n=1)
            line = next((i for i, raw in enumerate(text.splitlines(), 1) if raw.strip() == f"[roles.{name}]"), 0)
            hint = f"did you mean roles.{near[0]}?" if near else f"roles: {', '.join(ROLES)}"
            raise ThemeError(f"unknown key roles.{name}", line, hint)


def _set(table: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise ThemeError(f"{'.'.join(path)} leads through a value that is not a table")
    table[path[-1]] = value


@cache
def _fields(kind: type) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


def _refuse_unknown(table: dict[str, Any], known: dict[str, Any], where: str, text: str) -> None:
    """Look for keys that no struct has, before msgspec refuses them without a suggestion."""
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            line = next((i for i, raw in enumerate(text.splitlines(), 1) if raw.strip().startswith(key)), 0)
            place = f"{where}{key}"
            raise ThemeError(f"unknown key {place}", line, f"did you mean {where}{near[0]}?" if near else "")
        inner = known[key]
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            _refuse_unknown(value, _fields(inner), f"{where}{key}.", text)
        elif isinstance(value, dict) and getattr(inner, "__origin__", None) is dict:
            kind = inner.__args__[1]
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                for name, entry in value.items():
                    if isinstance(entry, dict):
                        _refuse_unknown(entry, _fields(kind), f"{where}{key}.{name}.", text)
