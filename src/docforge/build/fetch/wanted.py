"""The remote pictures of documents: of single sources, or of all documents of a project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from docforge.build.assets import is_remote, pictures
from docforge.build.convert import no_stdin
from docforge.build.join import source_folder, source_name
from docforge.build.sources import ReadResult, read_one
from docforge.build.tree import Prepared, read_project
from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.model.nodes import Document, Position
from docforge.protocols import ReadOptions, Result
from docforge.world import World


class Wanted(Struct, frozen=True):
    """A remote picture: its address, the folder whose lock it belongs to, and where it is shown first."""

    url: str
    folder: str
    file: str = ""
    at: Position | None = None


def of_sources(paths: Sequence[str], options: ReadOptions, world: World, root: str = "") -> Result[tuple[Wanted, ...]]:
    """The remote pictures of some files, for the lock beside each (or in ``root``)."""
    return _all((read_one(path, "", options, world, no_stdin) for path in paths), root)


def of_project(prepared: Prepared, limits: Limits) -> Result[tuple[Wanted, ...]]:
    """The remote pictures of every document of a project's targets, for the lock in its folder."""
    if prepared.plan is None or prepared.loaded is None:
        return Result((), prepared.diagnostics)
    root = prepared.loaded.project.root or "."
    found = _all(read_project(prepared, limits), root)
    given = [str((unit.settings.metadata or {}).get("cover", "")) for unit in prepared.plan.units]
    covers = (Wanted(url, root, prepared.loaded.file) for url in given if is_remote(url))
    return Result(_once((*found.value, *covers)), (*prepared.diagnostics, *found.diagnostics))


def _all(read: Iterable[ReadResult], root: str) -> Result[tuple[Wanted, ...]]:
    wanted: list[Wanted] = []
    found: list[Diagnostic] = []
    for result in read:
        found += [item for item in result.diagnostics if item.severity == "error"]
        if result.document is not None:
            wanted.extend(_of_document(result.document, root))
    return Result(_once(wanted), tuple(found))


def _of_document(document: Document, root: str) -> Iterator[Wanted]:
    for image in pictures(document):
        if is_remote(image.url):
            source = image.at.source if image.at else 0
            folder = root or source_folder(document, source) or os.curdir
            yield Wanted(image.url, folder, source_name(document, source), image.at)


def _once(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Each address of a folder once, at its first place."""
    first: dict[tuple[str, str], Wanted] = {}
    for one in wanted:
        first.setdefault((one.folder, one.url), one)
    return tuple(first.values())
