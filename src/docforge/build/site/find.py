"""Which kind of site a folder holds, and its pages in order."""

from __future__ import annotations

from collections.abc import Sequence

from docforge.build.site import mdbook
from docforge.build.site.checks import checked
from docforge.build.site.folder import folder_entries
from docforge.build.site.pages import join, pages
from docforge.build.site.shape import Kind, Report, Site
from docforge.protocols import Result
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
    report = Report()
    if chosen == "mdbook":
        site = _mdbook(root, world, report, source, drafts, exclude)
    else:
        site = _folder(root, world, report, source, drafts, exclude)
    return Result(site, tuple(report.found))


def detect(root: str, world: World) -> Kind:
    """The kind of site that a folder's files tell of."""
    if any(world.exists(join(root, name)) for name in ("book.toml", "src/SUMMARY.md", "SUMMARY.md")):
        return "mdbook"
    return "folder"


def _mdbook(root: str, world: World, report: Report, source: str, drafts: bool, exclude: Sequence[str]) -> Site:
    book = mdbook.read_book(root, world, report)
    folder = join(root, source or book.source)
    found = pages(world, folder, report, ("SUMMARY.md", *exclude))
    summary = mdbook.read_summary(join(folder, "SUMMARY.md"), folder, world, report)
    whole = summary is None
    raw = folder_entries(found) if summary is None else summary
    entries, unlisted = checked(raw, found, report, drafts=drafts, whole=whole)
    base = book.base if book.base.startswith("/") else "/"
    return Site(
        "mdbook", root, folder, book.title, book.lang, book.description, book.authors,
        book.base if "://" in book.base else "", entries, {}, base, unlisted,
    )  # fmt: skip


def _folder(root: str, world: World, report: Report, source: str, drafts: bool, exclude: Sequence[str]) -> Site:
    folder = join(root, source)
    found = pages(world, folder, report, exclude, saved=True)
    entries, unlisted = checked(folder_entries(found), found, report, drafts=drafts, whole=True)
    return Site("folder", root, folder, entries=entries, unlisted=unlisted)
