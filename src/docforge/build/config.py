"""What a run is told: the theme, ``--set`` values, limits and the time that stands for "now"."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct, field

from docforge.build import registry
from docforge.build.handouts import with_presets
from docforge.build.plugins import PluginError
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model import meta
from docforge.model.nodes import Document
from docforge.patterns import lazy_pattern
from docforge.protocols import Place
from docforge.theme.load import Layer, base_of, lay, lay_settings
from docforge.theme.problems import REPLACED, Kind, Problem, ThemeError
from docforge.theme.spec import Theme
from docforge.world import World

THEME_BYTES = 1 << 20
"""A theme file is text of a few kilobytes; this is far above what one can need."""


_QUOTED = re.compile(r"""['"]([^'"]+)['"]""")


class Settings(Struct, frozen=True):
    """A theme and limits that were understood, or the diagnostics that say why not (then ``theme`` is None)."""

    theme: Theme | None
    limits: Limits = field(default_factory=Limits)
    diagnostics: tuple[Diagnostic, ...] = ()
    table: Mapping[str, Any] = field(default_factory=dict)
    """The theme as a table, for what a document's front matter lays over it."""
    fixed: frozenset[str] = frozenset()
    """Keys that were set on the command line, and that no front matter changes."""
    named: Mapping[str, Place] = field(default_factory=dict)
    """Where the user's own theme files name what (a face, for instance): file, line, column."""


def settings(
    theme: str,
    assignments: Iterable[str],
    world: World,
    options: Mapping[str, str] | None = None,
    presets: Sequence[str] = (),
) -> Settings:
    """The theme of a name or file under ``presets``, with ``--set KEY=VALUE`` applied. ``limits.NAME`` changes a limit
    instead.

    ``options`` are keys of the theme that have options of their own (``page.size``).
    """
    found: list[Diagnostic] = []
    overrides: dict[str, Any] = dict(options or {})
    limits: dict[str, Any] = {}
    for assignment in assignments:
        key, equals, raw = assignment.partition("=")
        key = key.strip()
        if not equals or not key:
            found.append(report("DF603", f'"{assignment}" is not KEY=VALUE', file="--set"))
        elif key.startswith("limits."):
            limits[key.removeprefix("limits.")] = setting_value(raw)
        else:
            overrides[key] = setting_value(raw)
    checked, problems = _limits(limits)
    found.extend(problems)
    layer, problems = load_theme(theme, overrides, world, options or {}, presets)
    found.extend(problems)
    if layer is None or any(item.severity == "error" for item in found):
        return Settings(None, checked, tuple(found))
    named = _named(theme, world)
    return Settings(layer.theme, checked, tuple(found), layer.table, frozenset(overrides), named)


def _named(theme: str, world: World) -> dict[str, Place]:
    """Where each quoted word stands in the files of a theme that are no installed ones; a later file counts."""
    if theme in registry.names("themes"):
        return {}  # an installed theme is built on installed ones
    installed = registry.theme_paths()
    return {
        found[1]: (path, number, found.start() + 1)
        for path, text in _texts(theme, world)
        if path not in installed
        for number, line in enumerate(text.splitlines(), 1)
        for found in _QUOTED.finditer(line)
    }


def setting_value(raw: str) -> Any:
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


def load_theme(
    name: str,
    overrides: dict[str, Any],
    world: World,
    options: Collection[str] = (),
    presets: Sequence[str] = (),
) -> tuple[Layer | None, list[Diagnostic]]:
    """An installed theme by name, or a file by its path (it ends in ``.toml`` or holds a ``/``), over its bases, and
    under its presets.

    Everything wrong with it is told. A theme comes all the same where a value could be replaced (DF610 to DF612).
    """
    try:
        layers, found = _laid(_texts(name, world))
    except _Refused as refused:
        return None, [refused.problem]
    last = layers[-1]
    if last.theme is None:
        return None, found
    if presets:
        last, problems = with_presets(last, presets)
        found.extend(problems)
    if last.theme is None or not overrides:
        return last if last.theme else None, found
    own = lay_settings(overrides, last.table)
    for item in own.problems:
        problem, key = theme_problem(item, SETTING), ".".join(item.path)
        said_by = _OPTIONS.get(key, SETTING) if key in options else SETTING
        found.append(msgspec.structs.replace(problem, file=said_by))
    return own if own.theme else None, found


FRONT_MATTER = {"page-size": "page.size", "orientation": "page.orientation", "writing": "page.writing"}
"""Keys of a document's front matter that set keys of the theme."""

_OPTIONS = {target: f"--{key}" for key, target in FRONT_MATTER.items()}
"""The options of the command line for the same keys of the theme."""


def document_theme(settings: Settings, document: Document) -> tuple[Theme, list[Diagnostic]]:
    """The theme with what a document asks of it. What cannot be is reported at its line, and the theme's is kept."""
    assert settings.theme is not None
    theme, table, found = settings.theme, settings.table, list[Diagnostic]()
    for key, target in FRONT_MATTER.items():
        value = meta.text(document, key).strip()
        if not value or target in settings.fixed:
            continue
        layer = lay_settings({target: value}, table)
        if layer.theme is None:
            found.extend(_asked_in_vain(key, document, problem) for problem in layer.problems)
        else:
            theme, table = layer.theme, layer.table
    return theme, found


