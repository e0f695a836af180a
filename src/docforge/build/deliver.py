"""Writes what units gave: each file as a whole or not at all, and only where it is not there already."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping

from docforge.build.outcome import Built, File, Made
from docforge.build.store import Values
from docforge.build.unpacked import FORMAT, unpack
from docforge.diagnostics import Diagnostic, report
from docforge.world import World


class MissingDataError(Exception):
    """The bytes of a file are neither at hand nor in the cache: its unit has to be made again."""


class Delivery:
    """Writes files of a project."""

    def __init__(self, world: World, values: Values) -> None:
        self.world = world
        self.values = values
        self._folders: set[str] = set()

    def write(self, made: Made) -> tuple[list[Built], list[Diagnostic]]:
        """Write the files of one unit: what is there now, and why some are not (DF902).

        Raises MissingDataError before anything is written.
        """
        wanted = [(file, self._bytes(file, made)) for file in made.files if _is_site(file) or not self._is_there(file)]
        failed: dict[str, Diagnostic] = {}
        for file, data in wanted:
            try:
                if not self._is_there(file):
                    self._write(file.path, data)
                if _is_site(file):
                    unpack(file.path, data, self.world)
            except OSError as error:
                failed[file.path] = report("DF902", f"not written: {error.strerror or error}", file=file.path)
        built = [file.built for file in made.files if file.built and file.path not in failed]
        return built, list(failed.values())

    def data(self, at_hand: Mapping[str, bytes], sha256: str, path: str) -> bytes:
        """The bytes of a file that was delivered. Raises MissingDataError."""
        data = at_hand.get(sha256)
        data = self.values.data(sha256) if data is None else data
        if data is not None:
            return data
        try:
            data = self.world.read(path, 1 << 32)
        except OSError as error:
            raise MissingDataError(path) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise MissingDataError(path)
        return data

    def _bytes(self, file: File, made: Made) -> bytes:
        data = made.data.get(file.sha256)
        data = self.values.data(file.sha256) if data is None else data
        if data is None:
            raise MissingDataError(file.path)
        return data

    def _is_there(self, file: File) -> bool:
        """Whether an earlier build left the same bytes."""
        try:
            return hashlib.sha256(self.world.read(file.path, file.size)).hexdigest() == file.sha256
        except OSError:
            return False

    def _write(self, path: str, data: bytes) -> None:
        folder = posixpath.dirname(path)
        if folder not in self._folders:
            self.world.make_folder(folder)
            self._folders.add(folder)
        self.world.write(path, data)


def _is_site(file: File) -> bool:
    """Whether the pages in a file are written beside it too."""
    return file.built is not None and file.built.format == FORMAT
