"""What a store is: entries of bytes under hexadecimal keys, each with the digest that proves it whole."""

from __future__ import annotations

import hashlib
from typing import Protocol

from msgspec import Struct


class StoreInfo(Struct, frozen=True):
    """Where a store is, how many entries it holds, and their size in bytes; ``limit`` is 0 where it has none."""

    place: str
    entries: int
    size: int
    limit: int = 0


class Store(Protocol):
    """Keeps entries. An entry is never changed: whoever writes a key writes the same again, so any number of builds
    may share a store. No method raises for what is not there, damaged or not to be written: a cache may always fail;
    ``problem`` then says why, "" as long as nothing is wrong.
    """

    @property
    def problem(self) -> str:
        """Why the store could not be used, for the user."""
        ...

    def get(self, key: str) -> bytes | None:
        """The bytes of an entry; None where there is none that is whole."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep an entry."""
        ...

    def touch(self, key: str) -> None:
        """Say that an entry is of use, so that others go before it."""
        ...

    def trim(self) -> None:
        """Remove what was of no use for longest until the store is within its limit."""
        ...

    def info(self) -> StoreInfo:
        """What it holds."""
        ...

    def clear(self) -> int:
        """Remove every entry; how many there were."""
        ...


def framed(data: bytes) -> bytes:
    """The bytes of an entry, with their SHA-256 before them."""
    return hashlib.sha256(data).digest() + data


def unframed(entry: bytes) -> bytes | None:
    """What ``framed`` was given; None where a bit of it has changed or bytes are missing."""
    data = entry[32:]
    return data if hashlib.sha256(data).digest() == entry[:32] else None
