"""Namespaces of WordprocessingML."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def value(element: Any | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element that may be missing."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)
