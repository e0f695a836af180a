"""The pages of a site: which files there are, and what their front matter says about place and publication."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import quote

from msgspec import Struct, field

from docforge.build.site.shape import Report
from docforge.limits import Limits
from docforge.model.meta import plain
from docforge.protocols import ReadOptions
from docforge.readers import frontmatter
from docforge.readers.decode import decode
from docforge.readers.findings import Findings
from docforge.world import OutsideRootError, World

MARKDOWN = (".md", ".markdown", ".mkd", ".mdx")
SAVED = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
INDEXES = ("index", "readme", "_index")
_DEEPEST = 40
_ORDERS = ("order", "weight", "nav_order", "sidebar_position", "sidebar-position", "position")
_SAVED_FILES = re.compile(r"(?:_files|\.files|_文件)$")
_ADDRESS = re.compile(r"(?m)^#{1,6}[ \t][^\n]*\[[\s\u200b]*\]\((https?://[^)#\s]+)#[^)\n]*\)")
"""The permalink of a heading, which shows nothing."""
_GENERATOR = b'<meta name="generator" content="docforge '
_HEAD = 4096
"""Bytes in which a page names what made it."""
_NO_PAGES = frozenset({"node_modules", "__pycache__"})


class Front(Struct, frozen=True):
    """What a page's front matter says of it in the site."""

    title: str = ""
    order: float | None = None
    draft: bool = False
    home: bool = False
    permalink: str = ""
    address: str = ""
    """Where the page was published, as the permalink of a heading says."""


class Folder(Struct, frozen=True, dict=True):  # cached properties live in the dictionary
    """A folder of pages: its path below the source ("" is the source itself), its pages and the folders in it."""

    path: str
    pages: tuple[str, ...] = ()
    folders: tuple[Folder, ...] = ()

    @property
    def name(self) -> str:
        """The folder's own name."""
        return os.path.basename(self.path)

    @cached_property
    def every(self) -> tuple[str, ...]:
        """All pages in it and below, as listed."""
        return (*self.pages, *(page for folder in self.folders for page in folder.every))

    @property
    def index(self) -> str:
        """The page that stands for the folder, "" without one."""
        found = {stem.lower(): page for page in reversed(self.pages) for stem in [_stem(page)]}
        return next((found[name] for name in INDEXES if name in found), "")


class Pages(Struct, dict=True):  # cached properties live in the dictionary
    """The pages below a folder, and their front matter, read when it is asked for."""

    world: World
    source: str
    tree: Folder
    _fronts: dict[str, Front] = field(default_factory=dict)

    @cached_property
    def paths(self) -> frozenset[str]:
        """All pages, relative to the source."""
        return frozenset(self.tree.every)

    def front(self, path: str) -> Front:
        """What the front matter of a page says; a page that cannot be read says nothing here, its reader will."""
        if path not in self._fronts:
            self._fronts[path] = _front(self.world, join(self.source, path))
        return self._fronts[path]


def join(folder: str, path: str) -> str:
    """A path below a folder, where "" and "." are the current folder."""
    joined = os.path.normpath(os.path.join(folder or ".", path or "."))
    return "" if joined == "." else joined


def pages(world: World, source: str, report: Report, exclude: Sequence[str] = (), *, saved: bool = False) -> Pages:
    """The Markdown pages below ``source`` (with ``saved`` also HTML pages), without those that a pattern excludes.

    Hidden folders, ``node_modules`` and the folders that browsers put beside a saved page hold none, and no page that
    docforge made is one. Patterns are globs on the path below ``source``: ``*`` within a name, ``**`` across folders,
    ``{a,b}`` either.
    """
    patterns = [glob(pattern) for pattern in exclude]
    suffixes = (*MARKDOWN, *SAVED) if saved else MARKDOWN
    seen = {_real(world, source)}

    def look(path: str, depth: int) -> Folder:
        found: list[str] = []
        folders: list[Folder] = []
        for name in world.names(join(source, path)):
            inner = f"{path}/{name}" if path else name
            if name.startswith(".") or any(pattern.fullmatch(inner) for pattern in patterns):
                continue
            full = join(source, inner)
            if world.exists(full):
                # Asked first: a link that leads out is not even read to see whether docforge made what it leads to.
                wanted = name.lower().endswith(suffixes) and _inside(world, source, inner, report)
                if wanted and not (name.lower().endswith(SAVED) and _is_ours(world, full)):
                    found.append(inner)
            elif depth < _DEEPEST and name not in _NO_PAGES and not _SAVED_FILES.search(name):
                real = _inside(world, source, inner, report)
                if real and real not in seen and world.has_folder(full):
                    seen.add(real)
                    folder = look(inner, depth + 1)
                    folders += [folder] if folder.every else []
        return Folder(path, tuple(found), tuple(folders))

    return Pages(world, source, look("", 0))


