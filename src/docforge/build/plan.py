"""What a build makes: every file of every target, from which sources, under which settings. Nothing is read for it but
the project file and the site's navigation.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docforge.build import registry
from docforge.build.editions import FIELD, Chosen, choose, edition_path
from docforge.build.outputs import Output
from docforge.build.picks.asked import Asked
from docforge.build.picks.compose import Composition
from docforge.build.project.layers import folder_path, folders_of, merged
from docforge.build.project.load import Loaded
from docforge.build.project.patterns import fits, matches, output_name, unknown_fields
from docforge.build.project.schema import DEFAULT_OUTPUT, Folder, Settings, SiteTable, Target
from docforge.build.registry import UsageError
from docforge.build.site import Entry, Site, find_site
from docforge.build.site.pages import all_paths, glob
from docforge.build.unpacked import FORMAT as SITE
from docforge.build.unpacked import folder_of
from docforge.diagnostics import Diagnostic
from docforge.model.editions import Edition
from docforge.protocols import Result, Writer
from docforge.world import World

DEFAULT_TARGET = "handouts"
"""The target of a project that names none: every document as a PDF."""


class Page(Struct, frozen=True):
    """A line of the navigation in a file to be built: ``path`` below the sources ("" a part without a page), ``file``
    below the project's folder ("" when there is none), and the settings it is read under."""

    path: str
    file: str
    entry: Entry
    depth: int
    settings: Settings


class Unit(Struct, frozen=True):
    """What becomes one file of each format: a document, a folder or a book."""

    target: str
    name: str
    pages: tuple[Page, ...]
    outputs: tuple[Output, ...]
    settings: Settings
    book: bool
    title: str
    number: int
    page_list: str = ""
    """The target whose PDF gives the page list of an e-book, "" for none."""
    edition: Edition | None = None
    """What the document is cut down to, None the whole."""
    picks: tuple[Asked, ...] = ()
    """What is picked from the pages, () for all of them."""
    composition: Composition = Composition()


class Shard(Struct, frozen=True):
    """One part of several that a build is divided into: ``number`` of ``count``, from 1."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def holds(self, unit: Unit) -> bool:
        """Whether a unit belongs to it: that follows from its sources, wherever they stand in the navigation. What is
        made of the same sources is in the same part, as a PDF and the e-book that lists its pages."""
        sources = "\n".join(page.path for page in unit.pages)
        return int(hashlib.sha256(os.fsencode(sources)).hexdigest(), 16) % self.count == self.number - 1


class Plan(Struct, frozen=True):
    """All that is to be built, and the site that it is built from.

    ``sites``: with drafts (True) and without, as targets ask. They differ in their entries only: kind, addresses and
    language are the folder's, so whoever asks for those may take either.
    """

    units: tuple[Unit, ...]
    sites: dict[bool, Site]
    shard: Shard | None = None
    """The part of the units that is built now; the others are known, since links lead to them."""

    @property
    def own(self) -> tuple[int, ...]:
        """The places of the units to be built."""
        shard = self.shard
        return tuple(index for index, unit in enumerate(self.units) if shard is None or shard.holds(unit))

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Every file to be written, in order."""
        return tuple(output for index in self.own for output in self.units[index].outputs)

    @property
    def sources(self) -> tuple[str, ...]:
        """The file of every document in what is to be built, each once."""
        pages = (page.file for index in self.own for page in self.units[index].pages)
        return tuple(dict.fromkeys(file for file in pages if file))


def make_plan(
    loaded: Loaded, world: World, targets: Sequence[str] = (), given: Settings | None = None, *, drafts: bool = False
) -> Result[Plan | None]:
    """The plan of some targets (all when none is named). None: a target cannot be built, and the diagnostics say why.

    ``given``: settings of the command line, which go before all others. Raises UsageError for a target nobody named.
    """
    handouts = loaded.project.handout or {}
    table = loaded.project.target or ({} if handouts else {DEFAULT_TARGET: Target()})
    for name in targets:
        if name not in table and name not in handouts:
            raise UsageError(f'no target "{name}"', registry.near(name, (*table, *handouts)))
    found: list[Diagnostic] = []
    sites: dict[bool, Site] = {}
    units: list[Unit] = []
    for name, target in table.items():
        if targets and name not in targets:
            continue
        wanted = drafts or target.drafts is True
        if wanted not in sites:
            result = _site(loaded, world, drafts=wanted)
            found.extend(item for item in result.diagnostics if item not in found)
            sites[wanted] = result.value
        maker = Maker(loaded, name, target, sites[wanted], given or Settings())
        units.extend(maker.units())
        found.extend(item for item in maker.found if item not in found)
    if handouts:
        # Imported here: it imports this module.
        from docforge.build.picks.planned import handout_units

        sites = sites or {drafts: _site(loaded, world, drafts=drafts).value}
        made = handout_units(loaded, next(iter(sites.values())), targets, given or Settings())
        units.extend(made.value)
        found.extend(made.diagnostics)
    if sites:
        found.extend(_unused_folders(loaded, sites.values()))
        asked = {name: target for name, target in table.items() if not targets or name in targets}
        found.extend(_idle_patterns(loaded, asked, next(iter(sites.values())).source, world))
    found.extend(_collisions(loaded, units))
    failed = any(item.severity == "error" and item.code in _FATAL for item in found)
    return Result(None if failed else Plan(tuple(units), sites), tuple(found))


