"""What a theme's values may be: types and ranges, said in the words of the person who wrote them.

The ranges are data. They refuse what no page could be set with, not what is merely unusual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from docforge.theme.problems import Problem
from docforge.theme.spec import Element, Grid, Least, Line, Page, Role, Theme

MILLIMETRES_A_POINT = 25.4 / 72


class Range(Struct, frozen=True):
    """The smallest and the largest number, and what it counts."""

    low: float
    high: float
    unit: str
    zero: bool = False
    """Whether 0 is allowed too, which turns the thing off."""

    def __str__(self) -> str:
        return f"{'0 or ' if self.zero else ''}a number from {self.low:g} to {self.high:g} ({self.unit})"

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high or (self.zero and value == 0)


LEAST_MEASURE = 5
"""Characters of the body that a line, and lines that a page, must have room for."""

_MARGIN = Range(0, 200, "mm")
_SPACE = Range(0, 50, "em of the body")

RANGES: Mapping[tuple[type, str], Range] = {
    (Theme, "base-size"): Range(4, 72, "points"),
    # 558 mm (22 inches) is the largest page that Word has (ECMA-376 17.6.13 as Word implements it).
    (Page, "width"): Range(50, 558, "mm"),
    (Page, "height"): Range(50, 558, "mm"),
    (Page, "top"): _MARGIN,
    (Page, "bottom"): _MARGIN,
    (Page, "inner"): _MARGIN,
    (Page, "outer"): _MARGIN,
    (Role, "size"): Range(0.3, 10, "times the body size"),
    (Role, "leading"): Range(0.8, 5, "times the size"),
    (Role, "first-indent"): Range(0, 10, "em"),
    (Role, "indent"): Range(0, 20, "em"),
    (Role, "hang"): Range(0, 20, "em"),
    (Role, "before"): _SPACE,
    (Role, "after"): _SPACE,
    (Role, "rule-width"): Range(0, 10, "mm"),
    (Role, "rule-gap"): Range(0, 50, "mm"),
    (Element, "from-line"): Range(0, 40, "lines"),
    (Element, "end"): Range(0, 20, "em"),
    (Element, "stagger"): Range(0, 20, "em"),
    (Element, "long-from"): Range(0, 1000, "em"),
    (Page, "folio-gap"): Range(0, 50, "mm"),
    (Theme, "answer-lines"): Range(0, 60, "lines"),
    (Page, "ruling"): Range(4, 20, "mm"),
    (Page, "line-numbers"): Range(1, 100, "lines", zero=True),
    (Page, "columns"): Range(1, 3, "columns"),
    (Page, "column-gap"): Range(2, 50, "mm"),
    (Least, "size"): Range(4, 72, "points"),
    (Least, "leading"): Range(0.8, 5, "times the size"),
    (Least, "margin"): _MARGIN,
    (Grid, "characters"): Range(LEAST_MEASURE, 100, "characters in a line", zero=True),
    (Grid, "lines"): Range(LEAST_MEASURE, 100, "lines in a page", zero=True),
    # CLREQ 3.2.2 and JLREQ 3.2.4: a quarter of an em at most; less than an eighth is not seen.
    (Line, "autospace"): Range(0.125, 0.25, "em", zero=True),
    (Line, "last-line"): Range(1, 6, "characters"),
}
"""What a number may be, by struct and key."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_COLOURS = {(Role, "colour"), (Role, "rule-colour")}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
"""What no XML can hold, and what would break a line of a style sheet."""
_KINDS = {float: "a number", int: "a whole number", str: "text without control characters", bool: "true or false"}


