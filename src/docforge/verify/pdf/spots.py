"""What stands at a place of a page: the paragraph whose line is nearest."""

from __future__ import annotations

from typing import Any

import msgspec

from docforge.limits import Limits
from docforge.verify.pdf.content import Budget, Fonts, Interpreter, Piece
from docforge.verify.pdf.reader import destinations, names_of, opened, pairs_of
from docforge.verify.pdf.tree import Chunk, TreeReader


class Spot(msgspec.Struct, frozen=True):
    """The paragraph at a place: its text as drawn, and the names that lead to it or, where none does, to the last one
    before it that has any (``named`` tells which)."""

    text: str
    names: tuple[str, ...]
    named: bool


class Drawn(msgspec.Struct, frozen=True):
    """A paragraph as it is drawn: its page from 1, its kind, where each of its lines begins (points from the upper left
    corner of the page to the baseline, and the size of its type), and its text and names as of a ``Spot``."""

    page: int
    kind: str
    level: int
    lines: tuple[tuple[float, float, float], ...]
    vertical: bool
    spot: Spot


def drawn(data: bytes, limits: Limits) -> tuple[Drawn, ...]:
    """Every paragraph of a file in reading order. Raises ``PdfError`` when it cannot be read."""
    with opened(data) as pdf:
        chunks, names = _read(pdf, limits)
        pages = list(pdf.pages)
        return tuple(
            Drawn(
                chunk.page + 1,
                chunk.kind,
                chunk.level,
                tuple((*_outside(pages[chunk.page], line.x, line.y), line.size) for line in chunk.lines),
                _is_horizontal(chunk.lines[0]) == (_turned(pages[chunk.page]) in (90, 270)),
                _spot(chunks, names, index),
            )
            for index, chunk in enumerate(chunks)
            if chunk.lines
        )


def spot(data: bytes, page: int, place: tuple[float, float] | None, limits: Limits) -> Spot | None:
    """The paragraph at ``place`` of a page (from 1): points to the right of and below its upper left corner; None is
    its first paragraph. None when the file has no such page, or nothing is on it.

    Raises ``PdfError`` when the file cannot be read.
    """
    with opened(data) as pdf:
        if not 1 <= page <= len(pdf.pages):
            return None
        chunks, names = _read(pdf, limits)
        there = [(index, chunk) for index, chunk in enumerate(chunks) if chunk.page == page - 1 and chunk.lines]
        if not there:
            return None
        index, _ = there[0] if place is None else min(there, key=_distance(*_inside(pdf.pages[page - 1], *place)))
        return _spot(chunks, names, index)


def _read(pdf: Any, limits: Limits) -> tuple[list[Chunk], dict[int, tuple[str, ...]]]:
    """The paragraphs of a file, and the names that lead to them; none of a file without tags."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return [], {}
    budget = Budget(limits.archive_bytes)
    fonts = Fonts(budget)
    pages = [Interpreter(item.obj, fonts, budget).page for item in pdf.pages]
    numbers = {item.obj.objgen: number for number, item in enumerate(pdf.pages)}
    tree = TreeReader(pages, numbers)
    tree.read(root)
    return tree.chunks, names_of(tree.chunks, destinations(pdf, numbers), pairs_of(pdf))


def _spot(chunks: list[Chunk], names: dict[int, tuple[str, ...]], index: int) -> Spot:
    before = next((number for number in range(index, -1, -1) if names.get(number)), None)
    return Spot(chunks[index].text, names.get(before, ()) if before is not None else (), before == index)


def _is_horizontal(line: Piece) -> bool:
    """Whether a line runs from left to right, and not from top to bottom, turned or not."""
    return abs(line.across - line.y) < 0.01 * line.size


def _inside(page: Any, x: float, y: float) -> tuple[float, float]:
    """A place on the page as it is shown, from its upper left corner, in the page's own coordinates (ISO 32000-2,
    7.7.3.3: ``Rotate`` turns it clockwise)."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    match _turned(page):
        case 90:
            return left + y, bottom + x
        case 180:
            return right - x, bottom + y
        case 270:
            return right - y, top - x
        case _:
            return left + x, top - y


def _outside(page: Any, x: float, y: float) -> tuple[float, float]:
    """The other way: a place in the page's own coordinates, from the upper left corner of the page as it is shown."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    match _turned(page):
        case 90:
            return y - bottom, x - left
        case 180:
            return right - x, y - bottom
        case 270:
            return top - y, right - x
        case _:
            return x - left, top - y


def _turned(page: Any) -> int:
    """How far a page is turned clockwise when it is shown, degrees."""
    return int(page.obj.get("/Rotate", 0)) % 360


def _distance(x: float, y: float) -> Any:
    """How far a place is from the nearest line of a chunk: beside its lines first, then along them."""

    def to_line(line: Piece) -> tuple[float, float]:
        if _is_horizontal(line):
            off, ahead = y - line.y, line.x - x
        else:
            off, ahead = x - line.x, y - line.y
        beside = max(0.0, -off - 0.3 * line.size, off - line.size)
        return round(beside, 1), abs(ahead) if ahead <= 0 else 1000 + ahead

    def nearest(item: tuple[int, Chunk]) -> tuple[float, float]:
        return min(to_line(line) for line in item[1].lines)

    return nearest
