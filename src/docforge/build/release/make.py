"""The manifest of a finished build, written beside its files with ``SHA256SUMS``; the manifest comes last."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from docforge import __version__
from docforge.build.config import epoch_variable
from docforge.build.lock.file import lock_path
from docforge.build.outcome import Built
from docforge.build.plan import DEFAULT_TARGET, Plan
from docforge.build.project.load import Loaded
from docforge.build.project.schema import DEFAULT_OUTPUT, Settings, Target
from docforge.build.release.fonts import described
from docforge.build.release.manifest import (
    FILE,
    SUMS,
    Artifact,
    Manifest,
    ManifestError,
    Named,
    Validation,
    Verdict,
    decode,
    encode,
)
from docforge.build.release.tools import tool_versions
from docforge.build.requirements import versions
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.world import RootedWorld, World

PROOF = "docforge verify"
"""The name of docforge's own proof among the validators."""

LIBREOFFICE = "LibreOffice"
"""What it is called among the tools."""

_RESULTS: dict[bool | None, Verdict] = {True: "passed", False: "failed", None: "skipped"}


class Build(Struct, frozen=True):
    """What a manifest is made of: the project and its plan, the files, all that was said, and what was asked on the
    command line."""

    loaded: Loaded
    plan: Plan
    artifacts: Sequence[Built]
    diagnostics: Sequence[Diagnostic]
    limits: Limits
    given: Settings


def manifest_path(loaded: Loaded) -> str:
    """Where the manifest of a project is: where it says, else ``build.json`` in the folder that holds the files of all
    targets; "" where the project wants none."""
    given = loaded.project.manifest
    if isinstance(given, str):
        return given and posixpath.normpath(given)
    targets = loaded.project.target or {DEFAULT_TARGET: Target()}
    folders = [posixpath.dirname((target.output or DEFAULT_OUTPUT).split("{")[0]) for target in targets.values()]
    return posixpath.normpath(posixpath.join(_common(folders), FILE))


def _common(folders: Sequence[str]) -> str:
    """The folder that all of some folders are in."""
    parts = [posixpath.normpath(folder).split("/") for folder in folders]
    shared = []
    for names in zip(*parts, strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return "/".join(shared)


def publish(build: Build, world: World) -> list[Diagnostic]:
    """Write ``SHA256SUMS`` and the manifest of a build, if its project wants them. DF902 where that cannot be done."""
    path = manifest_path(build.loaded)
    if not path:
        return []
    folder = posixpath.dirname(path)
    manifest = _Maker(build, world, folder).manifest(_earlier(path, world, build.limits))
    data = encode(manifest)
    if _is_there(path, data, world, build.limits):
        return []
    try:
        world.make_folder(folder)
        world.write(posixpath.join(folder, SUMS), checksums(manifest, posixpath.basename(path), data))
        world.write(path, data)
    except OSError as error:
        return [report("DF902", f"not written: {error.strerror or error}", file=path)]
    return []


def _is_there(path: str, data: bytes, world: World, limits: Limits) -> bool:
    """Whether this very manifest is there with its sums, and what was attested of it need not go."""
    try:
        sums = world.read(posixpath.join(posixpath.dirname(path), SUMS), limits.archive_bytes)
        return world.read(path, limits.archive_bytes) == data and _line(posixpath.basename(path), data) in sums
    except OSError:
        return False


def _line(name: str, data: bytes) -> bytes:
    return f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode()


def checksums(manifest: Manifest, name: str, data: bytes, others: Iterable[Named] = ()) -> bytes:
    """``SHA256SUMS`` as ``sha256sum -c`` reads it: files, their facts, ``others``, and the manifest itself."""
    lines = {item.path: item.sha256 for item in manifest.artifacts}
    lines |= {item.facts.path: item.facts.sha256 for item in manifest.artifacts if item.facts}
    lines |= {item.path: item.sha256 for item in others}
    lines[name] = hashlib.sha256(data).hexdigest()
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(lines.items())).encode()


