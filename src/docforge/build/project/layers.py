"""Which value holds: docforge's default, the project's, the target's, the innermost folder's, the front matter's, the
command line's. Each goes before the ones named earlier.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from docforge.build.project.schema import Folder, Project, Settings
from docforge.model import nodes as n

TABLES = ("set", "metadata", "docx_styles")
"""Keys that hold tables, which are merged; any other value replaces the one below."""

FRONT_MATTER = ("number", "restart", "show-run", "page-size", "orientation", "writing")
"""Keys that front matter has by the same names: what the layers say is laid below it."""

NAMES = tuple(field.name for field in msgspec.structs.fields(Settings))


def merged(*layers: Settings) -> Settings:
    """One table of several, the later before the earlier."""
    found: dict[str, Any] = {}
    for layer in layers:
        for name in NAMES:
            value = getattr(layer, name)
            if value is UNSET:
                continue
            if name in TABLES:
                own = dict(flat(value)) if name == "set" else value
                value = {**found.get(name, {}), **own}
            found[name] = value
    return Settings(**found)


def folders_of(path: str, project: Project) -> list[tuple[str, Folder]]:
    """The ``[folder]`` tables that hold for a document (path below the sources), the outermost first."""
    tables = project.folder or {}
    around = [(name, table) for name, table in tables.items() if path.startswith(folder_path(name))]
    return sorted(around, key=lambda pair: len(folder_path(pair[0])))


def folder_path(name: str) -> str:
    """A folder as ``[folder]`` names it, as the beginning of paths: ``drafts`` and ``./drafts/`` are ``drafts/``."""
    plain = name.removeprefix("./").strip("/")
    return f"{plain}/" if plain and plain != "." else ""


def flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """``set`` with dotted keys, however it was written."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def assignments(settings: Settings) -> tuple[str, ...]:
    """``set`` as ``KEY=VALUE``; JSON's notation of text, numbers, truth values and lists is TOML's too."""
    return tuple(f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in flat(settings.set or {}))


def front_matter(settings: Settings) -> dict[str, n.MetaValue]:
    """What the layers say in the form of front matter, to be laid below a document's own."""
    found = {key: meta_value(value) for key, value in (settings.metadata or {}).items()}
    for key in FRONT_MATTER:
        value = getattr(settings, key.replace("-", "_"))
        if value is not UNSET:
            found[key] = n.MetaString(text=value)
    return found


def meta_value(value: Any) -> n.MetaValue:
    """A TOML value as metadata: scalars are text, as in front matter."""
    if isinstance(value, dict):
        return n.MetaMap(items={key: meta_value(item) for key, item in value.items()})
    if isinstance(value, list):
        return n.MetaList(items=tuple(meta_value(item) for item in value))
    if isinstance(value, bool):
        return n.MetaString(text="true" if value else "false")
    return n.MetaString(text=value.isoformat() if hasattr(value, "isoformat") else str(value))
