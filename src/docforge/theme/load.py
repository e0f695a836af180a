"""Load a theme from TOML: complete, typed, and with everything that is wrong with it told at once.

A theme is layers: the text of its outermost base first, its own last, then single settings. ``lay`` puts one layer on
what is below it and tells its problems; ``theme_of`` makes the theme. ``parse`` does both and raises.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from docforge.theme.check import table_problems, theme_problems
from docforge.theme.papers import sized, with_note_margin
from docforge.theme.problems import REPLACED, Problem, ThemeError
from docforge.theme.spec import Theme
from docforge.theme.type_sizes import points
from docforge.theme.values import required_keys

__all__ = ["Layer", "ThemeError", "base_of", "lay", "lay_settings", "lay_table", "line_of", "parse", "theme_of"]

BASE = "base"
"""The key by which a theme names the one it starts from. It is no key of ``Theme``: a loaded theme is whole."""

OWN_ROLES = "own-roles"


class Layer(Struct, frozen=True):
    """A theme's table, its values usable, and what is wrong with the last layer. ``theme`` is None if too much is."""

    table: Mapping[str, Any]
    theme: Theme | None
    problems: tuple[Problem, ...] = ()

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The problems that no other value can stand in for."""
        return tuple(item for item in self.problems if item.kind not in REPLACED)


def parse(text: str, overrides: Mapping[str, Any] | None = None, bases: Sequence[str] = ()) -> Theme:
    """The theme in a TOML text, laid over its ``bases`` (texts, the outermost first); or ThemeError for the first
    problem that leaves no theme.

    A table is merged key by key into that of its base, any other value replaces it. ``overrides`` maps dotted keys
    (``roles.body.leading``) to values.
    """
    table: Mapping[str, Any] = {}
    for base in bases:
        table = _merged(table, {key: value for key, value in _toml(base).items() if key != BASE})
    layer = lay(text, table)
    if overrides and not layer.fatal:
        layer = lay_settings(overrides, layer.table)
    for problem in layer.fatal:
        raise ThemeError(problem.message, problem.line, problem.hint)
    assert layer.theme is not None
    return layer.theme


def lay(text: str, below: Mapping[str, Any]) -> Layer:
    """A theme's text over the table of its base ({} when it is whole)."""
    try:
        own = _toml(text)
    except ThemeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        message = str(error).replace(place[0], "") if place else str(error)
        return Layer(below, None, (Problem((), message, "syntax", line=line, column=column),))
    layer = lay_table(own, below)
    if not below and BASE not in own:
        layer = replace(layer, problems=_without_base(own, layer.problems))
    placed = (replace(item, line=line_of(text, item.path)) for item in layer.problems)
    return replace(layer, problems=tuple(replace(item, column=1 if item.line else 0) for item in placed))


def lay_settings(overrides: Mapping[str, Any], below: Mapping[str, Any]) -> Layer:
    """Single settings over a theme's table. A number out of range is refused here: whoever types it stands by."""
    own: dict[str, Any] = {}
    for key, value in overrides.items():
        problem = _set(own, key.split("."), value)
        if problem:
            return Layer(below, None, (problem,))
    layer = lay_table(own, below)
    strict = (replace(item, kind="value") if item.kind == "range" else item for item in layer.problems)
    layer = replace(layer, problems=tuple(strict))
    return replace(layer, theme=None) if layer.fatal else layer


def lay_table(own: Mapping[str, Any], below: Mapping[str, Any]) -> Layer:
    """A table over another: merged, mended where a value can be replaced, and made a theme if nothing else is wrong."""
    table = _merged(below, {key: value for key, value in own.items() if key != BASE})
    if isinstance(own.get("page"), dict) and isinstance(table.get("page"), dict):
        table["page"] = with_note_margin(sized(table["page"], own["page"]), own["page"])
    found = list(table_problems(_plain(table)))
    for problem in found:
        if problem.kind in REPLACED and not _mend(table, below, problem.path):
            # Nothing can stand in for a value that the theme must give.
            found[found.index(problem)] = replace(problem, kind="value")
    if any(item.kind not in REPLACED for item in found):
        return Layer(table, None, _last_first(found))
    theme = theme_of(table)
    found.extend(theme_problems(theme))
    unusable = any(item.kind not in REPLACED for item in found)
    return Layer(table, None if unusable else theme, _last_first(found))


def _without_base(own: Mapping[str, Any], found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What a theme without a base lacks is one problem, and the first: most often the base was forgotten."""
    absent = [key for key in required_keys(Theme) if key not in own]
    if not absent:
        return found
    message = f"the theme has no base and lacks {', '.join(absent)}"
    others = (item for item in found if item.path or " lacks " not in item.message)
    return (Problem((), message, hint=f'begin with {BASE} = "handout"'), *others)


def _last_first(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems once each; what leaves no theme before what was replaced."""
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.kind in REPLACED))


def theme_of(table: Mapping[str, Any]) -> Theme:
    """The theme of a table without problems."""
    return msgspec.convert(_plain(table), Theme)


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
    """``own`` over ``base``; tables in both are merged in turn. Neither is changed by what is done to the result.

    Roles of its own (``own-roles``) a theme has beside those of its base.
    """
    both = {
        key: _merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in own.items()
    }
    below, roles = base.get(OWN_ROLES), own.get(OWN_ROLES)
    if isinstance(below, list) and isinstance(roles, list):
        both[OWN_ROLES] = [*below, *(name for name in roles if name not in below)]
    return copy.deepcopy({**base, **both})


def _set(table: dict[str, Any], path: list[str], value: Any) -> Problem | None:
    for part in path[:-1]:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            return Problem(tuple(path), f"{'.'.join(path)} leads through a value that is not a table")
    table[path[-1]] = value
    return None


def _mend(table: dict[str, Any], below: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    """Put what stands below in the place of a value, or leave it to its default; False where there is neither."""
    from docforge.theme.values import is_required

    inner: Any = table
    under: Any = below
    for part in path[:-1]:
        inner = inner[part]
        under = under.get(part) if isinstance(under, Mapping) else None
    if isinstance(under, Mapping) and path[-1] in under and under[path[-1]] != inner[path[-1]]:
        inner[path[-1]] = under[path[-1]]
        return True
    if is_required(path):
        return False
    del inner[path[-1]]
    return True


# ------------------------------------------------------------ what is written shortly


def _plain(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with names of sizes as numbers (roles' as ratios) and single faces as lists."""
    plain: dict[str, Any] = copy.deepcopy(dict(table))
    base = _points(plain.get("base-size"))
    if base is not None:
        plain["base-size"] = base
    roles = plain.get("roles")
    size = plain.get("base-size")
    for role in roles.values() if isinstance(roles, dict) else ():
        own = _points(role.get("size")) if isinstance(role, dict) else None
        if own is not None and isinstance(size, (int, float)) and size > 0:
            role["size"] = own / size
    fonts = plain.get("fonts")
    for font in fonts.values() if isinstance(fonts, dict) else ():
        if isinstance(font, dict) and "face" in font:
            font["face"] = _faces(font["face"])
    return plain


def _points(value: Any) -> float | None:
    return points(value) if isinstance(value, str) else None


def _faces(value: Any) -> Any:
    """``"FangSong"`` is a face for every language; a list, several to choose from."""
    if isinstance(value, (str, list)):
        value = {"": value}
    if not isinstance(value, dict):
        return value
    return {lang: [names] if isinstance(names, str) else names for lang, names in value.items()}
