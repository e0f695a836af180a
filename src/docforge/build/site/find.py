"""Which kind of site a folder holds, and its pages in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.build.site import mdbook, mkdocs, vue
from docforge.build.site.arranged import arranged
from docforge.build.site.checks import checked
from docforge.build.site.folder import folder_entries
from docforge.build.site.pages import Pages, join, pages
from docforge.build.site.shape import Entry, Kind, Report, Site
from docforge.protocols import Result
from docforge.readers.data.values import NOTHING
from docforge.world import World


def find_site(
    root: str,
    world: World,
    *,
    kind: str = "",
    source: str = "",
    drafts: bool = False,
    exclude: Sequence[str] = (),
) -> Result[Site]:
    """The site in a folder: its pages in the order, with the titles and the nesting of its navigation.

    ``root`` is the project's folder as ``world`` takes it ("" is the current one). ``kind`` and ``source`` (the folder
    of the pages below the root) are found out when "". ``drafts`` takes in what is not published. ``exclude`` are globs
    below the source. Configuration is read as data: no script of the site is ever run. Never raises on what it finds;
    problems are DF640–DF648, and what can be read is read.
    """
    chosen = kind or detect(root, world)
    asked = _Asked(root, world, Report(), source, drafts, tuple(exclude))
    site = _KINDS.get(chosen, _folder)(asked)
    return Result(replace(site, addresses=asked.addresses), tuple(asked.report.found))


class _Asked(Struct, frozen=True):
    """What was asked for, and the diagnostics so far."""

    root: str
    world: World
    report: Report
    source: str
    drafts: bool
    exclude: tuple[str, ...]
    addresses: dict[str, str] = field(default_factory=dict)

    def settled(self, raw: tuple[Entry, ...] | None, found: Pages) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """The entries of a navigation, or where there is none those of the folders, and the pages left over."""
        named = ((found.front(page).address, page) for page in found.tree.every)
        self.addresses.update((address, page) for address, page in named if address)
        entries = folder_entries(found) if raw is None else raw
        return checked(entries, found, self.report, drafts=self.drafts, whole=raw is None)


def detect(root: str, world: World) -> Kind:
    """The kind of site that a folder's files tell of."""
    if _vue_folder(root, world, ".vitepress"):
        return "vitepress"
    if _vue_folder(root, world, ".vuepress"):
        return "vuepress"
    if any(world.exists(join(root, name)) for name in ("book.toml", "src/SUMMARY.md", "SUMMARY.md")):
        return "mdbook"
    if any(world.exists(join(root, name)) for name in mkdocs.NAMES):
        return "mkdocs"
    books = [join(root, f"books/{name}") for name in world.names(join(root, "books"))]
    if any(world.exists(join(book, one)) for book in books for one in ("config.yaml", "config.yml")):
        return "zenn"
    return "folder"


def _vue_folder(root: str, world: World, name: str) -> str:
    """The configuration of a VitePress or VuePress site in a folder or one just below it, "" without one."""
    for below in ("", "docs", *world.names(root)):
        if not below.startswith(".") and not world.exists(join(root, below)):
            found = vue.config_file(join(join(root, below), name), world)
            if found:
                return found
    return ""


def _mdbook(asked: _Asked) -> Site:
    book = mdbook.read_book(asked.root, asked.world, asked.report)
    folder = join(asked.root, asked.source or book.source)
    found = pages(asked.world, folder, asked.report, ("SUMMARY.md", *asked.exclude))
    summary = join(folder, "SUMMARY.md")
    raw = mdbook.read_summary(summary, folder, asked.world, asked.report)
    entries, unlisted = asked.settled(raw, found)
    return Site(
        "mdbook",
        asked.root,
        folder,
        book.title,
        book.lang,
        book.description,
        book.authors,
        book.base if "://" in book.base else "",
        entries,
        base=book.base if book.base.startswith("/") else "/",
        unlisted=unlisted,
    )


