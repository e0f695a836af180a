"""Pictures that live on web servers, as ``docforge fetch`` keeps them: a folder of files and a lock that names each.

A build never asks the network. It takes a remote picture from the folder ``remote-assets`` beside the documents, where
the lock says which file holds which address, and only while the file is the one that was fetched.
"""

from __future__ import annotations

import hashlib
import os
import re

import msgspec

from docforge.world import World

FOLDER = "remote-assets"
"""The folder, below the one that pictures must be in."""

LOCK = "lock.json"
_LOCK_BYTES = 16 << 20
_FILE = re.compile(r"[0-9a-f]{16}\.(?:png|jpg|gif|webp|svg)")


class LockError(ValueError):
    """A lock that cannot be read; the message says why."""


class Fetched(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture in the folder: ``date`` is the day it was fetched (ISO 8601, UTC), ``size`` counts bytes."""

    url: str
    file: str
    sha256: str
    size: int
    media_type: str
    date: str


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All pictures of the folder, sorted by URL."""

    pictures: tuple[Fetched, ...] = ()
    version: int = 1

    def find(self, url: str) -> Fetched | None:
        """The picture that was fetched from an address."""
        return next((picture for picture in self.pictures if picture.url == url), None)


def lock_path(folder: str) -> str:
    """Where the lock of a folder of documents is."""
    return os.path.normpath(os.path.join(folder, FOLDER, LOCK))


def read_lock(folder: str, world: World) -> Lock:
    """The lock of a folder of documents; an empty one where there is none. Raises LockError."""
    path = lock_path(folder)
    if not world.exists(path):
        return Lock()
    try:
        lock = msgspec.json.decode(world.read(path, _LOCK_BYTES), type=Lock)
    except (OSError, msgspec.DecodeError) as error:
        raise LockError(f"{path}: {error}") from error
    for picture in lock.pictures:
        if not _FILE.fullmatch(picture.file):
            raise LockError(f"{path}: {picture.file!r} is no name of a fetched picture")
    return lock


def write_lock(folder: str, lock: Lock, world: World) -> None:
    """Replace the lock. Raises OSError."""
    ordered = Lock(tuple(sorted(lock.pictures, key=lambda picture: picture.url)), lock.version)
    world.write(lock_path(folder), msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n")


def picture_path(folder: str, picture: Fetched) -> str:
    """Where a fetched picture is."""
    return os.path.normpath(os.path.join(folder, FOLDER, picture.file))


def read_picture(folder: str, picture: Fetched, limit: int, world: World) -> bytes | None:
    """The bytes of a fetched picture, None where they are not those that were fetched. Raises OSError."""
    data = world.read(picture_path(folder, picture), limit)
    return data if hashlib.sha256(data).hexdigest() == picture.sha256 else None
