"""Values in a store: structs as MessagePack, and artifacts under their own digests."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from docforge.build.store.entries import Store
from docforge.model.source import SourceText

T = TypeVar("T")


class Values:
    """Keeps and gives back values of known types; without a store it keeps nothing."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value under a key; None where there is none that is whole and of that type."""
        data = self.store.get(key) if self.store else None
        try:
            return None if data is None else decode(data, kind)
        except msgspec.MsgspecError:
            return None

    def put(self, key: str, value: object) -> None:
        """Keep a value."""
        if self.store:
            with contextlib.suppress(UnicodeEncodeError):  # a path that is no Unicode: it is made again each time
                self.store.put(key, encode(value))

    def data(self, sha256: str) -> bytes | None:
        """The bytes of a digest."""
        data = self.store.get(sha256) if self.store else None
        return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None

    def put_data(self, sha256: str, data: bytes) -> None:
        """Keep bytes under their digest."""
        if self.store:
            self.store.put(sha256, data)

    def touch(self, key: str) -> None:
        """Say that a value is of use."""
        if self.store:
            self.store.touch(key)

    def trim(self) -> None:
        """Bring the store within its limit."""
        if self.store:
            self.store.trim()


def encode(value: object) -> bytes:
    """A value of plain data, structs as MessagePack."""
    return _encoder.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value of a type. Raises msgspec.MsgspecError."""
    value: T = _decoder(cast(Hashable, kind)).decode(data)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, SourceText):
        return (value.name, value.text, value.encoding, value.sha256)
    raise NotImplementedError(f"{type(value).__name__} is no plain data")


def _made(kind: type, value: Any) -> Any:
    if kind is SourceText:
        return SourceText(*value)
    raise NotImplementedError(f"{kind.__name__} is no plain data")


_encoder = msgspec.msgpack.Encoder(enc_hook=_plain)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind, dec_hook=_made)
