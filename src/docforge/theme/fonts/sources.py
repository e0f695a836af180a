"""Finding the fonts that cuts are made from: on this machine, and only with the locked hash."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from .environment import SOURCES_VARIABLE
from .lock import Lock, Source
from .types import FontStoreError


def locate(source: Source, lock: Lock, folders: tuple[Path, ...]) -> Path:
    """The file of ``source``, with the locked hash, in ``folders`` (at any depth) or those of the lock.

    Raises FontStoreError: DF544 when no file of that name is there, DF545 when there are only others.
    """
    different: list[Path] = []
    for path in _candidates(source.file, lock, folders):
        if file_sha256(path) == source.sha256:
            return path
        different.append(path)
    if different:
        raise FontStoreError(
            "DF545",
            f"{different[0]} is not the locked font: its SHA-256 differs from that in the lock "
            f"({lock.package} {lock.package_version}).",
            _fix(lock),
        )
    raise FontStoreError("DF544", f"The font {source.file} is not on this machine.", _fix(lock))


def _candidates(file: str, lock: Lock, folders: tuple[Path, ...]) -> list[Path]:
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob(file))]
    found += [Path(folder, file) for folder in lock.folders]
    return [path for path in dict.fromkeys(found) if path.is_file()]


def _fix(lock: Lock) -> str:
    archive = f"{lock.package}_{lock.package_version.partition(':')[2]}_all.deb"
    return (
        f"Run: sudo apt-get install {lock.package}={lock.package_version} (or, without root, unpack {archive} with "
        f'"dpkg -x" and set {SOURCES_VARIABLE} to that folder), then: docforge fonts build'
    )


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_face(blob: Any, name: str) -> Any:
    """The face called ``name`` in a collection (a uharfbuzz Blob). Raises FontStoreError DF545 when it has none."""
    import uharfbuzz

    for index in range(64):
        face = uharfbuzz.Face(blob, index)
        if face.glyph_count == 0:
            break
        if face.get_name(1) == name:
            return face
    raise FontStoreError("DF545", f'The source font has no face "{name}".', "Reinstall docforge: its lock is wrong.")
