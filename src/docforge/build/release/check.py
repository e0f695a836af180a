"""``docforge verify dist/``: a published folder against its manifest. Nothing is missing, no byte differs, and every
file still says what its document said.
"""

from __future__ import annotations

import hashlib
import posixpath

from docforge.build.proof import prove
from docforge.build.release.manifest import FILE, SUMS, Artifact, Manifest, ManifestError, decode
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.verify import Row, Verdict
from docforge.world import World

_AGAIN = "build it again, or take the file that was published"


def is_release(path: str, world: World) -> bool:
    """Whether a path means a published folder: the folder, or the manifest in it, whatever its name."""
    return world.has_folder(path) or posixpath.basename(path) == FILE or _is_manifest(path, world)


def _is_manifest(path: str, world: World) -> bool:
    if not path.endswith(".json"):
        return False
    try:
        decode(world.read(path, Limits().archive_bytes))
    except (OSError, ManifestError):  # a document in JSON, which has a way of its own to be told of
        return False
    return True


def manifest_in(path: str) -> str:
    """The manifest that a folder, or the manifest's own path, means."""
    return path if path.endswith(".json") else posixpath.normpath(posixpath.join(path, FILE))


def load_manifest(path: str, world: World, limits: Limits | None = None) -> tuple[Manifest | None, list[Diagnostic]]:
    """The manifest in a file; None, with the reason, where it cannot be used."""
    check = _Check(path, world, limits or Limits())
    return check.manifest(), check.found


def changed_files(manifest: Manifest, folder: str, world: World, limits: Limits | None = None) -> list[Diagnostic]:
    """DF828 and DF829 for files that are not those of the build, by their digests alone."""
    check = _Check(posixpath.join(folder, FILE), world, limits or Limits())
    check.whole(manifest)
    return list(dict.fromkeys(check.found))


def prove_release(path: str, world: World, limits: Limits | None = None) -> Verdict:
    """The table and the diagnostics of a published folder (or its manifest)."""
    check = _Check(manifest_in(path), world, limits or Limits())
    manifest = check.manifest()
    if manifest is None:
        return Verdict((), tuple(check.found))
    rows = check.rows(manifest)
    check.sums()
    return Verdict(rows, tuple(dict.fromkeys(check.found)))


class _Check:
    def __init__(self, path: str, world: World, limits: Limits) -> None:
        self.path = path
        self.folder = posixpath.dirname(path)
        self.world = world
        self.limits = limits
        self.found: list[Diagnostic] = []
        self._whole: dict[str, bool] = {}

    def manifest(self) -> Manifest | None:
        """The manifest; None, with the reason, where it cannot be used."""
        try:
            return decode(self.world.read(self.path, self.limits.archive_bytes))
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
        except ManifestError as error:
            reason = f"cannot be used: {error}"
        self.found.append(report("DF830", f"the manifest {reason}", file=self.path))
        return None

    def rows(self, manifest: Manifest) -> tuple[Row, ...]:
        """Every file by its digest, then by its facts where it has any."""
        self.whole(manifest)
        told = [self._place(item.path) for item in manifest.artifacts if item.facts and self._readable(item)]
        proved = prove(told, "", self.world) if told else Verdict(())
        self.found.extend(proved.diagnostics)
        by_path = {row.file: row for row in proved.value}
        return tuple(self._row(item, by_path.get(self._place(item.path))) for item in manifest.artifacts)

    def whole(self, manifest: Manifest) -> None:
        """Look at every file and at its facts, by digest."""
        for item in manifest.artifacts:
            self._whole[item.path] = self._same(item.path, item.sha256)
            if item.facts and item.facts.path not in self._whole:
                self._whole[item.facts.path] = self._same(item.facts.path, item.facts.sha256)

    def sums(self) -> None:
        """Every line of ``SHA256SUMS``, of which the manifest is one."""
        path = posixpath.join(self.folder, SUMS)
        try:
            text = self.world.read(path, self.limits.archive_bytes).decode("utf-8", "replace")
        except OSError as error:
            self.found.append(report("DF829", f"cannot be read: {error.strerror or error}", file=path))
            return
        listed = {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines()) if name}
        if posixpath.basename(self.path) not in listed:
            self.found.append(report("DF828", "does not name the manifest", file=path, hint=_AGAIN))
        for name, digest in listed.items():
            if name not in self._whole:
                self._same(name, digest)

    def _place(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.folder, path))

    def _same(self, path: str, digest: str) -> bool:
        """Whether a file is there with these bytes; what is wrong is told."""
        place = self._place(path)
        try:
            data = self.world.read(place, self.limits.archive_bytes)
        except OSError as error:
            self.found.append(report("DF829", f"cannot be read: {error.strerror or error}", file=place, hint=_AGAIN))
            return False
        own = hashlib.sha256(data).hexdigest()
        if own != digest:
            message = f"its SHA-256 begins with {own[:12]}, that of the build with {digest[:12]}"
            self.found.append(report("DF828", message, file=place, hint=_AGAIN))
        return own == digest

    def _readable(self, item: Artifact) -> bool:
        return self.world.exists(self._place(item.path))

    def _row(self, item: Artifact, row: Row | None) -> Row:
        whole = self._whole[item.path] and (item.facts is None or self._whole[item.facts.path])
        if row is None:
            return Row(self._place(item.path), item.format, 0, item.paragraphs, verified=whole and item.facts is None)
        return Row(row.file, row.format, row.paragraphs, row.numbered, row.matching, row.verified and whole)