def _asked_in_vain(key: str, document: Document, problem: Problem) -> Diagnostic:
    at = document.meta[key].at
    file = document.sources[at.source].name if at and at.source < len(document.sources) else ""
    message = problem.message.replace(f"{FRONT_MATTER[key]} must be", f"{key} must be")
    return report(_CODES.get(problem.kind, "DF614"), message, at=at, file=file, hint=problem.hint)


def _laid(texts: list[tuple[str, str]]) -> tuple[list[Layer], list[Diagnostic]]:
    """Themes (path and text, the outermost base first), each over the one before; a base must be right itself."""
    layers: list[Layer] = []
    found: list[Diagnostic] = []
    for path, layer in zip((path for path, _ in texts), _layers(tuple(text for _, text in texts)), strict=False):
        layers.append(layer)
        found.extend(theme_problem(item, path) for item in layer.problems)
    return layers, found


def installed_themes(world: World) -> tuple[list[tuple[str, str]], list[Diagnostic]]:
    """The installed themes by name, each with its line, and what keeps any of them from being loaded."""
    rows: list[tuple[str, str]] = []
    found: list[Diagnostic] = []
    for name in registry.names("themes"):
        layer, problems = load_theme(name, {}, world)
        found.extend(problems)
        if layer is not None and layer.theme is not None:
            rows.append((name, layer.theme.description))
    return rows, found


@lru_cache(maxsize=8)
def _layers(texts: tuple[str, ...]) -> tuple[Layer, ...]:
    """Layers up to the first that leaves no theme. Read once a process."""
    layers: list[Layer] = []
    for text in texts:
        layers.append(lay(text, layers[-1].table if layers else {}))
        if layers[-1].theme is None:
            break
    return tuple(layers)


def _texts(name: str, world: World) -> list[tuple[str, str]]:
    """The files a theme is made of, each with its text: its outermost base first, its own last."""
    path, asker = _theme_file(name, ""), ""
    found: list[tuple[str, str]] = []
    while path:
        seen = [earlier for earlier, _ in reversed(found)]
        if path in seen:
            raise _Refused(report("DF601", f"the theme is its own base: {' → '.join([*seen, path])}", file=asker))
        text = _theme_text(path, world, asker)
        found.insert(0, (path, text))
        try:
            base = base_of(text)
        except ThemeError as error:
            problem = next(iter(lay(text, {}).problems)) if not error.line else Problem((), str(error), line=error.line)
            raise _Refused(theme_problem(problem, path)) from error
        path, asker = _theme_file(base, path) if base else "", path
    return found


def _theme_file(name: str, asker: str) -> str:
    """The file of a theme; a path in a theme file (``asker``) is relative to that file's folder."""
    if name.endswith(".toml") or "/" in name:
        return os.path.normpath(os.path.join(os.path.dirname(asker), name)) if asker else name
    try:
        path = registry.theme_path(name)
    except PluginError as error:
        raise _Refused(report("DF604", str(error), file=asker)) from error
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


SETTING = "--set"
"""Stands for a file in diagnostics about settings of the command line."""

_CODES: Mapping[Kind, str] = {"key": "DF602", "level": "DF610", "range": "DF611", "language": "DF612", "paper": "DF613"}
"""The code of a kind of problem; any other is DF601 in a file and DF603 in a setting."""


def theme_problem(problem: Problem, file: str) -> Diagnostic:
    """A problem of a theme as a diagnostic with its place; one that was mended says so."""
    code = _CODES.get(problem.kind, "DF603" if file == SETTING else "DF601")
    stands_in = "; the default stands in" if problem.kind in REPLACED and problem.kind != "language" else ""
    found = report(code, problem.message + stands_in, file=file, hint=problem.hint)
    if file == SETTING:
        return found
    return msgspec.structs.replace(found, line=problem.line, column=problem.column or (1 if problem.line else 0))


_DATE = lazy_pattern(r"(\d{4})(?:-|/|\.|年|년 ?)(\d{1,2})(?:-|/|\.|月|월 ?)(\d{1,2})(?:日|일)?")


def epoch(document: Document, world: World) -> tuple[int | None, list[Diagnostic]]:
    """The seconds since 1970 (UTC) that stand for "now": SOURCE_DATE_EPOCH, else the document's ``date``, else None.

    A date without an hour is midnight UTC. The clock is never read.
    """
    given = world.variable("SOURCE_DATE_EPOCH")
    if given:
        seconds = epoch_variable(world)
        message = f"SOURCE_DATE_EPOCH is {given!r}, not a number of seconds"
        return seconds, [report("DF605", message)] if seconds is None else []
    written = meta.text(document, "date").strip()
    if not written:
        return None, []
    moment = _moment(written)
    if moment is None or moment < 0:
        return None, [report("DF606", f'the date "{written}" is not understood')]
    return moment, []


def epoch_variable(world: World) -> int | None:
    """SOURCE_DATE_EPOCH, None where it is not set or no number of seconds."""
    given = world.variable("SOURCE_DATE_EPOCH") or ""
    return int(given) if re.fullmatch(r"[0-9]{1,11}", given) else None


def _moment(text: str) -> int | None:
    match = _DATE.fullmatch(text)
    try:
        if match:
            return int(datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC).timestamp())
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())
