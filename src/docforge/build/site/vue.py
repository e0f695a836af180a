"""VitePress and VuePress: their configurations, read as data, and the sidebars in all their shapes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from msgspec import Struct, field

from docforge.build.site.order import role_of
from docforge.build.site.pages import Pages, join
from docforge.build.site.routes import EXTERNAL, Routes, routes
from docforge.build.site.shape import Entry, Place, Report
from docforge.limits import Limits
from docforge.readers.data.javascript import read_module
from docforge.readers.data.values import NOTHING, Datum, UnreadableError
from docforge.readers.data.yaml import read_yaml
from docforge.world import World

SUFFIXES = ("ts", "mts", "js", "mjs", "cjs", "json", "yml", "yaml")
_TAGS = re.compile(r"<[^>]*>")
_DEEPEST = 20


def config_file(folder: str, world: World) -> str:
    """The configuration in a ``.vitepress`` or ``.vuepress`` folder, "" without one."""
    names = [f"config.{suffix}" for suffix in SUFFIXES] + [f"config/index.{suffix}" for suffix in SUFFIXES]
    return next((path for name in names for path in [join(folder, name)] if world.exists(path)), "")


def read_config(path: str, root: str, world: World, report: Report) -> Datum:
    """What a configuration exports; nothing (reported) where it cannot be read. Imports stay in the project's root."""

    def load(file: str) -> str | None:
        below = posixpath.relpath(file, root) if root else file
        try:
            if below.startswith("../") or not world.exists(file):
                return None
            world.confined(root or ".", quote(below))
            return world.read(file, Limits().source_bytes).decode("utf-8", "replace")
        except OSError:
            return None

    try:
        if path.endswith((".yml", ".yaml")):
            return read_yaml(load(path) or "", path)
        return read_module(path, load)
    except UnreadableError as error:
        place = Place(path, error.line, error.column) if error.line else None
        report.add("DF640", str(error), place, file=path)
        return NOTHING


class Sidebar(Struct):
    """A sidebar while it becomes entries."""

    pages: Pages
    report: Report
    routes: Routes
    generated: list[Place] = field(default_factory=list)
    structure: bool = False

    def entries(self, sidebar: Datum) -> tuple[Entry, ...]:
        """The entries of a sidebar: a list, or one list for each path."""
        if sidebar.unknown:
            self._generated(sidebar)
        if sidebar.members or not sidebar.fields:
            return self._list(sidebar, "", 0)
        seen: set[tuple[int, int, str]] = set()
        out: list[Entry] = []
        for path, one in sidebar.fields.items():
            here = (one.line, one.column, one.file)
            if here not in seen:
                seen.add(here)
                base = path if path.endswith("/") else posixpath.dirname(path) + "/"
                listed = one.get("items") if one.get("items").members else one
                own = one.get("base").text
                if one.unknown or isinstance(one.value, str | bool):
                    self._generated(one)
                out += self._list(listed, own or ("" if one.fields else base), 0, below=base)
        return tuple(out)

    def _generated(self, datum: Datum) -> None:
        self.generated.append(Place(datum.file, datum.line, datum.column))

    def _list(self, items: Datum, base: str, depth: int, below: str = "") -> tuple[Entry, ...]:
        if items.partial or (items.unknown and depth):
            self._generated(items)
        found = (self._one(item, base, depth, below) for item in items.members if depth < _DEEPEST)
        return tuple(entry for entry in found if entry is not None)

    def _one(self, item: Datum, base: str, depth: int, below: str) -> Entry | None:
        place = Place(item.file, item.line, item.column)
        if item.unknown:
            self._generated(item)
            return None
        if isinstance(item.value, str):
            return self._page("", item.value, base or below, place, ())
        if item.members:  # VuePress 1: ['/path', 'title']
            both = [one.text for one in item.members[:2]]
            return self._page(both[1] if len(both) > 1 else "", both[0], base or below, place, ())
        title = _TAGS.sub("", item.get("text").text or item.get("title").text).strip()
        link = item.get("link") if item.get("link").text else item.get("path")
        inner = item.get("items") if item.get("items").value is not None else item.get("children")
        if isinstance(inner.value, str) or inner.unknown:
            self._generated(inner)
        own = item.get("base").text or item.get("prefix").text
        under = posixpath.join(below or "/", own) if own and not own.startswith("/") else own or base
        children = self._list(inner, under, depth + 1, below)
        if link.text:
            return self._page(
                title, link.text, base or below, Place(link.file, link.line, link.column), children, depth
            )
        return Entry(title, role="part", children=children, place=place) if children else None

    def _page(
        self, title: str, link: str, base: str, place: Place, children: tuple[Entry, ...], depth: int = 0
    ) -> Entry | None:
        if EXTERNAL.match(link):
            return Entry(title, role="part", children=children, place=place) if children else None
        bare = re.split(r"[?#]", link, maxsplit=1)[0]
        address = bare if bare.startswith("/") and not base.rstrip("/") else _joined(base, bare)
        path = self.routes.page(address) or self.routes.page(bare)
        if not path:
            named = unquote(address).lstrip("/")
            named = (
                named + "index.md"
                if named.endswith("/") or not named
                else re.sub(r"(?:\.html|\.md)?$", ".md", named, count=1)
            )
            path = named
        role = "part" if children and depth == 0 else role_of(path)
        return Entry(title, path, role, children, place=place)


def _joined(base: str, link: str) -> str:
    return link if link.startswith("/") else posixpath.join(base or "/", link)


def sidebar_of(config: Datum) -> Datum:
    """The sidebar of a configuration: the theme's, or that of the first locale that has one."""
    for owner in (config, *config.get("locales").fields.values()):
        for path in (("themeConfig", "sidebar"), ("theme", "sidebar")):
            found = owner.get(*path)
            if found.value not in (None, False):
                return found
    locales = (*config.get("themeConfig", "locales").fields.values(), *config.get("theme", "locales").fields.values())
    return next((one.get("sidebar") for one in locales if one.get("sidebar").value not in (None, False)), NOTHING)


def rewritten(rewrites: Mapping[str, Datum], paths: frozenset[str]) -> dict[str, str]:
    """The addresses that ``rewrites`` gives to pages: fixed paths, ``:name`` (one name), ``:name*``, ``(.*)``."""
    found: dict[str, str] = {}
    for source, target in rewrites.items():
        parts = re.split(r"(:\w+\*?|\(\.\*\))", source)
        names = [part.strip(":*") for part in parts[1::2]]
        pattern = "".join(_wild(part) if place % 2 else re.escape(part) for place, part in enumerate(parts))
        for path in sorted(paths):
            match = re.fullmatch(pattern, path)
            if match and target.text:
                address = target.text
                for name, value in sorted(zip(names, match.groups(), strict=True), reverse=True):
                    address = (
                        re.sub(rf":{name}\*?", value.replace("\\", "/"), address) if name.isidentifier() else address
                    )
                found[address] = path
    return found


def _wild(part: str) -> str:
    return "(.*)" if part.endswith(("*", "*)")) else "([^/]+?)"


def sidebar(config: Datum, pages: Pages, report: Report, aliases: Mapping[str, str]) -> tuple[Entry, ...] | None:
    """The entries of a site's sidebar; None where a script or nothing makes it, and folders must tell the order."""
    found = sidebar_of(config)
    state = Sidebar(pages, report, routes(pages.paths, aliases))
    entries = state.entries(found)
    for place in state.generated[:1]:
        report.add("DF641", "a script makes this part of the sidebar", place)
    return None if not entries or state.generated else entries
