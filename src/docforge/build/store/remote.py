"""A store at an address (fsspec: ``s3://bucket/cache``, ``gs://…``, ``file:///…``), for builds on several machines, and
the two-storeyed one that keeps what it fetched beside the project.
"""

from __future__ import annotations

import re
from typing import Any

from docforge.build.store.entries import Store, StoreInfo, framed, unframed

_ENTRY = re.compile(r"(?:^|/)([0-9a-f]{2})/([0-9a-f]{62})$")


class RemoteStore:
    """Entries as objects ``URL/ab/cdef…``. What lies there is never trimmed: buckets have rules of their own for that.

    Once something is wrong with the place it is asked no more: a build must not wait for it a thousand times.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.problem = ""
        self._system: Any = None
        self._path = ""

    def __reduce__(self) -> tuple[type[RemoteStore], tuple[str]]:
        return RemoteStore, (self.url,)  # connections are no other process's

    def get(self, key: str) -> bytes | None:
        data = self._ask("cat_file", self._place(key))
        return unframed(data) if isinstance(data, bytes) else None

    def put(self, key: str, data: bytes) -> None:
        self._ask("pipe_file", self._place(key), framed(data))

    def touch(self, key: str) -> None:
        """Nothing: the place has its own rules."""

    def trim(self) -> None:
        """Nothing: the place has its own rules."""

    def info(self) -> StoreInfo:
        sizes = [int(about["size"] or 0) for path, about in self._found().items() if _ENTRY.search(path)]
        return StoreInfo(self.url, len(sizes), sum(sizes))

    def clear(self) -> int:
        entries = [path for path in self._found() if _ENTRY.search(path)]
        for path in entries:
            self._ask("rm_file", path)
        return 0 if self.problem else len(entries)

    def _found(self) -> dict[str, dict[str, Any]]:
        self._open()
        return self._ask("find", self._path, detail=True) or {}

    def _place(self, key: str) -> str:
        self._open()
        return f"{self._path}/{key[:2]}/{key[2:]}"

    def _open(self) -> None:
        """Get ready to ask. A local folder is made."""
        if self._system is not None or self.problem:
            return
        try:
            from fsspec.core import url_to_fs

            self._system, self._path = url_to_fs(self.url)
        except ImportError as error:
            self.problem = f"{error}; pip install docforge[remote]"
        except Exception as error:  # noqa: BLE001 - each kind of place has errors of its own
            self.problem = f"{type(error).__name__}: {error}"

    def _ask(self, method: str, *given: Any, **options: Any) -> Any:
        """What the file system answers; None where there is nothing, or no answer."""
        if self.problem:
            return None
        try:
            if method == "pipe_file" and getattr(self._system, "local_file", False):
                self._system.makedirs(self._system._parent(given[0]), exist_ok=True)
            return getattr(self._system, method)(*given, **options)
        except Exception as error:  # noqa: BLE001 - each kind of place has errors of its own; a cache may always fail
            if isinstance(error, FileNotFoundError) and method != "pipe_file":
                return None
            self.problem = f"{type(error).__name__}: {error}"
            return None


class Storeyed:
    """A near store before a far one: what was fetched once is near, and what is made is kept in both."""

    def __init__(self, near: Store, far: Store) -> None:
        self.near = near
        self.far = far

    @property
    def problem(self) -> str:
        """What is wrong with either."""
        return self.near.problem or self.far.problem

    def get(self, key: str) -> bytes | None:
        data = self.near.get(key)
        if data is None:
            data = self.far.get(key)
            if data is not None:
                self.near.put(key, data)
        return data

    def put(self, key: str, data: bytes) -> None:
        self.near.put(key, data)
        self.far.put(key, data)

    def touch(self, key: str) -> None:
        self.near.touch(key)

    def trim(self) -> None:
        self.near.trim()

    def info(self) -> StoreInfo:
        return self.far.info()

    def clear(self) -> int:
        self.near.clear()
        return self.far.clear()
