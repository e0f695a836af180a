"""Folders of a MkDocs site that say the order of their pages themselves: ``.pages`` (awesome-pages) and ``.nav.yml``
(awesome-nav).

Both name files and folders of their own folder, with titles, lists of further entries, and a place for the rest:
``...``, or a pattern. What neither names is in no navigation.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.build.site.mkdocs import read_settings
from docforge.build.site.order import Key, role_of
from docforge.build.site.pages import Folder, Pages, glob, join
from docforge.build.site.routes import EXTERNAL
from docforge.build.site.shape import Entry, Place, Report
from docforge.readers.data.values import Datum
from docforge.world import World

NAMES = (".pages", ".nav.yml", ".nav.yaml")
_REST = "..."


class Arrangement(Struct, frozen=True):
    """What a folder says of itself; ``nav`` lists what is in it, None leaves the order to the names."""

    title: str = ""
    hidden: bool = False
    backwards: bool = False
    nav: tuple[Datum, ...] | None = None


class Arranged(Struct):
    """The arrangements of a tree by the path of their folder, and the entries that their folders have then."""

    pages: Pages
    report: Report
    by_folder: Mapping[str, Arrangement] = field(default_factory=dict)

    def title(self, folder: Folder) -> str:
        """What a folder calls itself, "" for one that does not."""
        return self.by_folder.get(folder.path, Arrangement()).title

    def entries(self, folder: Folder, found: list[tuple[Key, str, Entry]]) -> tuple[Entry, ...]:
        """The entries of a folder. ``found``: key of order, name and entry of each page and folder in it."""
        said = self.by_folder.get(folder.path, Arrangement())
        in_order = sorted(found, key=lambda item: item[0], reverse=said.backwards)
        named = {name: entry for _, name, entry in in_order if not self._is_hidden(folder, name)}
        return tuple(named.values()) if said.nav is None else self._listed(folder, said.nav, named)

    def _is_hidden(self, folder: Folder, name: str) -> bool:
        return self.by_folder.get(posixpath.join(folder.path, name), Arrangement()).hidden

    def _listed(self, folder: Folder, nav: tuple[Datum, ...], named: Mapping[str, Entry]) -> tuple[Entry, ...]:
        """The entries of a list, titles and lists within it; ``...`` is what no line of it names."""
        left = {name: entry for name, entry in named.items() if name not in _names(nav)}
        out: list[Entry] = []
        for item in nav:
            for title, value in item.fields.items() if item.fields else (("", item),):
                place = Place(value.file, value.line, value.column)
                if value.members:
                    inner = self._listed(folder, value.members, named)
                    out.append(Entry(title, role="part", children=inner, place=place))
                elif value.text.startswith(_REST) or "*" in value.text:
                    pattern = glob(value.text.removeprefix(_REST).strip(" |") or "*")
                    out += [entry for name, entry in left.items() if pattern.fullmatch(name)]
                    left = {name: entry for name, entry in left.items() if not pattern.fullmatch(name)}
                elif value.text and not EXTERNAL.match(value.text):
                    out.append(self._one(folder, title, value.text, named, place))
        return tuple(out)

    def _one(self, folder: Folder, title: str, text: str, named: Mapping[str, Entry], place: Place) -> Entry:
        name = text.removeprefix("./").rstrip("/")
        known = named.get(name)
        if known is not None:
            return replace(known, title=title or known.title, place=place)
        path = posixpath.normpath(posixpath.join(folder.path, name))
        return Entry(title, path, "front" if path == self.pages.tree.index else role_of(path), place=place)


def _names(nav: tuple[Datum, ...]) -> frozenset[str]:
    """What the lines of a list name, those of lists within it too."""
    out: set[str] = set()
    for item in nav:
        for value in item.fields.values() if item.fields else (item,):
            out |= _names(value.members)
            out.add(value.text.removeprefix("./").rstrip("/"))
    return frozenset(out)


def arranged(pages: Pages, world: World, report: Report) -> Arranged | None:
    """The arrangements of a tree of pages, None where no folder has one."""
    found: dict[str, Arrangement] = {}
    waiting = [pages.tree]
    while waiting:
        folder = waiting.pop()
        waiting += folder.folders
        here = join(pages.source, folder.path)
        path = next((join(here, name) for name in NAMES if world.exists(join(here, name))), "")
        if path:
            found[folder.path] = _arrangement(read_settings(path, world, report))
    return Arranged(pages, report, found) if found else None


def _arrangement(said: Datum) -> Arrangement:
    nav = said.get("nav") if "nav" in said.fields else said.get("arrange")
    order = said.get("order").text or said.get("sort", "direction").text
    return Arrangement(
        said.get("title").text,
        said.get("hide").text.lower() == "true" or said.get("hide").value is True,
        order.lower() == "desc",
        nav.members if isinstance(nav.value, tuple) else None,
    )