def _vue(asked: _Asked, kind: Kind) -> Site:
    path = _vue_folder(asked.root, asked.world, f".{kind}")
    home = path[: path.rindex(f".{kind}")].rstrip("/") if path else asked.root
    config = vue.read_config(path, asked.root, asked.world, asked.report) if path else NOTHING
    folder = join(asked.root, asked.source) if asked.source else join(home, config.get("srcDir").text)
    skipped = tuple(one.text for one in config.get("srcExclude").members if one.text)
    found = pages(asked.world, folder, asked.report, (*skipped, *asked.exclude))
    aliases = vue.rewritten(config.get("rewrites").fields, found.paths)
    if kind == "vuepress":
        aliases |= {link: page for page in found.tree.every for link in [found.front(page).permalink] if link}
    entries, unlisted = asked.settled(vue.sidebar(config, found, asked.report, aliases), found)
    locale = config.get("locales", "root") if kind == "vitepress" else config.get("locales", "/")
    return Site(
        kind,
        asked.root,
        folder,
        config.get("title").text or locale.get("title").text,
        config.get("lang").text or locale.get("lang").text,
        config.get("description").text or locale.get("description").text,
        url=config.get("sitemap", "hostname").text,
        entries=entries,
        aliases=aliases,
        base=config.get("base").text or "/",
        unlisted=unlisted,
    )


def _mkdocs(asked: _Asked) -> Site:
    path = next((join(asked.root, name) for name in mkdocs.NAMES if asked.world.exists(join(asked.root, name))), "")
    settings = mkdocs.read_config(path, asked.root, asked.world, asked.report) if path else NOTHING
    folder = join(asked.root, asked.source or settings.get("docs_dir").text or "docs")
    found = pages(asked.world, folder, asked.report, asked.exclude)
    raw: tuple[Entry, ...] | None = None
    if settings.get("nav").members:
        raw = mkdocs.nav_entries(settings.get("nav"), asked.report)
    elif "SUMMARY.md" in found.paths:
        found = pages(asked.world, folder, asked.report, ("SUMMARY.md", *asked.exclude))
        raw = mdbook.read_summary(join(folder, "SUMMARY.md"), folder, asked.world, asked.report)
    else:
        own = arranged(found, asked.world, asked.report)
        raw = folder_entries(found, arranged=own) if own else None
    entries, unlisted = asked.settled(raw, found)
    author = settings.get("site_author").text
    language = settings.get("theme", "language").text
    return Site(
        "mkdocs",
        asked.root,
        folder,
        settings.get("site_name").text,
        language,
        settings.get("site_description").text,
        (author,) if author else (),
        settings.get("site_url").text,
        entries,
        base=urlsplit(settings.get("site_url").text).path or "/",
        unlisted=unlisted,
    )


def _zenn(asked: _Asked) -> Site:
    folder = join(asked.root, asked.source)
    found = pages(asked.world, folder, asked.report, ("README.md", *asked.exclude))
    folders = {one.path: one for top in found.tree.folders for one in (top, *top.folders)}
    books = []
    for book in mkdocs.zenn_books(folder, asked.world, asked.report):
        inner = folders.get(os.path.relpath(os.path.dirname(book.place.file), folder or ".")) if book.place else None
        if book.draft and not asked.drafts:
            asked.report.add("DF645", f"the unpublished book {book.title} left out", book.place)
        else:
            chapters = book.children or (folder_entries(found, inner, depth=1) if inner else ())
            books.append(replace(book, children=chapters, draft=False))
    articles = folder_entries(found, folders["articles"], depth=1) if "articles" in folders else ()
    raw = books[0].children if len(books) == 1 and not articles else (*books, *articles)
    entries, unlisted = asked.settled(raw, found)
    title = books[0].title if len(books) == 1 else ""
    # The pages of others are at the same address: who wrote these, the folder does not say.
    return Site("zenn", asked.root, folder, title, "ja", entries=entries, unlisted=unlisted)


def _folder(asked: _Asked) -> Site:
    folder = join(asked.root, asked.source)
    found = pages(asked.world, folder, asked.report, asked.exclude, saved=True)
    entries, unlisted = asked.settled(None, found)
    return Site("folder", asked.root, folder, entries=entries, unlisted=unlisted)


_KINDS: dict[str, Callable[[_Asked], Site]] = {
    "vitepress": partial(_vue, kind="vitepress"),
    "vuepress": partial(_vue, kind="vuepress"),
    "mdbook": _mdbook,
    "mkdocs": _mkdocs,
    "zenn": _zenn,
    "folder": _folder,
}
