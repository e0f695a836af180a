"""The outside world behind one interface: files, the environment, programs. Nothing here reaches the network.

``DiskWorld`` is the real one; ``MemoryWorld`` is for tests. Paths are strings as the user wrote them.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote


class OutsideRootError(OSError):
    """A reference leads out of the folder that a document may read from."""


class TooLargeError(OSError):
    """A file is larger than the limit it was opened with."""


class World(Protocol):
    """What docforge may do outside itself."""

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a regular file of at most ``limit`` bytes. Raises OSError (TooLargeError above the limit)."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Replace a file as a whole: readers see the old or the new bytes, never a part. Raises OSError."""
        ...

    def sweep(self, folder: str) -> None:
        """Remove what writers that were killed left half-written in a folder; what is being written stays."""
        ...

    def exists(self, path: str) -> bool:
        """Whether a regular file is there."""
        ...

    def has_folder(self, path: str) -> bool:
        """Whether a folder is there; "" is the current one."""
        ...

    def make_folder(self, path: str) -> None:
        """Make a folder and those above it; nothing where it is there already. Raises OSError."""
        ...

    def confined(self, root: str, reference: str) -> str:
        """The path of a relative, possibly percent-encoded reference inside ``root``. Raises OutsideRootError."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files and folders in a folder, sorted; () where it cannot be listed."""
        ...

    def variable(self, name: str) -> str | None:
        """An environment variable."""
        ...

    def program(self, name: str) -> str | None:
        """The path of an installed program, None when there is none of that name."""
        ...

    def run(self, arguments: Sequence[str], timeout: float) -> tuple[int, str]:
        """Run a program without input: its exit status and all it printed. Raises OSError; TimeoutError in seconds."""
        ...


_CHUNK = 1 << 20
"""Room is made for what is there, not for all that may be."""


def _whole(stream: BinaryIO, path: str, limit: int) -> bytes:
    """All of a file, whose size may be told wrong (by a kernel) or grow. Raises TooLargeError."""
    chunks = []
    size = 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise TooLargeError(errno.EFBIG, f"over the limit of {limit} bytes", path)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


