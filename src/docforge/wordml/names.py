"""Namespaces of WordprocessingML."""

from __future__ import annotations

import re
from typing import Any

from docforge.archive import ArchiveError
from docforge.patterns import lazy_pattern

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def integer(text: str | None, default: int, base: int = 10) -> int:
    """A number as Word writes it. Raises ``ArchiveError`` for what is none."""
    if text is None:
        return default
    try:
        return int(text, base)
    except ValueError as error:
        raise ArchiveError(f"{text[:20]!r} stands where a number must stand") from error


_MEASURE = lazy_pattern(r"\s*(-?[0-9]*\.?[0-9]+)\s*(pt|in|mm|cm|pc|pi)?\s*")
_TWIPS = {None: 1.0, "pt": 20.0, "in": 1440.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "pc": 240.0, "pi": 240.0}


def twips(text: str | None) -> int:
    """A measure in twips, with a unit (ECMA-376 Part 1, 22.9.2.15) or a fraction; 0 for what is none.

    A length only says where a line stands: a wrong one is no reason to refuse a file.
    """
    found = _MEASURE.fullmatch(text) if text else None
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0


def whole(text: str | None, default: int) -> int:
    """A number as Word writes it, ``default`` for what is none."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text.strip()) else default


def value(element: Any | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element that may be missing."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)
