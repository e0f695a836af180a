"""Read ``docforge.toml``: typed, with everything that is wrong with it told at once, each at its line and column."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, UnsetType, field

from docforge.build.lock.file import Locks
from docforge.build.project.places import Path, Place, places
from docforge.build.project.schema import FILE, Project, Table
from docforge.diagnostics import Diagnostic, codes, report
from docforge.diagnostics.policy import WEIGHTS, refusal
from docforge.model.locked import Locked
from docforge.protocols import Result
from docforge.world import World

PROJECT_BYTES = 1 << 20
"""A project file is text of a few kilobytes; this is far above what one can need."""


class Loaded(Struct, frozen=True):
    """A project file that was understood: its tables, its text, and where its keys stand."""

    project: Project
    file: str = FILE
    text: str = ""
    locks: Locks = field(default_factory=dict)
    """What was published, by ``docforge.lock``."""

    def locked(self, target: str, unit: str) -> tuple[Locked, ...]:
        """What was published of one document of a target."""
        return self.locks.get(target, {}).get(unit, ())

    def problem(
        self, code: str, message: str, path: Sequence[str | int], hint: str = "", *, at_key: bool = False
    ) -> Diagnostic:
        """A diagnostic at the value of a key, else at the key."""
        where = places(self.text)
        place = where.key(path) if at_key else where.value(path)
        return _placed(report(code, message, file=self.file, hint=hint), place)


def load(path: str, world: World) -> Result[Loaded | None]:
    """The project in a file; None when there is an error, which the diagnostics tell with all others."""
    try:
        text = world.read(path, PROJECT_BYTES).decode("utf-8-sig")
    except OSError as error:
        hint = "docforge init writes one" if isinstance(error, FileNotFoundError) else ""
        return Result(None, (report("DF620", error.strerror or str(error), file=path, hint=hint),))
    except UnicodeDecodeError as error:
        return Result(None, (report("DF620", f"not UTF-8: {error.reason}", file=path),))
    return parse(text, path)


def parse(text: str, file: str = FILE) -> Result[Loaded | None]:
    """The project in a TOML text."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        message = str(error).replace(place[0], "") if place else str(error)
        found = report("DF620", f"not TOML: {message}", file=file)
        return Result(None, (_placed(found, Place(int(place[1]), int(place[2])) if place else None),))
    except RecursionError:
        return Result(None, (report("DF620", "not TOML that can be read: nested too deep", file=file),))
    problems = [*_problems(table, Project, ()), *_weight_problems(table.get("diagnostics"))]
    if problems:
        where = places(text)
        found_all = (
            _placed(
                report(problem.code, problem.message, file=file, hint=problem.hint),
                where.key(problem.path) if problem.code == "DF621" else where.value(problem.path),
            )
            for problem in problems
        )
        return Result(None, tuple(sorted(found_all, key=lambda item: (item.line, item.column))))
    return Result(Loaded(msgspec.convert(table, Project), file, text))


def _placed(found: Diagnostic, place: Place | None) -> Diagnostic:
    if place is None:
        return found
    return msgspec.structs.replace(found, line=place.line, column=place.column, length=place.length)


class _Problem(Struct, frozen=True):
    code: str
    message: str
    path: Path
    hint: str = ""


def _problems(table: Mapping[str, Any], kind: type[Table], path: Path) -> Iterator[_Problem]:
    """Everything wrong with a table and those in it."""
    hints = get_type_hints(kind, include_extras=True)
    fields = {item.encode_name: hints[item.name] for item in msgspec.structs.fields(kind)}
    for key, value in table.items():
        if key in fields:
            yield from _value_problems(value, _plain(fields[key]), (*path, key))
        else:
            yield _unknown(key, list(fields), path)


def _value_problems(value: Any, kind: Any, path: Path) -> Iterator[_Problem]:
    if isinstance(kind, type) and issubclass(kind, Table):
        if isinstance(value, dict):
            yield from _problems(value, kind, path)
        else:
            yield _wrong(path, "a table", value)
    elif get_origin(kind) is dict and isinstance(get_args(kind)[1], type) and issubclass(get_args(kind)[1], Table):
        if not isinstance(value, dict):
            yield _wrong(path, "a table of tables", value)
            return
        for name, item in value.items():
            yield from _value_problems(item, get_args(kind)[1], (*path, name))
    elif get_origin(kind) is dict and isinstance(value, dict) and get_origin(get_args(kind)[1]) is Literal:
        for name, item in value.items():
            yield from _value_problems(item, get_args(kind)[1], (*path, name))
    elif get_origin(kind) is list and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _value_problems(item, get_args(kind)[0], (*path, index))
    else:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            yield _wrong(path, _said(kind), value, _choices(kind))


def _weight_problems(weights: Any) -> Iterator[_Problem]:
    """Codes that there are not, and weights that a code cannot have."""
    for code, weight in weights.items() if isinstance(weights, dict) else ():
        path = ("diagnostics", code)
        if code not in codes():
            named = next((number for number, entry in codes().items() if entry.name == code), "")
            near = named or next(iter(difflib.get_close_matches(code.upper(), codes(), n=1)), "")
            hint = f"did you mean {near}?" if near else "docforge explain lists all codes"
            yield _Problem("DF621", f'no code "{code}"', path, hint)
        elif weight in WEIGHTS and (why := refusal(code, weight)):
            yield _Problem("DF622", why, path)


def _plain(kind: Any) -> Any:
    """A field's type without its description and without UNSET."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        rest = [item for item in get_args(kind) if item is not UnsetType]
        kind = rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007 - made from a list
    return kind


def _unknown(key: str, known: Sequence[str], path: Path) -> _Problem:
    table = ".".join(str(part) for part in path)
    near = difflib.get_close_matches(key.replace("_", "-").lower(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"{f'[{table}]' if table else 'a project'} has {', '.join(known)}"
    return _Problem("DF621", f'unknown key "{key}"' + (f" in [{table}]" if table else ""), (*path, key), hint)


def _wrong(path: Path, wanted: str, value: Any, choices: Sequence[str] = ()) -> _Problem:
    key = next(part for part in reversed(path) if isinstance(part, str))
    near = difflib.get_close_matches(value, choices, n=1) if isinstance(value, str) else []
    return _Problem(
        "DF622", f"{key} is {wanted}, not {_shown(value)}", path, f"did you mean {near[0]}?" if near else ""
    )


def _said(kind: Any) -> str:
    """A type as people say it."""
    if get_origin(kind) is Literal:
        return _either(f'"{choice}"' for choice in get_args(kind))
    if get_origin(kind) is list:
        return f"a list, each of it {_said(get_args(kind)[0])}"
    if get_origin(kind) is dict:
        return "a table"
    return {str: "text in quotes", bool: "true or false", int: "a whole number"}.get(kind, "another kind of value")


def _either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _choices(kind: Any) -> tuple[str, ...]:
    return get_args(kind) if get_origin(kind) is Literal else ()


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f'"{value}"' if isinstance(value, str) else str(value)
