"""Editions by name: docforge's own (``styles/editions.toml``) under those of ``docforge.toml``, and their files."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec
from msgspec import UNSET, Struct

from docforge import resources
from docforge.build import registry
from docforge.build.outputs import Output
from docforge.build.project.layers import merged
from docforge.build.project.load import Loaded, load
from docforge.build.project.schema import FILE, EditionTable, Settings
from docforge.diagnostics import Diagnostic, report
from docforge.model.editions import Edition
from docforge.protocols import Result
from docforge.world import World

OPTION = "--edition"
"""Stands for a file in diagnostics about editions."""

FIELD = "{edition}"
"""Where the edition's word stands in the name of a file; without it, before the suffix."""


class Chosen(Struct, frozen=True):
    """An edition that is to be made, and the settings that it has of its own."""

    edition: Edition
    settings: Settings


@cache
def _own() -> Mapping[str, EditionTable]:
    table = tomllib.loads(resources.path("styles/editions.toml").read_text(encoding="utf-8"))
    return {name: msgspec.convert(entry, EditionTable) for name, entry in table.items()}


def tables(loaded: Loaded | None) -> dict[str, EditionTable]:
    """Every edition by name: those of a project go before docforge's own, key by key."""
    given: Mapping[str, EditionTable] = (loaded.project.edition or {}) if loaded else {}
    names = dict.fromkeys((*_own(), *given))
    return {name: _over(_own().get(name), given.get(name)) for name in names}


def _over(below: EditionTable | None, above: EditionTable | None) -> EditionTable:
    layers = [layer for layer in (below, above) if layer is not None]
    found = {}
    for layer in layers:
        for field in layer.__struct_fields__:
            value = getattr(layer, field)
            if value is not UNSET:
                found[field] = value
    return EditionTable(**found)


def choose(names: Iterable[str], loaded: Loaded | None) -> Result[tuple[Chosen, ...]]:
    """The editions of some names, each once; DF650 for a name that there is not."""
    known = tables(loaded)
    audiences = tuple(dict.fromkeys(word for name, table in known.items() for word in (name, *_shows(name, table))))
    chosen: list[Chosen] = []
    found: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        if name not in known:
            found.append(report("DF650", f'no edition "{name}"', file=OPTION, hint=registry.near(name, known)))
            continue
        table = known[name]
        suffix = table.title_suffix or {}
        edition = Edition(
            name,
            _shows(name, table),
            table.answers or "inline",
            {"": suffix} if isinstance(suffix, str) else suffix,
            table.renumber is True,
            audiences,
            table.file_name or name,
        )
        chosen.append(Chosen(edition, merged(table)))
    return Result(tuple(chosen), tuple(found))


def _shows(name: str, table: EditionTable) -> tuple[str, ...]:
    return tuple(table.shows) if isinstance(table.shows, list) else (name,)


def edition_path(path: str, edition: Edition, *, alone: bool = False) -> str:
    """The name of an edition's file. ``alone``: no other edition is made, and the name was given for this one."""
    if FIELD in path:
        return path.replace(FIELD, edition.file_name)
    if alone:
        return path
    stem, suffix = os.path.splitext(path)
    return f"{stem}-{edition.file_name}{suffix}"


def edition_outputs(outputs: Sequence[Output], edition: Edition, *, alone: bool = False) -> tuple[Output, ...]:
    """The files of one edition."""
    return tuple(
        output if output.to_stdout else Output(edition_path(output.path, edition, alone=alone), output.writer)
        for output in outputs
    )


def project_of(sources: Sequence[str], world: World) -> Result[Loaded | None]:
    """The project file beside the first source, or in the current folder: where editions of single files are said."""
    folders = dict.fromkeys(os.path.dirname(source) for source in (*sources[:1], ""))
    for path in (os.path.join(folder, FILE) for folder in folders):
        if world.exists(path):
            return load(path, world)
    return Result(None)
