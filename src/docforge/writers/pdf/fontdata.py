"""Font files copied out of HarfBuzz only where WeasyPrint reads them.

WeasyPrint copies the whole file of every face of a document (several megabytes each), and then replaces the copy by the
subset without having looked at it; and it names the type of each array by its length, for which cffi parses C again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_ARRAY = re.compile(r"(\w+)\[\d+\]")


def install() -> None:
    """Change ``weasyprint.pdf.fonts``; bytes of files stay what they are."""
    from weasyprint.pdf import fonts

    if isinstance(fonts.ffi, _Arrays):
        return
    original = fonts.get_hb_object_data
    fonts.get_hb_object_data = lambda face: _Later(face, original)
    fonts.Font.file_content = _Content()
    fonts.ffi = _Arrays(fonts.ffi)


class _Later:
    """The file of a face, not copied yet."""

    def __init__(self, face: Any, copy: Callable[[Any], bytes | None]) -> None:
        self._face = face
        self._copy = copy
        self._data: bytes | None = None

    def __bool__(self) -> bool:
        return bool(self.read())

    def read(self) -> bytes | None:
        """The bytes; None or empty where HarfBuzz has none."""
        if self._data is None:
            self._data = self._copy(self._face)
        return self._data


class _Content:
    """The attribute ``file_content`` of a font, which may be set to what is copied when it is first read."""

    def __get__(self, font: Any, owner: type | None = None) -> Any:
        value = font.__dict__["file_content"]
        if isinstance(value, _Later):
            value = font.__dict__["file_content"] = value.read()
        return value

    def __set__(self, font: Any, value: object) -> None:
        font.__dict__["file_content"] = value


class _Arrays:
    """cffi's ``ffi``, for which arrays of one kind and any length are one type."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, *given: Any) -> Any:
        """As ``ffi.new``."""
        array = _ARRAY.fullmatch(kind)
        return self._ffi.new(f"{array[1]}[]" if array and given else kind, *given)
