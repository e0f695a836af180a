"""What a run is told: the theme, ``--set`` values, limits and the time that stands for "now"."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from docforge.build import registry
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model import meta
from docforge.model.nodes import Document
from docforge.theme.load import ThemeError, base_of, parse
from docforge.theme.spec import Theme
from docforge.world import World

THEME_BYTES = 1 << 20
"""A theme file is text of a few kilobytes; this is far above what one can need."""


@dataclass(frozen=True)
class Settings:
    """A theme and limits that were understood, or the diagnostics that say why not (then ``theme`` is None)."""

    theme: Theme | None
    limits: Limits = field(default_factory=Limits)
    diagnostics: tuple[Diagnostic, ...] = ()


def settings(theme: str, assignments: Iterable[str], world: World) -> Settings:
    """The theme of a name or file with ``--set KEY=VALUE`` applied. ``limits.NAME`` changes a limit instead."""
    found: list[Diagnostic] = []
    overrides: dict[str, Any] = {}
    limits: dict[str, Any] = {}
    for assignment in assignments:
        key, equals, raw = assignment.partition("=")
        key = key.strip()
        if not equals or not key:
            found.append(report("DF603", f'"{assignment}" is not KEY=VALUE', file="--set"))
        elif key.startswith("limits."):
            limits[key.removeprefix("limits.")] = _value(raw)
        else:
            overrides[key] = _value(raw)
    checked, problems = _limits(limits)
    found.extend(problems)
    loaded, problems = load_theme(theme, overrides, world)
    found.extend(problems)
    return Settings(None if any(item.severity == "error" for item in found) else loaded, checked, tuple(found))


def _value(raw: str) -> Any:
    """A TOML value; what is none is text, so that quotes are not needed on a command line."""
    try:
        return tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        return raw


def _limits(values: dict[str, Any]) -> tuple[Limits, list[Diagnostic]]:
    known = {item.encode_name: item.name for item in msgspec.structs.fields(Limits)}
    found: list[Diagnostic] = []
    changed: dict[str, int] = {}
    for name, value in values.items():
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean limits.{close[0]}?" if close else f"limits: {', '.join(known)}"
            found.append(report("DF602", f"unknown key limits.{name}", file="--set", hint=hint))
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            found.append(report("DF603", f"limits.{name} is a whole number above 0, not {value!r}", file="--set"))
        else:
            changed[known[name]] = value
    return msgspec.structs.replace(Limits(), **changed), found


class _Refused(Exception):
    """Why there is no theme."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message)
        self.problem = problem


def load_theme(name: str, overrides: dict[str, Any], world: World) -> tuple[Theme | None, list[Diagnostic]]:
    """An installed theme by name, or a file by its path (it ends in ``.toml`` or holds a ``/``), over its bases."""
    try:
        path, texts = _layers(name, world)
        *bases, text = texts
        try:
            base = _parsed(text, tuple(bases))
        except ThemeError as error:
            raise _Refused(_theme_problem(error, path)) from error
        try:
            return parse(text, overrides, bases) if overrides else base, []
        except ThemeError as error:
            raise _Refused(_theme_problem(error, "--set")) from error
    except _Refused as refused:
        return None, [refused.problem]


def _layers(name: str, world: World) -> tuple[str, list[str]]:
    """The path of a theme, and the texts it is made of: its outermost base first, its own last."""
    path, asker = _theme_file(name, ""), ""
    first, texts, seen = path, list[str](), list[str]()
    while path:
        if path in seen:
            raise _Refused(report("DF601", f"the theme is its own base: {' → '.join([*seen, path])}", file=asker))
        seen.append(path)
        texts.insert(0, _theme_text(path, world, asker))
        try:
            base = base_of(texts[0])
        except ThemeError as error:
            raise _Refused(_theme_problem(error, path)) from error
        path, asker = _theme_file(base, path) if base else "", path
    return first, texts


def _theme_file(name: str, asker: str) -> str:
    """The file of a theme; a path in a theme file (``asker``) is relative to that file's folder."""
    if name.endswith(".toml") or "/" in name:
        return os.path.normpath(os.path.join(os.path.dirname(asker), name)) if asker else name
    path = registry.theme_path(name)
    if path is None:
        hint = registry.near(name, registry.names("themes"))
        raise _Refused(report("DF604", f'no theme "{name}"', file=asker, hint=hint))
    return path


def _theme_text(path: str, world: World, asker: str) -> str:
    try:
        return world.read(path, THEME_BYTES).decode("utf-8-sig")
    except OSError as error:
        hint = f"it is the base of {asker}" if asker else ""
        problem = report("DF604", f"the theme cannot be read: {error.strerror or error}", file=path, hint=hint)
        raise _Refused(problem) from error
    except UnicodeDecodeError as error:
        raise _Refused(report("DF601", f"the theme is not UTF-8: {error.reason}", file=path)) from error


@lru_cache(maxsize=8)
def _parsed(text: str, bases: tuple[str, ...]) -> Theme:
    """A theme by its texts, parsed once a process; errors are not remembered. A base must be whole and right itself."""
    if bases:
        _parsed(bases[-1], bases[:-1])
    return parse(text, bases=bases)


def _theme_problem(error: ThemeError, file: str) -> Diagnostic:
    message = str(error)
    code = "DF602" if message.startswith("unknown") else "DF603" if file == "--set" else "DF601"
    place = re.search(r" \(at line (\d+), column (\d+)\)", message)
    found = report(code, message.replace(place[0], "") if place else message, file=file, hint=error.hint)
    if file == "--set":
        return found
    if place:
        return msgspec.structs.replace(found, line=int(place[1]), column=int(place[2]))
    return msgspec.structs.replace(found, line=error.line, column=1 if error.line else 0)


_DATE = re.compile(r"(\d{4})(?:-|/|\.|年|년 ?)(\d{1,2})(?:-|/|\.|月|월 ?)(\d{1,2})(?:日|일)?")


def epoch(document: Document, world: World) -> tuple[int | None, list[Diagnostic]]:
    """The seconds since 1970 (UTC) that stand for "now": SOURCE_DATE_EPOCH, else the document's ``date``, else None.

    A date without an hour is midnight UTC. The clock is never read.
    """
    given = world.variable("SOURCE_DATE_EPOCH")
    if given:
        if re.fullmatch(r"[0-9]{1,11}", given):
            return int(given), []
        return None, [report("DF605", f"SOURCE_DATE_EPOCH is {given!r}, not a number of seconds")]
    written = meta.text(document, "date").strip()
    if not written:
        return None, []
    moment = _moment(written)
    if moment is None or moment < 0:
        return None, [report("DF606", f'the date "{written}" is not understood')]
    return moment, []


def _moment(text: str) -> int | None:
    match = _DATE.fullmatch(text)
    try:
        if match:
            return int(datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC).timestamp())
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())