def _site(loaded: Loaded, world: World, *, drafts: bool) -> Result[Site]:
    table = loaded.project.site or SiteTable()
    result = find_site(
        "", world, kind=table.kind or "", source=table.source or "", drafts=drafts, exclude=tuple(table.exclude or ())
    )
    project = loaded.project
    site = replace(result.value, url=table.url or result.value.url, title=project.title or result.value.title)
    return Result(site, result.diagnostics)


_FATAL = ("DF622", "DF623", "DF624", "DF650", "DF660", "DF666")
"""What keeps a build from beginning."""


class Maker:
    """The units of one target. ``table`` is the table of the project file that names it."""

    def __init__(
        self, loaded: Loaded, name: str, target: Target, site: Site, given: Settings, table: str = "target"
    ) -> None:
        self.table = table
        self.loaded = loaded
        self.name = name
        self.target = target
        self.site = site
        self.given = given
        self.found: list[Diagnostic] = []

    def units(self) -> list[Unit]:
        """What each of the target's files is made of; [] after an error."""
        pages = list(self._pages(self.site.entries, 1))
        writers = self.writers()
        if not any(page.path for page in pages):
            self.say("DF623", f'"{self.name}" takes none of the documents', ())
        pattern = self.target.output or DEFAULT_OUTPUT
        for field in unknown_fields(pattern):
            self.say("DF622", f"output has no {{{field}}}", ("output",), "{target}, {path}, {folder}, {name} …")
        listed = self._page_list()
        if self.found:
            return []
        units = []
        for number, (path, taken) in enumerate(self._groups(pages), 1):
            digits = len(str(len(pages)))
            values = {
                "target": self.name,
                "path": path,
                "folder": posixpath.dirname(path),
                "name": posixpath.basename(path),
                "number": str(number).zfill(digits),
            }
            book = self.target.each in ("folder", "book")
            below = merged(self.loaded.project, self.target, self.given) if book else taken[0].settings
            for chosen in self.editions(below):
                edition = chosen.edition if chosen else None
                own = {**values, "edition": edition.file_name if edition else ""}
                outputs = tuple(self.output(pattern, own, writer, edition) for writer in writers)
                if listed:  # the pages must be there before what lists them
                    outputs = tuple(sorted(outputs, key=lambda output: output.writer.name == "epub"))
                settings = self.under(below, chosen)
                pages_of = tuple(replace(page, settings=self.under(page.settings, chosen)) for page in taken)
                title = self._title(path, taken)
                units.append(Unit(self.name, path, pages_of, outputs, settings, book, title, number, listed, edition))
        return [] if self.found else units

    @staticmethod
    def output(pattern: str, values: dict[str, str], writer: Writer, edition: Edition | None) -> Output:
        name = output_name(pattern, {**values, "format": writer.suffix.removeprefix(".")})
        return Output(name if edition is None or FIELD in pattern else edition_path(name, edition), writer)

    def editions(self, settings: Settings) -> tuple[Chosen | None, ...]:
        """The editions that are to be made under some settings; the whole document where none is named."""
        result = choose(settings.editions or (), self.loaded)
        typed = bool(self.given.editions)
        for item in result.diagnostics:
            path = next((path for path in ((self.table, self.name), ()) if self._has_editions(path)), ())
            problem = self.loaded.problem(item.code, item.message, (*path, "editions"), item.hint)
            if (item if typed else problem) not in self.found:
                self.found.append(item if typed else problem)
        return result.value or (None,)

    def _has_editions(self, path: tuple[str, ...]) -> bool:
        return bool((self.target if path else self.loaded.project).editions)

    def under(self, settings: Settings, chosen: Chosen | None) -> Settings:
        """Settings with those of an edition over them; what was typed goes before these too."""
        return merged(settings, chosen.settings, self.given) if chosen else settings

    def say(self, code: str, message: str, path: tuple[str | int, ...], hint: str = "") -> None:
        self.found.append(self.loaded.problem(code, message, (self.table, self.name, *path), hint))

    def _page_list(self) -> str:
        """The target whose pages are listed; a problem where it makes no PDF."""
        name = (self.target.page_list or "").removeprefix("pdf:")
        table = self.loaded.project.target or {}
        if name and name not in table:
            self.say("DF622", f'no target "{name}"', ("page-list",), registry.near(name, table))
        elif name and "pdf" not in (table[name].formats or ["pdf"]):
            self.say("DF622", f'the target "{name}" makes no PDF', ("page-list",))
        return name

    def writers(self) -> list[Writer]:
        found = []
        for index, name in enumerate(self.target.formats or ["pdf"]):
            try:
                found.append(registry.writer(name))
            except UsageError as error:
                self.say("DF622", error.message, ("formats", index), error.hint)
        return found

    def _pages(self, entries: Iterable[Entry], depth: int) -> Iterator[Page]:
        """The lines of the navigation that the target takes; parts of which nothing is left are left out."""
        for entry in entries:
            below = list(self._pages(entry.children, depth + 1))
            path = entry.path or entry.missing
            if path and self._takes(path):
                folders = [table for _, table in folders_of(path, self.loaded.project)]
                settings = merged(self.loaded.project, self.target, *folders, self.given)
                file = posixpath.join(self.site.source, entry.path) if entry.path else ""
                yield Page(path, file, entry, depth, settings)
            elif below:
                yield Page("", "", replace(entry, path="", missing=""), depth, merged(self.loaded.project, self.target))
            yield from below

    def _takes(self, path: str) -> bool:
        include = self.target.include
        return (not include or matches(path, include)) and not matches(path, self.target.exclude or ())

    def _groups(self, pages: list[Page]) -> list[tuple[str, tuple[Page, ...]]]:
        """``{path}`` of each file and the pages it is made of."""
        each = self.target.each or "document"
        if each == "book":
            return [(self.target.name or self.name, tuple(pages))]
        if each == "document":
            return [(posixpath.splitext(page.path)[0], (page,)) for page in pages if page.file]
        folders: dict[str, list[Page]] = {}
        for page in pages:
            if page.path:
                folders.setdefault(posixpath.dirname(page.path), []).append(page)
        top = self.target.name or self.name
        return [(folder or top, tuple(_raised(group))) for folder, group in folders.items()]

    def _title(self, path: str, pages: Sequence[Page]) -> str:
        each, given = self.target.each or "document", self.target.title or self.site.title or ""
        if each == "folder":
            folder = posixpath.basename(path) if posixpath.dirname(pages[0].path) else ""
            return f"{given} {folder}".strip()
        return given if each == "book" else ""