class DiskWorld:
    """The machine's own files and environment."""

    def read(self, path: str, limit: int) -> bytes:
        # O_NONBLOCK so that opening a FIFO cannot hang; only regular files pass.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "not a regular file", path)
            if status.st_size > limit:
                raise TooLargeError(errno.EFBIG, f"{status.st_size} bytes, over the limit of {limit}", path)
            return _whole(stream, path, limit)

    def write(self, path: str, data: bytes) -> None:
        target = Path(path)
        handle, temporary = _locked_part(target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:  # closing it gives the lock back: only after the renaming
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
                os.chmod(temporary, _mode_for(target))
                os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)

    def sweep(self, folder: str) -> None:
        for name in self.names(folder):
            if name.startswith(_PART[0]) and name.endswith(_PART[1]):
                _remove_orphan(os.path.join(folder, name))

    def exists(self, path: str) -> bool:
        return os.path.isfile(path)

    def has_folder(self, path: str) -> bool:
        return os.path.isdir(path or ".")

    def make_folder(self, path: str) -> None:
        os.makedirs(path or ".", exist_ok=True)

    def confined(self, root: str, reference: str) -> str:
        base = os.path.realpath(root)
        target = os.path.realpath(os.path.join(base, unquote(reference)))
        if os.path.commonpath([base, target]) != base:
            raise OutsideRootError(errno.EPERM, "leads out of the project's folder", reference)
        return target

    def names(self, folder: str) -> tuple[str, ...]:
        try:
            return tuple(sorted(os.listdir(folder or ".")))
        except OSError:
            return ()

    def variable(self, name: str) -> str | None:
        return os.environ.get(name)

    def program(self, name: str) -> str | None:
        import shutil

        return shutil.which(name)

    def run(self, arguments: Sequence[str], timeout: float) -> tuple[int, str]:
        import subprocess

        try:
            done = subprocess.run(
                arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError(errno.ETIMEDOUT, f"no answer within {timeout:g} s", arguments[0]) from error
        return done.returncode, done.stdout.decode("utf-8", "replace")


class RootedWorld:
    """A world seen from a folder: relative paths start there, so that nothing depends on where the folder lies."""

    def __init__(self, world: World, root: str) -> None:
        self._world = world
        self.root = root

    def rooted(self, root: str) -> RootedWorld:
        """The world around this one seen from another folder."""
        return RootedWorld(self._world, root)

    def path(self, path: str) -> str:
        """A path of this world as the world around it takes it."""
        return os.path.normpath(os.path.join(self.root, path)) if self.root else path

    def read(self, path: str, limit: int) -> bytes:
        return self._world.read(self.path(path), limit)

    def write(self, path: str, data: bytes) -> None:
        self._world.write(self.path(path), data)

    def sweep(self, folder: str) -> None:
        self._world.sweep(self.path(folder))

    def exists(self, path: str) -> bool:
        return self._world.exists(self.path(path))

    def has_folder(self, path: str) -> bool:
        return self._world.has_folder(self.path(path))

    def make_folder(self, path: str) -> None:
        self._world.make_folder(self.path(path))

    def confined(self, root: str, reference: str) -> str:
        found = self._world.confined(self.path(root), reference)
        return found if os.path.isabs(found) or not self.root else os.path.relpath(found, self.root)

    def names(self, folder: str) -> tuple[str, ...]:
        return self._world.names(self.path(folder))

    def variable(self, name: str) -> str | None:
        return self._world.variable(name)

    def program(self, name: str) -> str | None:
        return self._world.program(name)

    def run(self, arguments: Sequence[str], timeout: float) -> tuple[int, str]:
        return self._world.run(arguments, timeout)


_PART = (".docforge-", ".part")
"""How the names of files that are being written begin and end."""


def _locked_part(folder: Path) -> tuple[int, str]:
    """A new file to be renamed later, open and locked: its lock tells a living writer's file from a dead one's."""
    while True:
        handle, path = tempfile.mkstemp(prefix=_PART[0], suffix=_PART[1], dir=folder)
        with contextlib.suppress(OSError):  # a file system without locks: nothing is swept there either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, path
        os.close(handle)  # swept between its making and its locking


def _remove_orphan(path: str) -> None:
    """Remove a half-written file unless its writer lives."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return  # renamed or removed by its writer, or not ours
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
    except OSError:
        return  # locked: it is being written
    finally:
        os.close(handle)


def _mode_for(target: Path) -> int:
    """The mode of the file that is replaced, else what the umask gives a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class MemoryWorld:
    """Files, variables and what programs print, in dictionaries; what was written is in ``files``."""

    def __init__(
        self,
        files: Mapping[str, bytes] | None = None,
        variables: Mapping[str, str] | None = None,
        programs: Mapping[str, str] | None = None,
    ) -> None:
        self.files = dict(files or {})
        self.variables = dict(variables or {})
        self.programs = dict(programs or {})

    def read(self, path: str, limit: int) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        if len(self.files[path]) > limit:
            raise TooLargeError(errno.EFBIG, f"{len(self.files[path])} bytes, over the limit of {limit}", path)
        return self.files[path]

    def write(self, path: str, data: bytes) -> None:
        self.files[path] = data

    def sweep(self, folder: str) -> None:
        """Nothing: a dictionary takes a file as a whole."""

    def exists(self, path: str) -> bool:
        return path in self.files

    def has_folder(self, path: str) -> bool:
        return True  # a dictionary has a place for every path

    def make_folder(self, path: str) -> None:
        """Nothing: a dictionary has a place for every path."""

    def confined(self, root: str, reference: str) -> str:
        base = os.path.normpath(root or ".")
        target = os.path.normpath(os.path.join(base, unquote(reference)))
        inside = target.startswith(base + "/") if base != "." else not target.startswith("..")
        if not inside or os.path.isabs(unquote(reference)):
            raise OutsideRootError(errno.EPERM, "leads out of the project's folder", reference)
        return target

    def names(self, folder: str) -> tuple[str, ...]:
        base = "" if folder in ("", ".") else folder.rstrip("/") + "/"
        inside = (path[len(base) :] for path in self.files if path.startswith(base))
        return tuple(sorted({rest.split("/")[0] for rest in inside}))

    def variable(self, name: str) -> str | None:
        return self.variables.get(name)

    def program(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def run(self, arguments: Sequence[str], timeout: float) -> tuple[int, str]:
        name = os.path.basename(arguments[0])
        if name not in self.programs:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), arguments[0])
        return 0, self.programs[name]
