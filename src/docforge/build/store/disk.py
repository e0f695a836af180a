"""A store in a folder: one file an entry, written beside and renamed, the oldest removed when it grows too large.

It reaches its files without ``World``: like the font store it is part of the machine, and no input of any step.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from docforge.build.store.entries import StoreInfo, framed, unframed

LIMIT = 2_000_000_000
"""Bytes that a store may hold when nothing else is said: several thousand handouts in three formats."""

_NAME = re.compile(r"[0-9a-f]{62}|.*\.part")
"""What a store names its files, so that nothing else is ever removed."""

_ROOM = 0.8
"""Part of the limit that is left after trimming, so that not every build has to trim."""


class DiskStore:
    """Entries as files ``FOLDER/ab/cdef…``, where ``abcdef…`` is the key."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.problem = ""
        self._grown = 0
        self._parts: set[str] = set()

    def __reduce__(self) -> tuple[type[DiskStore], tuple[Path, int]]:
        return DiskStore, (self.folder.absolute(), self.limit)  # another process may be in another folder

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            with open(path, "rb") as stream:
                data = unframed(stream.read())
            if data is None:
                os.unlink(path)
            return data
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        path = self._path(key)
        try:
            self._make(os.path.dirname(path))
            handle, part = tempfile.mkstemp(suffix=".part", dir=os.path.dirname(path))
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(framed(data))
                os.replace(part, path)  # not synchronised: what a power cut leaves half is told by its digest
            except BaseException:
                os.unlink(part)
                raise
            self._grown += len(data)
        except OSError as error:  # a full or read-only disk costs the next build time, and this one nothing
            self.problem = f"{error.strerror or error}: {self.folder}"

    def touch(self, key: str) -> None:
        with contextlib.suppress(OSError):
            os.utime(self._path(key))

    def trim(self) -> None:
        if not self._grown:
            return
        found = sorted(self._entries(), key=lambda entry: entry.stat().st_mtime_ns)
        size = sum(entry.stat().st_size for entry in found)
        if size <= self.limit:
            return
        for entry in found:
            size -= entry.stat().st_size
            with contextlib.suppress(OSError):
                os.unlink(entry.path)
            if size <= self.limit * _ROOM:
                return

    def info(self) -> StoreInfo:
        sizes = [entry.stat().st_size for entry in self._entries()]
        return StoreInfo(str(self.folder), len(sizes), sum(sizes), self.limit)

    def clear(self) -> int:
        count = 0
        for entry in self._entries():
            with contextlib.suppress(OSError):
                os.unlink(entry.path)
                count += 1
        return count

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        """Every file of the store that is there, half-written ones among them; its size and time are known."""
        for shelf in _listed(self.folder):
            if len(shelf.name) == 2 and shelf.is_dir(follow_symlinks=False):
                for entry in filter(lambda entry: _NAME.fullmatch(entry.name), _listed(shelf)):
                    with contextlib.suppress(OSError):
                        entry.stat()  # remembered by the entry: a build beside this one may remove the file
                        yield entry

    def _path(self, key: str) -> str:
        return os.path.join(self.folder, key[:2], key[2:])

    def _make(self, shelf: str) -> None:
        """A shelf, and in a new store the line that keeps it out of repositories."""
        if shelf in self._parts:
            return
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="ascii")
        os.makedirs(shelf, exist_ok=True)
        self._parts.add(shelf)


def _listed(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