def _is_ours(world: World, path: str) -> bool:
    try:
        return _GENERATOR in world.read(path, Limits().source_bytes)[:_HEAD]
    except OSError:
        return False


def all_paths(world: World, source: str) -> Iterator[str]:
    """Every file and folder below ``source`` that a pattern may name, pages or not. A link is named; it is followed
    where it leads to a folder below the source that was not seen yet."""
    report, seen = Report(), {_real(world, source)}
    waiting = [("", 0)]
    while waiting:
        path, depth = waiting.pop()
        for name in world.names(join(source, path)):
            inner = f"{path}/{name}" if path else name
            if name.startswith("."):
                continue
            yield inner
            full = join(source, inner)
            if depth < _DEEPEST and name not in _NO_PAGES and not world.exists(full):
                real = _inside(world, source, inner, report)
                if real and real not in seen and world.has_folder(full):
                    seen.add(real)
                    waiting.append((inner, depth + 1))


def _real(world: World, source: str) -> str:
    """The real path of the source itself, so that a link back to it is not followed."""
    try:
        return world.confined(source or ".", "")
    except OutsideRootError:
        return source


def _inside(world: World, source: str, path: str, report: Report) -> str:
    """The real path of something below the source, "" (and a diagnostic) for a link that leads out of it."""
    try:
        return world.confined(source or ".", quote(path))
    except OutsideRootError:
        report.add("DF646", f"{path} leads out of the folder of the pages", file=join(source, path))
        return ""


def glob(pattern: str) -> re.Pattern[str]:
    """A glob as sites write them, for the whole of a path with ``/``."""
    out = ""
    index = 0
    pattern = pattern.removeprefix("./").rstrip("/")
    while index < len(pattern):
        char = pattern[index]
        if pattern.startswith("**/", index):
            out, index = out + r"(?:[^/]+/)*", index + 3
            continue
        if pattern.startswith("**", index):
            out, index = out + ".*", index + 2
            continue
        closing = pattern.find("}", index) if char == "{" else -1
        if closing > 0:
            out += "(?:" + "|".join(re.escape(word) for word in pattern[index + 1 : closing].split(",")) + ")"
            index = closing + 1
            continue
        out += {"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char))
        index += 1
    return re.compile(out + r"(?:/.*)?", re.DOTALL)


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _front(world: World, path: str) -> Front:
    limits = Limits()
    try:
        data = world.read(path, limits.source_bytes)
    except OSError:
        return Front()
    source = decode(data, path, ReadOptions(limits=limits)).source
    if source is None:
        return Front()
    meta = frontmatter.take(source.text, Findings(source), limits).meta
    said = {key: plain(value) for key, value in meta.items()}
    return Front(
        title=said.get("title", ""),
        order=next((number for key in _ORDERS for number in [_number(said.get(key, ""))] if number is not None), None),
        draft=said.get("draft", "").lower() == "true"
        or said.get("published", said.get("publish", "")).lower() == "false",
        home=said.get("layout", "").lower() == "home" or said.get("home", "").lower() == "true",
        permalink=said.get("permalink", ""),
        address=address[1] if (address := _ADDRESS.search(source.text)) else "",
    )


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?", text) else None
