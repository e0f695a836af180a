"""Everything that can be wrong with a theme's table, all of it, in the order of the table."""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from docforge.theme import values
from docforge.theme.lines import levels_of
from docforge.theme.papers import find_paper, near_papers
from docforge.theme.problems import Problem, unknown_key
from docforge.theme.spec import ROLES, Theme
from docforge.theme.tags import is_language, meant
from docforge.theme.type_sizes import type_sizes
from docforge.theme.words import WORDS, wrong_words

LANGUAGE_TABLES = ("lines", "strings")
"""Tables of a theme whose keys are languages; inside roles and fonts the tables of ``_BY_LANGUAGE`` are too."""
_BY_LANGUAGE = {"roles": ("first-indent",), "fonts": ("word-cjk", "face")}


def table_problems(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Unknown keys, languages and levels, values of a wrong type or out of range."""
    yield from _unknown(table, _fields(Theme), ())
    yield from _languages(table)
    yield from _levels(table)
    yield from _papers(table)
    yield from _sizes(table)
    yield from values.problems(table)


def theme_problems(theme: Theme) -> Iterator[Problem]:
    """What no single value shows: roles and their fonts, words and what is filled in, elements, the page as a whole."""
    yield from _roles(theme)
    yield from _elements(theme)
    for lang, table in theme.strings.items():
        yield from (unknown_key(("strings", lang, key), WORDS) for key in table if key not in WORDS)
    yield from wrong_words(theme)
    yield from _folio(theme)
    problem = values.page_problem(theme)
    if problem:
        yield problem


# ------------------------------------------------------------ keys


@cache
def _fields(kind: type) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


def _unknown(table: Mapping[str, Any], known: Mapping[str, Any], where: tuple[str, ...]) -> Iterator[Problem]:
    """Keys that no struct has."""
    for key, value in table.items():
        path = (*where, key)
        if key not in known:
            yield unknown_key(path, known)
        elif isinstance(value, dict):
            yield from _unknown_inside(value, known[key], path)


def _unknown_inside(table: Mapping[str, Any], kind: Any, path: tuple[str, ...]) -> Iterator[Problem]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _unknown(table, _fields(kind), path)
    elif get_origin(kind) is dict:
        entry_kind = get_args(kind)[1]
        if isinstance(entry_kind, type) and issubclass(entry_kind, msgspec.Struct):
            for name, entry in table.items():
                if isinstance(entry, dict):
                    yield from _unknown(entry, _fields(entry_kind), (*path, name))


# ------------------------------------------------------------ languages, levels, names


def _languages(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Keys that stand for a language and are none."""
    for path, inner in _language_tables(table):
        for key in inner:
            if not is_language(key):
                place = ".".join(path)
                yield Problem((*path, key), f'"{key}" in {place} is no language', "language", meant(key))


def _language_tables(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for name in LANGUAGE_TABLES:
        if isinstance(table.get(name), dict):
            yield (name,), table[name]
    for group, keys in _BY_LANGUAGE.items():
        entries = table.get(group)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            for key in keys:
                if isinstance(entry, dict) and isinstance(entry.get(key), dict):
                    yield (group, name, key), entry[key]


def _levels(table: Mapping[str, Any]) -> Iterator[Problem]:
    lines = table.get("lines")
    for lang, entry in lines.items() if isinstance(lines, dict) else ():
        level = entry.get("strictness", "") if isinstance(entry, dict) else ""
        known = levels_of(lang)
        if isinstance(level, str) and level and level not in known:
            near = difflib.get_close_matches(level, known, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            message = f'{lang} has no level "{level}"'
            yield Problem(("lines", lang, "strictness"), message, "level", f"{hint}{lang} has {', '.join(known)}")


def _papers(table: Mapping[str, Any]) -> Iterator[Problem]:
    page = table.get("page")
    name = page.get("size", "") if isinstance(page, dict) else ""
    if isinstance(name, str) and name and find_paper(name) is None:
        yield Problem(("page", "size"), f'no paper is called "{name}"', "paper", near_papers(name))


def _sizes(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Names of sizes that are none; known ones were replaced by numbers before."""
    places: list[tuple[tuple[str, ...], Any]] = [(("base-size",), table.get("base-size"))]
    roles = table.get("roles")
    for name, role in roles.items() if isinstance(roles, dict) else ():
        places.append((("roles", name, "size"), role.get("size") if isinstance(role, dict) else None))
    for path, value in places:
        if isinstance(value, str) and value.endswith(("号", "號")):
            message = f'{".".join(path)} is "{value}", which is no size of type'
            yield Problem(path, message, "value", f"known: {', '.join(type_sizes())}")


# ------------------------------------------------------------ the theme as a whole


def _roles(theme: Theme) -> Iterator[Problem]:
    own = set(theme.own_roles)
    for element in theme.elements.values():
        own.update(filter(None, (element.role, element.more_role, element.joined_role, element.long_role)))
    for name in theme.roles:
        if name not in ROLES and name not in own:
            yield unknown_key(("roles", name), ROLES)
    absent = [name for name in ROLES if name not in theme.roles]
    if absent:
        yield Problem(("roles",), f"the theme sets no role {', '.join(absent)}")
    for name in theme.own_roles:
        if name not in theme.roles:
            yield Problem(("own-roles",), f'own-roles names "{name}", which [roles] does not have')
    for name, role in theme.roles.items():
        if role.font not in theme.fonts:
            message = f'role {name} names the font "{role.font}", which [fonts] does not have'
            yield Problem(("roles", name, "font"), message)


def _elements(theme: Theme) -> Iterator[Problem]:
    for name, element in theme.elements.items():
        named = {
            key: getattr(element, key.replace("-", "_")) for key in ("role", "more-role", "joined-role", "long-role")
        }
        for key, role in named.items():
            if role and role not in theme.roles:
                message = f'element {name} names the role "{role}", which [roles] does not have'
                yield Problem(("elements", name, key), message)
        for key, other in (("join", element.join), ("over", element.over)):
            if other and other not in theme.elements:
                yield Problem(
                    ("elements", name, key), f'element {name} names "{other}", which [elements] does not have'
                )
        yield from _pattern(("elements", name, "text"), element.text, {""})
        yield from _pattern(("elements", name, "items"), element.items, {"", "n"})


def _folio(theme: Theme) -> Iterator[Problem]:
    yield from _pattern(("page", "folio-text"), theme.page.folio_text, {"page", "pages"})


def _pattern(path: tuple[str, ...], text: str, known: set[str]) -> Iterator[Problem]:
    """A text whose braces are not in pairs, or hold what is not filled in."""
    place = ".".join(path)
    try:
        extra = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} - known
    except ValueError:
        yield Problem(path, f'{place} is "{text}", which has a brace without its partner')
        return
    if extra:
        wanted = " and ".join(f"{{{name}}}" for name in sorted(known))
        yield Problem(path, f'{place} is "{text}", but only {wanted} is filled in')
