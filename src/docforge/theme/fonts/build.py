"""Filling the store: every cut of the lock, on several cores."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .charsets import charset
from .coverage import PackedCoverage
from .cut import Naming, coverage_of, make_cut, with_selectors
from .files import write_atomically
from .fontconfig import write_configuration
from .lock import CutSpec, Lock
from .manifest import CUT_VERSION, MANIFEST_FILE, CutEntry, Manifest, coverage_name, encode_manifest, tool_versions
from .outlines import OutlineReader
from .sources import locate, open_face


class _Task(NamedTuple):
    """All cuts of one source file; they share its outlines, each of which is converted once."""

    path: Path
    sha256: str
    specs: tuple[CutSpec, ...]
    folder: Path


class _Done(NamedTuple):
    entry: CutEntry
    coverage: PackedCoverage
    full: PackedCoverage


def build_store(
    lock: Lock, folder: Path, source_folders: tuple[Path, ...], jobs: int, progress: Callable[[str], None]
) -> Manifest:
    """Makes every cut of ``lock`` in ``folder``, writes the manifest last and returns it."""
    tasks = []
    for source in lock.source:
        specs = tuple(spec for spec in lock.cuts() if spec.source == source.file)
        path = locate(source, lock, source_folders)
        progress(f"{path}: as locked")
        tasks.append(_Task(path.absolute(), source.sha256, specs, folder))
    done: dict[str, _Done] = {}
    for result in _run(tasks, jobs):
        for item in result:
            done[item.entry.key] = item
            progress(f"{item.entry.family} {item.entry.weight}: {item.entry.glyphs} glyphs")
    ordered = [done[spec.key] for spec in lock.cuts()]
    coverages = {coverage_name(coverage): coverage for item in ordered for coverage in (item.coverage, item.full)}
    manifest = Manifest(
        lock=lock.digest(),
        cut_version=CUT_VERSION,
        licence=lock.licence,
        package=f"{lock.package} {lock.package_version}",
        source_folders=tuple(sorted({str(task.path.parent) for task in tasks})),
        tools=tool_versions(),
        cuts=tuple(item.entry for item in ordered),
        coverages=dict(sorted(coverages.items())),
    )
    write_configuration(folder, manifest.cuts)
    write_atomically(folder / MANIFEST_FILE, encode_manifest(manifest))
    return manifest


def _run(tasks: list[_Task], jobs: int) -> Iterator[list[_Done]]:
    """Results as they come: in this process for one job, else in fresh ones (fork would copy the caller's threads)."""
    if jobs <= 1:
        yield from map(_cut_source, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_cut_source, task) for task in tasks]):
            yield future.result()


def _cut_source(task: _Task) -> list[_Done]:
    import uharfbuzz

    blob = uharfbuzz.Blob.from_file_path(str(task.path))
    reader: OutlineReader | None = None
    done = []
    for spec in task.specs:
        face = open_face(blob, spec.design.face)
        # The faces of one collection share one set of glyphs, so the first one's outlines serve all.
        reader = reader or OutlineReader(face)
        done.append(_cut_face(face, reader, spec, task))
    return done


def _cut_face(face: Any, reader: OutlineReader, spec: CutSpec, task: _Task) -> _Done:
    design = spec.design
    characters = frozenset[int]().union(*(charset(name) for name in design.charset))
    wanted = characters if design.cell else with_selectors(characters)
    boxes = characters.difference(face.unicodes) if design.boxes else ()
    naming = Naming(design.family, spec.weight, italic=bool(design.slant))
    cut = make_cut(
        face, reader, wanted, naming, cell=design.cell, slant=design.slant, boxes=boxes, language=design.language
    )
    digest = hashlib.sha256(cut.data).hexdigest()
    file = f"cuts/{spec.key}-{digest[:12]}.ttf"
    write_atomically(task.folder / file, cut.data)
    coverage, full = cut.coverage.pack(), coverage_of(face).pack()
    entry = CutEntry(
        key=spec.key,
        family=design.family,
        weight=spec.weight,
        file=file,
        size=len(cut.data),
        sha256=digest,
        source=task.path.name,
        source_sha256=task.sha256,
        glyphs=cut.glyphs,
        coverage=coverage_name(coverage),
        full=coverage_name(full),
    )
    return _Done(entry, coverage, full)
