"""What stands on the pages of a PDF, as PDFium sees it: characters with their boxes, and paths."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

import docforge


class Box(NamedTuple):
    """Edges in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Char(NamedTuple):
    """A character: ``cell`` is its advance by its type's height, ``ink`` what is black, ``size`` that of its type."""

    char: str
    cell: Box
    ink: Box
    size: float


class Drawn(NamedTuple):
    """One painted path: its box, and those of its parts."""

    box: Box
    parts: tuple[Box, ...]
    stroked: bool


class Page(NamedTuple):
    """A page: its characters in order without blanks, its paths, and the text that is copied from it."""

    chars: list[Char]
    paths: list[Drawn]
    text: str

    def find(self, words: str) -> list[Char]:
        """The characters of the only place where some words stand."""
        whole = "".join(char.char for char in self.chars)
        assert whole.count(words) == 1, (words, whole)
        start = whole.index(words)
        return self.chars[start : start + len(words)]


def convert(folder: Path, source: str, **options: object) -> bytes:
    """The PDF of a Markdown text; notes are allowed, nothing more."""
    path = folder / "a.md"
    path.write_text(source, encoding="utf-8")
    done = docforge.convert(path, folder / "a.pdf", **options)  # type: ignore[arg-type]  # options by name
    assert done.ok, done.diagnostics
    return (folder / "a.pdf").read_bytes()


def pages(data: bytes) -> list[Page]:
    """Every page of a PDF."""
    document = pdfium.PdfDocument(data)
    return [_page(document[number]) for number in range(len(document))]


def _page(page: pdfium.PdfPage) -> Page:
    text = page.get_textpage()
    chars = []
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if not char.isspace():
            cell, ink = Box(*text.get_charbox(at, loose=True)), Box(*text.get_charbox(at))
            chars.append(Char(char, cell, ink, raw.FPDFText_GetFontSize(text.raw, at) * 0.75))
    paths = [_path(item) for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    return Page(chars, paths, text.get_text_range())


def _path(item: pdfium.PdfObject) -> Drawn:
    matrix = item.get_matrix()
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(item.raw)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            parts.append([])
        parts[-1].append(matrix.on_point(x.value, y.value))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    boxes = tuple(_around(points) for points in parts if len(points) > 1)
    return Drawn(_around([point for points in parts for point in points]), boxes, bool(stroke.value))


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