def problems(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything wrong with the values of a theme's table whose keys are known, in the order of its keys."""
    yield from _struct(table, Theme, ())


def page_problem(theme: Theme) -> Problem | None:
    """Margins that leave no room for text."""
    page = theme.page
    em = theme.base_size * MILLIMETRES_A_POINT
    for side, whole, margins in (
        ("width", page.width, page.inner + page.outer),
        ("height", page.height, page.top + page.bottom),
    ):
        if whole - margins < LEAST_MEASURE * em:
            names = "inner and outer" if side == "width" else "top and bottom"
            message = (
                f"the margins leave no room for text: page.{side} {whole:g} mm, {names} together {margins:g} mm; "
                f"at least {LEAST_MEASURE * em:.0f} mm are needed at {theme.base_size:g} points"
            )
            return Problem(("page", side), message)
    if page.column_width < LEAST_MEASURE * em:
        message = f"{page.columns} columns of {max(0.0, page.column_width):.0f} mm leave no room for text"
        return Problem(("page", "columns"), f"{message}; at least {LEAST_MEASURE * em:.0f} mm are needed each")
    return None


@cache
def _fields(kind: type) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def required_keys(kind: type) -> tuple[str, ...]:
    """The keys that a struct cannot do without."""
    return tuple(key for key, field in _fields(kind).items() if field.required)


def _struct(table: Mapping[str, Any], kind: type, path: tuple[str, ...]) -> Iterator[Problem]:
    for key, value in table.items():
        field = _fields(kind).get(key)
        if field is not None:
            yield from _value(value, field.type, (*path, key), (kind, key))
    for key, field in _fields(kind).items():
        if field.required and key not in table:
            yield Problem(path, f"{'.'.join(path) or 'the theme'} lacks {key}")


def _value(value: Any, kind: Any, path: tuple[str, ...], place: tuple[type, str]) -> Iterator[Problem]:
    """One value against its type; ``place`` finds its range. The values of a table have the range of the table."""
    if get_origin(kind) is dict:
        if not isinstance(value, dict):
            yield _wrong(value, "a table", path)
            return
        for key, entry in value.items():
            yield from _value(entry, get_args(kind)[1], (*path, key), place)
    elif get_origin(kind) is tuple:
        if not isinstance(value, list) or not all(_fits(entry, get_args(kind)[0], place) for entry in value):
            yield _wrong(value, "a list of texts", path)
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if isinstance(value, dict):
            yield from _struct(value, kind, path)
        else:
            yield _wrong(value, "a table", path)
    elif not _fits(value, kind, place):
        yield replace(_wrong(value, _wanted(kind, place), path), kind="range" if _is_number(value, kind) else "value")


def _is_number(value: Any, kind: Any) -> bool:
    """Whether a value is a number of the wanted kind, and so can only be out of range."""
    return kind in (float, int) and isinstance(value, (int, kind)) and not isinstance(value, bool)


def is_required(path: Sequence[str]) -> bool:
    """Whether a theme must give the value at a path of keys."""
    kind: Any = Theme
    for part in path[:-1]:
        kind = _fields(kind)[part].type if isinstance(kind, type) else get_args(kind)[1]
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct) and _fields(kind)[path[-1]].required


def _fits(value: Any, kind: Any, place: tuple[type, str]) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind) and isinstance(value, str)
    if place in _COLOURS:
        return isinstance(value, str) and (not value or _COLOUR.fullmatch(value) is not None)
    if kind in (float, int):
        return _is_number(value, kind) and (place not in RANGES or value in RANGES[place])
    return type(value) is kind and not (kind is str and _CONTROL.search(value))


def _wanted(kind: Any, place: tuple[type, str]) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f'"{word}"' for word in get_args(kind))
    if place in _COLOURS:
        return '#rrggbb ("" is the colour of the text)'
    return str(RANGES[place]) if place in RANGES else _KINDS[kind]


def _wrong(value: Any, wanted: str, path: tuple[str, ...]) -> Problem:
    return Problem(path, f"{'.'.join(path)} must be {wanted}, not {_shown(value)}")


def _shown(value: Any) -> str:
    """A value as it is written in TOML, or what it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the text "{value if len(value) <= 40 else value[:40] + "…"}"'
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a date"
