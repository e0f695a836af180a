"""What is shown and how: a document of the folder, a theme, presets, an edition, a language."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docforge.build import registry
from docforge.build.convert import Options
from docforge.build.editioned import above
from docforge.build.editions import choose, tables
from docforge.build.project.layers import folders_of, merged
from docforge.build.project.load import Loaded, load
from docforge.build.project.schema import FILE, SiteTable
from docforge.build.site import Entry, find_site
from docforge.theme.presets import presets
from docforge.world import RootedWorld, World

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")
"""Languages that a document can be read as; "" is its own."""


class Choices(Struct, frozen=True):
    """A document below the folder, the name of a theme ("" as the project or command line says), presets laid over it,
    an edition ("" the whole) and a language ("" the document's own)."""

    document: str
    theme: str = ""
    presets: tuple[str, ...] = ()
    edition: str = ""
    language: str = ""


class Offer:
    """Everything that may be chosen in one folder."""

    def __init__(self, source: str, options: Options, world: World) -> None:
        single = bool(source) and not world.has_folder(source)
        self.folder = os.path.dirname(source) if single else source
        self.world = RootedWorld(world, self.folder)
        self.options = _absolute(options)
        self.project: Loaded | None = load(FILE, self.world).value if self.world.exists(FILE) else None
        self.documents = (os.path.basename(source),) if single else tuple(self._documents())
        self.themes = tuple(registry.names("themes"))
        self.presets = tuple(presets())
        self.editions = tuple(tables(self.project))

    def _documents(self) -> Iterator[str]:
        table = (self.project.project.site if self.project else None) or SiteTable()
        site = find_site(
            "", self.world, kind=table.kind or "", source=table.source or "", exclude=tuple(table.exclude or ())
        ).value
        for path in dict.fromkeys((*_paths(site.entries), *site.unlisted)):
            yield posixpath.join(site.source, path)

    @property
    def first(self) -> Choices:
        """What is shown at first."""
        return Choices(self.documents[0] if self.documents else "", presets=self.options.presets)

    def chosen(self, table: Any, before: Choices) -> Choices:
        """What a browser asks for, over what was shown before. Raises ValueError for what is not offered."""
        if not isinstance(table, dict):
            raise ValueError("not a table of choices")
        known = {
            "document": self.documents,
            "theme": ("", *self.themes),
            "edition": ("", *self.editions),
            "language": ("", *LANGUAGES),
        }
        given: dict[str, Any] = {}
        for key, value in table.items():
            if key == "presets" and isinstance(value, list) and all(name in self.presets for name in value):
                given[key] = tuple(value)
            elif key in known and value in known[key]:
                given[key] = value
            else:
                raise ValueError(f"{key} cannot be {value!r}")
        return replace(before, **given)

    def options_for(self, choices: Choices) -> Options:
        """The options that a document is converted with."""
        given = replace(self.options, presets=choices.presets, facts=False)
        if self.project is not None:
            below = [table for _, table in folders_of(choices.document, self.project.project)]
            given = above(given, merged(self.project.project, *below))[0]
        if choices.edition:
            (one,) = choose((choices.edition,), self.project).value
            given = replace(above(given, one.settings)[0], edition=one.edition)
        if choices.theme:
            given = replace(given, theme=choices.theme)
        return replace(given, lang=choices.language or given.lang, editions=())


def _absolute(options: Options) -> Options:
    """Options whose paths, typed in the current folder, hold in any."""
    paths = {name: os.path.abspath(path) for name in _PATHS if (path := getattr(options, name))}
    if options.theme.endswith(".toml") or "/" in options.theme:
        paths["theme"] = os.path.abspath(options.theme)
    return replace(options, **paths, font_path=tuple(map(os.path.abspath, options.font_path)))


_PATHS = ("root", "reference_doc", "readings_file")


def _paths(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.path:
            yield entry.path
        yield from _paths(entry.children)