def by_place(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in an order that depends on no run: by file, line, column and code."""
    return tuple(sorted(found, key=lambda item: (item.file, item.line, item.column, item.code, item.message)))


def _settings(given: Settings, world: World) -> dict[str, Any]:
    """Settings of the command line; files and folders are named relative to the project."""
    table: dict[str, Any] = msgspec.to_builtins(given)
    home = os.path.abspath(world.path(".")) if isinstance(world, RootedWorld) else os.getcwd()
    if os.path.isabs(table.get("theme", "")):
        table["theme"] = os.path.relpath(table["theme"], home)
    if "font-path" in table:
        table["font-path"] = [os.path.relpath(folder, home) for folder in table["font-path"]]
    return table


def _earlier(path: str, world: World, limits: Limits) -> Manifest | None:
    """The manifest of an earlier build; None where there is none that can be read: it is replaced."""
    try:
        return decode(world.read(path, limits.archive_bytes))
    except (OSError, ManifestError):
        return None


class _Maker:
    def __init__(self, build: Build, world: World, folder: str) -> None:
        self.build = build
        self.world = world
        self.folder = folder
        self._digests: dict[str, str] = {}
        self._built = {unit.target for unit in build.plan.units}
        self._planned = {self._below(output.path) for output in build.plan.outputs}

    def manifest(self, earlier: Manifest | None) -> Manifest:
        """The manifest; of files that this run did not write, what an earlier one says of them while it is true."""
        own = [self._artifact(item) for item in self.build.artifacts]
        written = {item.path for item in own}
        kept = [
            item for item in (earlier.artifacts if earlier else ()) if item.path not in written and self._stays(item)
        ]
        artifacts = sorted((*own, *kept), key=lambda item: item.path)
        sources = {name for item in artifacts for name in item.sources} | self._of_the_project()
        project = self.build.loaded.project
        return Manifest(
            __version__,
            project.title or "",
            epoch_variable(self.world),
            {**tool_versions(), **self._layout(earlier if kept else None)},
            _settings(self.build.given, self.world),
            tuple(Named(name, digest) for name in sorted(sources) if (digest := self._digest(name))),
            described(name for item in artifacts for name in item.fonts),
            tuple(artifacts),
            by_place(self.build.diagnostics),
            str(self.build.plan.shard or ""),
            self.build.loaded.file,
            dict(versions()),
        )

    def _layout(self, earlier: Manifest | None) -> dict[str, str]:
        """The LibreOffice that set the pages of a DOCX, where one did; ``earlier`` names that of files that stay."""
        known = earlier.tools.get(LIBREOFFICE, "") if earlier else ""
        found = next((item.layout for item in self.build.artifacts if item.layout), known)
        return {LIBREOFFICE: found} if found else {}

    def _of_the_project(self) -> set[str]:
        """The files that hold for all documents: the project's own, and the lock of its numbers."""
        file = self.build.loaded.file
        return {file, *(path for path in (lock_path(file),) if self.world.exists(path))}

    def _below(self, path: str) -> str:
        """A path of the project as seen from the manifest's folder."""
        within = f"{self.folder}/" if self.folder else ""
        return path.removeprefix(within) if path.startswith(within) else posixpath.relpath(path, self.folder or ".")

    def _digest(self, path: str) -> str:
        """The SHA-256 of a file, "" where it cannot be read."""
        if path not in self._digests:
            try:
                data = self.world.read(path, self.build.limits.archive_bytes)
            except OSError:
                self._digests[path] = ""
            else:
                self._digests[path] = hashlib.sha256(data).hexdigest()
        return self._digests[path]

    def _artifact(self, item: Built) -> Artifact:
        digest = self._digest(item.facts) if item.facts else ""
        return Artifact(
            self._below(item.path),
            item.format,
            item.target,
            item.sha256,
            item.content_sha256,
            item.size,
            item.pages,
            item.paragraphs,
            item.words,
            item.theme,
            item.fonts,
            item.sources,
            Named(self._below(item.facts), digest) if digest else None,
            (Validation(PROOF, __version__, _RESULTS[item.verified]),),
        )

    def _stays(self, item: Artifact) -> bool:
        """Whether a file of an earlier build still belongs to this one: its target is still there and was not asked
        for now, or it is the file of a document that failed; and it is what it was."""
        targets = self.build.loaded.project.target or {}
        wanted = item.path in self._planned if item.target in self._built else item.target in targets
        path = posixpath.normpath(posixpath.join(self.folder, item.path))
        wanted = wanted and self.build.plan.shard is None  # of a part of a build only its own files are told
        return wanted and self._digest(path) == item.sha256
