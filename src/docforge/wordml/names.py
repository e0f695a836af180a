"""Namespaces of WordprocessingML."""

from __future__ import annotations

from typing import Any

from docforge.archive import ArchiveError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def integer(text: str | None, default: int, base: int = 10) -> int:
    """A number as Word writes it. Raises ``ArchiveError`` for what is none."""
    if text is None:
        return default
    try:
        return int(text, base)
    except ValueError as error:
        raise ArchiveError(f"{text[:20]!r} stands where a number must stand") from error


def value(element: Any | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element that may be missing."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)
