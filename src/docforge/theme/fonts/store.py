"""The font store as callers see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from itertools import groupby
from pathlib import Path

import msgspec

from .coverage import Coverage
from .environment import fontconfig_from, read_environment
from .fontconfig import configuration_file
from .lock import Lock, face_key, load_lock
from .manifest import MANIFEST_FILE, REBUILD, CutEntry, Manifest, read_manifest, store_name
from .plan import Need, Supplement, resolve
from .sources import file_sha256, locate
from .types import Face, FontPlan, FontRequest, FontStoreError, Generic, Region, StoreProblem, Weight

BUILD = "Run: docforge fonts build"
_SIDEWAYS = ("serif-latin", "sans-latin", "mono")
"""Designs without upright characters."""


def _silent(_line: str) -> None:
    """Progress nobody asked for."""


class FontStore:
    """Fonts of one machine. Opening reads nothing but the lock; the manifest is read when first needed.

    Layout: ``ROOT/<lock and cut version>/manifest.json``, ``cuts/``, ``supplements/``. Files are only ever added, under
    names that hold their hash, so any number of processes may read and fill one store.
    """

    def __init__(self, root: Path, lock: Lock, source_folders: tuple[Path, ...] = ()) -> None:
        self.root = root
        self.lock = lock
        self.folder = root / store_name(lock)
        self._source_folders = source_folders
        self._manifest: Manifest | None = None
        self._entries: dict[str, CutEntry] = {}
        self._coverages: dict[str, Coverage] = {}
        self._rotated: dict[Face, Face] = {}

    @classmethod
    def open(cls, root: Path | None = None) -> FontStore:
        """The store in ``root``, else $DOCFORGE_FONTS, $XDG_DATA_HOME/docforge/fonts, ~/.local/share/docforge/fonts.

        Raises FontStoreError DF546 when docforge's own font lock is damaged; never because the store is empty.
        """
        environment = read_environment()
        return cls(root or environment.store, load_lock(), environment.sources)

    def is_ready(self) -> bool:
        """Whether every cut of the lock is there in the recorded size; their hashes are not computed."""
        return not self.problems(deep=False)

    def problems(self, *, deep: bool = True) -> list[StoreProblem]:
        """Everything that keeps the store from being used; with ``deep`` also wrong hashes and missing source fonts."""
        found: list[StoreProblem] = []
        _collect(self.manifest, found)
        checks: list[Callable[[], object]] = []
        if self._manifest is not None:
            checks += [partial(self._check, entry, deep=deep) for entry in self._manifest.cuts]
            checks += [self._fontconfig_file]
        if deep:
            checks += [partial(locate, source, self.lock, self._folders()) for source in self.lock.source]
        for check in checks:
            _collect(check, found)
        return found

    def build(self, jobs: int = 2, progress: Callable[[str], None] = _silent, *, force: bool = False) -> Manifest:
        """Makes every cut unless all are there, and returns the manifest.

        :param jobs: processes; more than one needs a ``__main__`` that can be imported.
        :param progress: called with one line of text for each step.
        :param force: makes the cuts even if they are there.
        :raises FontStoreError: a source font is missing (DF544) or another one than the lock's (DF545), or the store
            cannot be written (DF547).
        """
        from .build import build_store

        if force or not self.is_ready():
            self._use(build_store(self.lock, self.folder, self._source_folders, jobs, progress))
        return self.manifest()

    def manifest(self) -> Manifest:
        """The manifest. Raises FontStoreError: no store (DF541), one of another version (DF542), damaged (DF543)."""
        if self._manifest is None:
            found = read_manifest(self.folder)
            if found is None:
                raise self._absent()
            self._use(found)
            return found
        return self._manifest

    def _use(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._entries = {entry.key: entry for entry in manifest.cuts}

    def _absent(self) -> FontStoreError:
        if any(self.root.glob(f"*/{MANIFEST_FILE}")):
            return FontStoreError(
                "DF542", f"The font store {self.root} was made by another version of docforge or of its lock.", BUILD
            )
        return FontStoreError("DF541", f"The font store {self.root} has not been filled.", BUILD)

    def entry(self, key: str) -> CutEntry:
        """The cut ``serif-sc-regular``. Raises KeyError, or FontStoreError as ``manifest`` does."""
        self.manifest()
        return self._entries[key]

    def coverage(self, key: str) -> Coverage:
        """Characters of the cut ``serif-sc-regular``; see ``entry``."""
        return self._coverage(self.entry(key).coverage)

    def _coverage(self, name: str) -> Coverage:
        if name not in self._coverages:
            self._coverages[name] = Coverage.unpack(self.manifest().coverages[name])
        return self._coverages[name]

    def face(self, key: str) -> Face:
        """The cut ``serif-sc-regular`` as a face. Raises FontStoreError DF543 when its file is gone or cut short."""
        entry = self.entry(key)
        self._check(entry, deep=False)
        return Face(entry.key, entry.family, entry.weight, str(self.folder / entry.file), entry.sha256, "cut")

    def _check(self, entry: CutEntry, *, deep: bool) -> None:
        path = self.folder / entry.file
        try:
            whole = path.stat().st_size == entry.size and (not deep or file_sha256(path) == entry.sha256)
        except OSError as error:
            raise FontStoreError("DF543", f"The font store's {path} cannot be read: {error}.", REBUILD) from error
        if not whole:
            raise FontStoreError("DF543", f"The font store's {path} was changed or cut short.", REBUILD)

    def plan(self, requests: Iterable[FontRequest]) -> FontPlan:
        """The faces for one document; cuts supplements and a last-resort face when its characters need them.

        Raises FontStoreError as ``manifest`` and ``face`` do; DF544 and DF545 when a rare character needs the full
        face and the source font is not there; DF547 when the store cannot be written.
        """
        ordered = sorted(requests, key=lambda request: (request.generic, request.region, request.weight))
        needs: dict[tuple[Generic, Region], Need] = {
            key: resolve(group, self._cut_coverage, self._full_coverage)
            for key, group in groupby(ordered, key=lambda request: (request.generic, request.region))
        }
        missing = {point for need in needs.values() for point in need.missing}
        faces: set[Face] = set()
        families: dict[tuple[Generic, Region], tuple[str, ...]] = {}
        weights = {weight for need in needs.values() for weight in need.weights}
        last_resort = self._last_resort(missing, weights) if missing else ()
        for key, need in needs.items():
            names = [self.lock.find_design(design).family for design in need.designs]
            faces.update(self.face(face_key(design, weight)) for design in need.designs for weight in need.weights)
            faces.update(self._italic(need.designs[0], weight) for weight in need.italic if key[0] != "mono")
            for supplement in need.supplements:
                made = self._supplement(supplement)
                faces.update(made)
                names.insert(0 if supplement.first else len(names), made[0].family)
            if need.missing:
                names.append(last_resort[0].family)
                faces.update(last_resort)
            families[key] = tuple(names)
        return FontPlan(
            faces=tuple(sorted(faces)),
            families=families,
            missing=tuple(sorted(missing)),
            missing_sequences=tuple(sorted({item for need in needs.values() for item in need.missing_sequences})),
        )

    def with_vertical(self, plan: FontPlan) -> FontPlan:
        """A plan with the rotated faces of its own beside them, made now if the store has not got them.

        Latin and fixed-pitch faces run along the line as they are and serve both. Raises FontStoreError DF547.
        """
        turned = [face for face in plan.faces if face.style == "normal" and not face.key.startswith(_SIDEWAYS)]
        names = {face.family: self._vertical(face).family for face in turned}
        italic = [
            msgspec.structs.replace(face, key=f"{face.key}-vertical", family=names[face.family])
            for face in plan.faces
            if face.style == "italic" and face.family in names
        ]
        vertical = {key: tuple(names.get(name, name) for name in families) for key, families in plan.families.items()}
        faces = {*plan.faces, *map(self._vertical, turned), *italic}
        return msgspec.structs.replace(plan, faces=tuple(sorted(faces)), vertical=vertical)

    def _vertical(self, face: Face) -> Face:
        from .supplement import rotated_face  # here and below: most documents need nothing made

        if face not in self._rotated:
            self._rotated[face] = rotated_face(self.folder, face)
        return self._rotated[face]

    def pinned(self) -> AbstractContextManager[None]:
        """Keeps the system's fonts out of what Fontconfig, and so Pango and WeasyPrint, see.

        Import WeasyPrint and make its FontConfiguration inside ``with store.pinned():``; both keep what they read then.
        """
        return fontconfig_from(self._fontconfig_file())

    def _fontconfig_file(self) -> Path:
        self.manifest()
        path = configuration_file(self.folder)
        if not path.is_file():
            raise FontStoreError("DF543", f"The font store's {path} is missing.", REBUILD)
        return path

    def _folders(self) -> tuple[Path, ...]:
        """Where to look for source fonts: where the environment says, then where they were when the store was made."""
        recorded = self._manifest.source_folders if self._manifest else ()
        return (*self._source_folders, *map(Path, recorded))

    def _cut_coverage(self, design: str, weight: Weight) -> Coverage:
        return self.coverage(face_key(design, weight))

    def _full_coverage(self, design: str, weight: Weight) -> Coverage:
        return self._coverage(self.entry(face_key(design, weight)).full)

    def _italic(self, design: str, weight: Weight) -> Face:
        """The slanted Latin of a design as another style of its family, so that ideographs in italic stay upright."""
        slanted = self.face(face_key(f"{design.partition('-')[0]}-italic", weight))
        return msgspec.structs.replace(
            slanted,
            key=f"{face_key(design, weight)}-italic",
            family=self.lock.find_design(design).family,
            style="italic",
        )

    def _last_resort(self, missing: Iterable[int], weights: Iterable[Weight]) -> tuple[Face, ...]:
        from .supplement import last_resort_faces

        return last_resort_faces(self.folder, Path(self.face("mono-regular").path), missing, weights)

    def _supplement(self, wanted: Supplement) -> list[Face]:
        from .supplement import supplement_face

        design = self.lock.find_design(wanted.design)
        folders = self._folders()
        return [supplement_face(self.folder, self.lock, folders, design, weight, wanted) for weight in wanted.weights]


def _collect(check: Callable[[], object], into: list[StoreProblem]) -> None:
    """Runs one check and keeps what it objects to."""
    try:
        check()
    except FontStoreError as error:
        into.append(StoreProblem(error.code, error.message, error.fix))
