"""MkDocs: ``mkdocs.yml`` with its ``nav``; the summary of literate-nav where there is none."""

from __future__ import annotations

import os
from urllib.parse import quote

from msgspec.structs import replace

from docforge.build.site.order import role_of
from docforge.build.site.pages import join
from docforge.build.site.routes import EXTERNAL
from docforge.build.site.shape import Entry, Place, Report
from docforge.limits import Limits
from docforge.readers.data.values import NOTHING, Datum, UnreadableError
from docforge.readers.data.yaml import read_yaml
from docforge.world import OutsideRootError, World

NAMES = ("mkdocs.yml", "mkdocs.yaml")
_DEEPEST = 20


def read_config(path: str, root: str, world: World, report: Report) -> Datum:
    """The settings of a site, those that it inherits below its own (``INHERIT``), map by map as MkDocs merges them."""
    settings, seen = read_settings(path, world, report), [path]
    while (asked := settings.get("INHERIT")).text:
        place = Place(asked.file, asked.line, asked.column)
        below = os.path.relpath(join(os.path.dirname(seen[-1]), asked.text), root or ".")
        try:
            world.confined(root or ".", quote(below))
        except OutsideRootError:
            report.add("DF640", f"{asked.text} leads out of the project's folder", place)
            break
        inherited = join(root, below)
        if inherited in seen or len(seen) > _DEEPEST:
            report.add("DF640", f"{asked.text} inherits itself", place)
            break
        if not world.exists(inherited):
            report.add("DF640", f"INHERIT: there is no file {inherited}", place)
            break
        seen.append(inherited)
        own = Datum({key: value for key, value in settings.fields.items() if key != "INHERIT"}, settings.file)
        settings = _merged(read_settings(inherited, world, report), own)
    return settings


def _merged(below: Datum, above: Datum) -> Datum:
    if not below.fields or not above.fields:
        return below if above is NOTHING else above
    keys = dict.fromkeys((*below.fields, *above.fields))
    fields = {key: _merged(below.get(key), above.get(key)) for key in keys}
    return replace(above, value=fields)


def read_settings(path: str, world: World, report: Report) -> Datum:
    """The settings of a YAML file; nothing (reported) where it cannot be read."""
    try:
        return read_yaml(world.read(path, Limits().source_bytes).decode("utf-8"), path)
    except UnreadableError as error:
        report.add("DF640", str(error), Place(path, error.line, error.column) if error.line else None, file=path)
    except (OSError, UnicodeDecodeError) as error:
        report.add("DF640", str(error), file=path)
    return NOTHING


def nav_entries(nav: Datum, report: Report, depth: int = 0) -> tuple[Entry, ...]:
    """The entries of ``nav``: paths, titled paths, titled lists; links to other sites are no pages."""
    out: list[Entry] = []
    for item in nav.members if depth < _DEEPEST else ():
        pairs = item.fields.items() if item.fields else (("", item),)
        for title, value in pairs:
            place = Place(value.file, value.line, value.column)
            if value.members:
                out.append(Entry(title, role="part", children=nav_entries(value, report, depth + 1), place=place))
            elif value.text and not EXTERNAL.match(value.text):
                path = value.text.removeprefix("./")
                path = path + "index.md" if path.endswith("/") else path
                out.append(Entry(title, path, role_of(path), place=place))
            elif value.unknown:
                report.add("DF641", "only MkDocs itself can tell this part of nav", place)
    return tuple(out)


def zenn_books(root: str, world: World, report: Report) -> tuple[Entry, ...]:
    """Each book of a Zenn repository as a part: its ``config.yaml`` and chapters, else its numbered files."""
    out = []
    for name in world.names(join(root, "books")):
        folder = join(root, f"books/{name}")
        path = next((join(folder, one) for one in ("config.yaml", "config.yml") if world.exists(join(folder, one))), "")
        if not path:
            continue
        settings = read_settings(path, world, report)
        place = Place(path, 1, 1)
        chapters = [
            Entry(path=f"books/{name}/{one.text}.md", role="chapter", place=Place(path, one.line, one.column))
            for one in settings.get("chapters").members
            if one.text
        ]
        hidden = settings.get("published").text.lower() == "false"
        out.append(
            Entry(settings.get("title").text or name, role="part", children=tuple(chapters), draft=hidden, place=place)
        )
    return tuple(out)