def _raised(pages: Sequence[Page]) -> list[Page]:
    """The pages of one folder as chapters: the shallowest of them at depth 1."""
    top = min(page.depth for page in pages)
    return [replace(page, depth=page.depth - top + 1) for page in pages]


def _collisions(loaded: Loaded, units: Sequence[Unit]) -> list[Diagnostic]:
    """DF624 for files with one name, files that would replace a source, and files outside the project."""
    found = []
    sources = {page.file for unit in units for page in unit.pages if page.file} | {os.path.basename(loaded.file)}
    taken: dict[str, Unit] = {}
    for unit in units:
        for output in unit.outputs:
            name = unicodedata.normalize("NFC", posixpath.normpath(output.path)).casefold()
            message = ""
            if posixpath.isabs(output.path) or posixpath.normpath(output.path).startswith(".."):
                message = f"{output.path} is outside the project"
            elif posixpath.normpath(output.path) in sources:
                message = f"{output.path} is a source and would be replaced"
            elif name in taken:
                message = f'{output.path} would be written twice, for "{taken[name].name}" and "{unit.name}"'
            taken.setdefault(name, unit)
            if output.writer.name == SITE:  # its first page stands in the folder beside
                taken.setdefault(f"{folder_of(name)}/index.html", unit)
            if message:
                found.append(
                    loaded.problem("DF624", message, ("handout" if unit.picks else "target", unit.target, "output"))
                )
    return found


def _unused_folders(loaded: Loaded, sites: Iterable[Site]) -> list[Diagnostic]:
    """DF626 for every ``[folder]`` that no page lies in."""
    paths = [path for site in sites for path in (*_paths(site.entries), *site.unlisted)]
    tables: dict[str, Folder] = loaded.project.folder or {}
    return [
        loaded.problem("DF626", f'no document is below "{name}"', ("folder", name))
        for name in tables
        if not any(path.startswith(folder_path(name)) for path in paths)
    ]


def _idle_patterns(loaded: Loaded, targets: Mapping[str, Target], source: str, world: World) -> Iterator[Diagnostic]:
    """DF626 for every pattern of ``include`` and ``exclude`` that nothing below the sources fits, drafts or not."""
    site = loaded.project.site or SiteTable()
    asked: list[tuple[tuple[str, ...], list[str], Callable[[str, str], bool]]] = [
        (("site", "exclude"), site.exclude or [], lambda path, pattern: glob(pattern).fullmatch(path) is not None)
    ]
    for name, target in targets.items():
        asked += [
            (("target", name, "include"), target.include or [], fits),
            (("target", name, "exclude"), target.exclude or [], fits),
        ]
    paths = tuple(all_paths(world, source)) if any(patterns for _, patterns, _ in asked) else ()
    for place, patterns, fit in asked:
        for index, pattern in enumerate(patterns):
            if not any(fit(path, pattern) for path in paths):
                yield loaded.problem("DF626", f'nothing fits "{pattern}"', (*place, index))


def _paths(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.path:
            yield entry.path
        yield from _paths(entry.children)
