"""The handouts of a project (``[handout.NAME]``) as units of its build, one for each edition."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from msgspec.structs import replace

from docforge.build.picks.asked import Asked, ask
from docforge.build.picks.compose import Composition
from docforge.build.picks.online import is_web_address
from docforge.build.picks.run import BAD_ADDRESS, project_address
from docforge.build.plan import Maker, Page, Unit
from docforge.build.project.layers import NAMES, folders_of, merged
from docforge.build.project.load import Loaded
from docforge.build.project.patterns import unknown_fields
from docforge.build.project.places import places
from docforge.build.project.schema import HANDOUT_OUTPUT, Handout, Settings, Target
from docforge.build.site import Entry, Site
from docforge.diagnostics import Diagnostic
from docforge.protocols import Result

TABLE = "handout"


def handout_units(loaded: Loaded, site: Site, names: Sequence[str], given: Settings) -> Result[tuple[Unit, ...]]:
    """The units of the handouts of some names (all when none is named)."""
    units: list[Unit] = []
    found: list[Diagnostic] = []
    for name, table in (loaded.project.handout or {}).items():
        if names and name not in names:
            continue
        target = Target(
            **{key: getattr(table, key) for key in NAMES}, formats=table.formats, output=table.output or HANDOUT_OUTPUT
        )
        maker = Maker(loaded, name, target, site, given, TABLE)
        units.extend(_units(maker, table, site))
        found.extend(maker.found)
    return Result(tuple(units), tuple(found))


def _units(maker: Maker, table: Handout, site: Site) -> list[Unit]:
    """What one handout is made of; [] after an error."""
    loaded, name = maker.loaded, maker.name
    if name in (loaded.project.target or {}):
        maker.say("DF622", f'"{name}" is a target too', (), "give the handout another name")
    asked = _asked(maker, table)
    url = table.base_url or project_address(loaded) or site.url
    if url and not is_web_address(url):
        maker.say("DF666", f'"{url}" is no address of pages', ("base-url",), BAD_ADDRESS)
    writers = maker.writers()
    for field in unknown_fields(table.output or HANDOUT_OUTPUT):
        maker.say("DF622", f"output has no {{{field}}}", ("output",), "{target}, {format}, {edition}")
    if maker.found:
        return []
    below = merged(loaded.project, table, maker.given)
    pages = tuple(_page(maker, file, site) for file in dict.fromkeys(posixpath.normpath(one.path) for one in asked))
    composition = Composition(
        table.title or "",
        table.headings is True,
        table.origins is not False,
        url,
        table.codes is not False,
        below.show_run or None,
    )
    units = []
    for chosen in maker.editions(below):
        edition = chosen.edition if chosen else None
        values = {"target": name, "path": name, "folder": "", "name": name, "number": "1"}
        values["edition"] = edition.file_name if edition else ""
        outputs = tuple(maker.output(table.output or HANDOUT_OUTPUT, values, writer, edition) for writer in writers)
        own = tuple(replace(page, settings=maker.under(page.settings, chosen)) for page in pages)
        settings = maker.under(below, chosen)
        units.append(Unit(name, name, own, outputs, settings, False, "", 1, "", edition, tuple(asked), composition))
    return [] if maker.found else units


def _asked(maker: Maker, table: Handout) -> list[Asked]:
    """What is picked, each with its place in the project file."""
    if not table.pick:
        maker.say("DF622", "nothing is picked", (), 'pick = ["notes/a.md#3-7"]')
        return []
    where = places(maker.loaded.text)
    asked = []
    for index, text in enumerate(table.pick):
        place = where.value((TABLE, maker.name, "pick", index))
        at = (maker.loaded.file, place.line, place.column, place.length) if place else ("", 0, 0, 0)
        result = ask(text, at)
        maker.found.extend(result.diagnostics)
        asked += [result.value] if result.value else []
    return asked


def _page(maker: Maker, file: str, site: Site) -> Page:
    """A source as a page: its path is that below the top of the site, where it is below it."""
    below = posixpath.relpath(file, site.source or ".")
    path = file if below.startswith("..") else below
    folders = [table for _, table in folders_of(path, maker.loaded.project)]
    return Page(path, file, Entry(path=path), 1, merged(maker.loaded.project, maker.target, *folders, maker.given))
