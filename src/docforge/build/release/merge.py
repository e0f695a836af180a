"""Put the parts of a build together (``docforge build --shard 3/10`` each): one folder with all files and one manifest,
the same to the byte as that of a build in one piece.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from docforge.build.judged import Judged
from docforge.build.release.check import manifest_in
from docforge.build.release.make import by_place, checksums
from docforge.build.release.manifest import SUMS, Font, Manifest, ManifestError, Named, decode, encode
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.world import World

_SAME = ("docforge", "title", "epoch", "settings", "project", "packages")
"""What all parts of a build have in common, beside the tools that they name."""


class Merged(Struct, Judged, frozen=True):
    """What merging gave: the manifest of the whole (None after an error, and then nothing was written)."""

    manifest: Manifest | None
    diagnostics: tuple[Diagnostic, ...] = ()


class _Refused(Exception):
    """Why the parts cannot be put together."""

    def __init__(self, code: str, message: str, file: str) -> None:
        super().__init__(message)
        self.diagnostic = report(code, message, file=file)


def merge(folders: Sequence[str], out: str, world: World, limits: Limits | None = None) -> Merged:
    """Merge the parts in some folders (or their manifests) into the folder ``out``. Every file is proved by its digest
    before anything is written, and the manifest is written last."""
    limits = limits or Limits()
    try:
        parts = [(path, _manifest(path, world, limits)) for path in map(manifest_in, folders)]
        whole = _whole(parts)
        files = _united_files(parts, world, limits)
    except _Refused as refused:
        return Merged(None, (refused.diagnostic,))
    data = encode(whole)
    name = posixpath.basename(parts[0][0])
    files[SUMS] = checksums(whole, name, data)
    files[name] = data
    for path, content in files.items():
        target = posixpath.join(out, path)
        try:
            world.make_folder(posixpath.dirname(target))
            world.write(target, content)
        except OSError as error:
            return Merged(None, (report("DF902", f"not written: {error.strerror or error}", file=target),))
    return Merged(whole, whole.diagnostics)


def _manifest(path: str, world: World, limits: Limits) -> Manifest:
    try:
        return decode(world.read(path, limits.archive_bytes))
    except OSError as error:
        raise _Refused("DF830", f"the manifest cannot be read: {error.strerror or error}", path) from error
    except ManifestError as error:
        raise _Refused("DF830", f"the manifest cannot be used: {error}", path) from error


def _whole(parts: Sequence[tuple[str, Manifest]]) -> Manifest:
    """The manifest of all parts, which must be all parts of one build."""
    first = parts[0][1]
    counts: dict[str, str] = {}
    tools: dict[str, str] = {}
    for file, part in parts:
        if not part.shard:
            raise _Refused("DF906", "is no part of a build (docforge build --shard)", file)
        if part.shard in counts:
            raise _Refused("DF906", f"is part {part.shard}, as is {counts[part.shard]}", file)
        counts[part.shard] = file
        for name in _SAME:
            if getattr(part, name) != getattr(first, name):
                raise _Refused("DF906", f"has another {name} than {parts[0][0]}", file)
        for name, version in part.tools.items():
            if tools.setdefault(name, version) != version:
                raise _Refused("DF906", f"was made by another {name} than {parts[0][0]}", file)
    total = int(first.shard.partition("/")[2])
    missing = [f"{number}/{total}" for number in range(1, total + 1) if f"{number}/{total}" not in counts]
    if missing or len(counts) != total:
        raise _Refused("DF906", f"missing: part {', '.join(missing)}", parts[0][0])
    return msgspec.structs.replace(
        first,
        tools=dict(sorted(tools.items(), key=lambda item: item[0].casefold())),
        sources=_united("source", ((file, item) for file, part in parts for item in part.sources)),
        fonts=_fonts(part for _, part in parts),
        artifacts=tuple(sorted((item for _, part in parts for item in part.artifacts), key=lambda item: item.path)),
        diagnostics=by_place(dict.fromkeys(item for _, part in parts for item in part.diagnostics)),
        shard="",
    )


def _united(kind: str, named: Iterable[tuple[str, Named]]) -> tuple[Named, ...]:
    """Files by name; the same name twice is the same file."""
    known: dict[str, Named] = {}
    for file, item in named:
        if known.setdefault(item.path, item) != item:
            raise _Refused("DF906", f"was made from another {kind} {item.path}", file)
    return tuple(known[path] for path in sorted(known))


def _fonts(parts: Iterable[Manifest]) -> tuple[Font, ...]:
    known = {font.name: font for part in parts for font in part.fonts}
    return tuple(known[name] for name in sorted(known))


def _united_files(parts: Sequence[tuple[str, Manifest]], world: World, limits: Limits) -> dict[str, bytes]:
    """The files of all parts by path; the same path twice is the same file, and none leads out of the folder."""
    files: dict[str, bytes] = {}
    for file, part in parts:
        for path, data in _files(file, part, world, limits):
            if files.setdefault(path, data) != data:
                raise _Refused("DF906", f"has another {path} than a part before it", file)
    return files


def _files(file: str, part: Manifest, world: World, limits: Limits) -> Iterable[tuple[str, bytes]]:
    """Path and bytes of each file that a manifest tells of."""
    named = [Named(item.path, item.sha256) for item in part.artifacts]
    named += [item.facts for item in part.artifacts if item.facts]
    for item in dict.fromkeys(named):
        place = posixpath.join(posixpath.dirname(file), item.path)
        if posixpath.isabs(item.path) or posixpath.normpath(item.path).split("/")[0] == "..":
            raise _Refused("DF906", f"names a file outside its folder: {item.path}", file)
        try:
            data = world.read(place, limits.archive_bytes)
        except OSError as error:
            raise _Refused("DF829", f"cannot be read: {error.strerror or error}", place) from error
        if hashlib.sha256(data).hexdigest() != item.sha256:
            raise _Refused("DF828", "is not the file that its manifest tells of", place)
        yield item.path, data
