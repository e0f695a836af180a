"""The store's manifest: what was cut from what, by what, and which characters each face has."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from .coverage import PackedCoverage
from .lock import Lock
from .types import FontStoreError, Weight

CUT_VERSION = 5
"""Raised whenever the bytes or the coverage of a cut change; a store of another version is not used."""

MANIFEST_FILE = "manifest.json"
REBUILD = "Run: docforge fonts build --force"


class CutEntry(msgspec.Struct, frozen=True):
    """One cut in the store."""

    key: str
    family: str
    weight: Weight
    file: str
    """Path relative to the manifest. The name holds the start of the hash, so a file is never replaced by another."""
    size: int
    """Bytes."""
    sha256: str
    source: str
    source_sha256: str
    glyphs: int
    coverage: str
    """Key into ``Manifest.coverages``."""
    full: str
    """The same for the whole face, from which supplements are cut."""


class Manifest(msgspec.Struct, frozen=True):
    """Everything a run needs to know without opening a font."""

    lock: str
    """Digest of the lock the store was made from."""
    cut_version: int
    licence: str
    package: str
    source_folders: tuple[str, ...]
    """Where the source fonts were found; looked into again when a supplement is cut."""
    tools: dict[str, str]
    """Versions of the libraries that made the cuts."""
    cuts: tuple[CutEntry, ...]
    coverages: dict[str, PackedCoverage]
    """Named by a digest, because the regions of one design often share them."""


def store_name(lock: Lock) -> str:
    """Folder of the store for this lock and this cut version: stores of several releases stand side by side."""
    return hashlib.sha256(f"{lock.digest()} {CUT_VERSION}".encode()).hexdigest()[:12]


def tool_versions() -> dict[str, str]:
    """Versions of the libraries whose rounding and packing show in the bytes of a cut."""
    from importlib import metadata  # slow to import, and only a build needs it

    return {name: metadata.version(name) for name in ("fonttools", "uharfbuzz")}


def coverage_name(coverage: PackedCoverage) -> str:
    """A short digest that names equal coverages equally."""
    return hashlib.sha256(msgspec.json.encode(coverage)).hexdigest()[:12]


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``, None when there is none. Raises FontStoreError DF543 when it cannot be read."""
    path = folder / MANIFEST_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise FontStoreError("DF543", f"The font store's {path} cannot be read: {error}.", REBUILD) from error


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, ending in a line feed."""
    return msgspec.json.encode(manifest) + b"\n"
