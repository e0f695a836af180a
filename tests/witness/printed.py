"""The text of a PDF: its structure tree with the characters of each marked piece, by pdfium.

What is no part of the tree (running heads, page numbers) is no text of the document.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from witness.text import BULLETS, Told, formula, reading


def text_of(path: Path) -> Told:
    """Body and notes. A table of contents is known by its leaders and left out."""
    body: list[str] = []
    notes: list[str] = []
    document = pdfium.PdfDocument(path)
    table = _LastTable()
    try:
        for page in document:
            _Page(page, table).read(body, notes)
    finally:
        document.close()
    return Told("".join(body), "".join(notes))


@dataclass
class _LastTable:
    """The table that was read last: its head, and how much of the body was there after it."""

    head: str = ""
    end: int = -1


class _Page:
    def __init__(self, page: Any, table: _LastTable) -> None:
        self.page = page
        self.table = table
        self.texts: dict[int, str] = {}
        turned = bool(page.get_rotation())
        page.set_rotation(0)
        reader = page.get_textpage()
        in_line = _in_line(reader.raw) if turned else {}
        for piece in _pieces(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject):
            mark = raw.FPDFPageObj_GetMarkedContentID(piece)
            words = in_line.get(_address(piece), "") if turned else _wide(raw.FPDFTextObj_GetText, piece, reader.raw)
            self.texts[mark] = self.texts.get(mark, "") + words
        reader.close()

    def read(self, body: list[str], notes: list[str]) -> None:
        tree = raw.FPDF_StructTree_GetForPage(self.page.raw)
        try:
            for place in range(raw.FPDF_StructTree_CountChildren(tree)):
                self._element(raw.FPDF_StructTree_GetChildAtIndex(tree, place), body, notes)
        finally:
            raw.FPDF_StructTree_Close(tree)
            self.page.close()

    def _element(self, element: Any, out: list[str], notes: list[str]) -> None:
        kind = _wide(raw.FPDF_StructElement_GetType, element)
        told = _wide(raw.FPDF_StructElement_GetAltText, element)
        if kind == "Formula":
            out.append(formula(told, tex=True))
        elif told:
            out.append(told)
        elif kind == "Ruby":
            out.append(self._ruby(element))
        elif kind == "RT":
            out.append(self._plain(element))
        elif kind == "Note":
            kids = list(self._kids(element))
            self._inside(element, notes, notes, kids[1:])  # the first is its number
        elif kind == "Table":
            self._table(element, out, notes)
        elif kind == "Div" and self._is_contents(element):
            return
        elif kind == "LI":
            words: list[str] = []
            self._inside(element, words, notes)
            out.append(_without_bullet("".join(words)))
        else:
            self._inside(element, out, notes)

    def _table(self, element: Any, out: list[str], notes: list[str]) -> None:
        """A table without its head where it goes on from the page before, which prints the head again."""
        goes_on = self.table.end == len(out)
        for child in self._kids(element):
            words: list[str] = []
            self._inside(element, words, notes, [child])
            if not isinstance(child, int) and _wide(raw.FPDF_StructElement_GetType, child) == "THead":
                head = "".join(words)
                words = [] if goes_on and head == self.table.head else words
                self.table.head = head
            out.extend(words)
        self.table.end = len(out)

    def _inside(self, element: Any, out: list[str], notes: list[str], kids: list[Any] | None = None) -> None:
        for child in self._kids(element) if kids is None else kids:
            if isinstance(child, int):
                out.append(self.texts.get(child, ""))
            else:
                self._element(child, out, notes)

    def _kids(self, element: Any) -> Iterator[Any]:
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
            child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
            if mark >= 0:
                yield mark
            elif child:
                yield child

    def _plain(self, element: Any) -> str:
        words = _wide(raw.FPDF_StructElement_GetActualText, element)
        out: list[str] = []
        if not words:
            self._inside(element, out, out)
        return words or "".join(out)

    def _ruby(self, element: Any) -> str:
        told, base = "", ""
        for child in self._kids(element):
            kind = "" if isinstance(child, int) else _wide(raw.FPDF_StructElement_GetType, child)
            if kind == "RT":
                told, base = told + reading(base, self._plain(child)), ""
            else:
                base += self.texts.get(child, "") if isinstance(child, int) else self._plain(child)
        return told + base

    def _is_contents(self, element: Any) -> bool:
        """Whether a line of an element ends in dots that lead to a page."""
        words: list[str] = []
        for line in self._kids(element):
            if isinstance(line, int) or _wide(raw.FPDF_StructElement_GetType, line) != "P":
                return False
            words.append(self._plain(line))
        return any(". . . " in line or "....." in line.replace(" ", "") for line in words)


def _without_bullet(words: str) -> str:
    rest = words.lstrip()
    return rest[1:] if rest[:1] in BULLETS else words


def _in_line(reader: Any) -> dict[int, str]:
    """The characters of each piece of a page of vertical lines, which is a turned page, from the line's beginning on.

    pdfium takes such lines for Hebrew and gives the words in between brackets backwards; their places tell.
    """
    found: dict[int, list[tuple[float, float, str]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(reader)):
        if raw.FPDFText_IsGenerated(reader, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(reader, index, x, y)
        char = chr(raw.FPDFText_GetUnicode(reader, index))
        found.setdefault(_address(raw.FPDFText_GetTextObject(reader, index)), []).append((x.value, y.value, char))
    return {piece: _along(row) for piece, row in found.items()}


def _along(row: list[tuple[float, float, str]]) -> str:
    """Characters in the order of their line, which runs along the page's x, or in an upright table along its y."""
    wide, high = (max(values) - min(values) for values in (list(zip(*row, strict=True))[axis] for axis in (0, 1)))
    upright = high > wide
    told = "".join(char for *_, char in sorted(row, key=lambda one: one[1] if upright else one[0]))
    return told.replace("...", "…")  # as pdfium spells it


def _address(piece: Any) -> int:
    return ctypes.addressof(piece.contents) if piece else 0


def _pieces(parent: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[Any]:
    for place in range(count(parent)):
        piece = get(parent, place)
        kind = raw.FPDFPageObj_GetType(piece)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield piece
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _pieces(piece, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)


def _wide(ask: Callable[..., int], *of: Any) -> str:
    """A string of pdfium's, which counts bytes of UTF-16."""
    size = ask(*of, None, 0)
    if size <= 2:
        return ""
    room = (ctypes.c_ushort * (size // 2))()
    ask(*of, ctypes.cast(room, ctypes.c_void_p) if len(of) == 1 else room, size)
    return bytes(room)[: size - 2].decode("utf-16-le", "replace")
