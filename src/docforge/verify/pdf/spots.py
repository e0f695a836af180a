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


def spot(data: bytes, page: int, place: tuple[float, float] | None, limits: Limits) -> Spot | None:
    """The paragraph at ``place`` of a page (from 1): points to the right of and below its upper left corner; None is
    its first paragraph. None when the file has no such page, or nothing is on it.

    Raises ``PdfError`` when the file cannot be read.
    """
    with opened(data) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None or not 1 <= page <= len(pdf.pages):
            return None
        budget = Budget(limits.archive_bytes)
        fonts = Fonts(budget)
        pages = [Interpreter(item.obj, fonts, budget).page for item in pdf.pages]
        numbers = {item.obj.objgen: number for number, item in enumerate(pdf.pages)}
        tree = TreeReader(pages, numbers)
        tree.read(root)
        names = names_of(tree.chunks, destinations(pdf, numbers), pairs_of(pdf))
        there = [(index, chunk) for index, chunk in enumerate(tree.chunks) if chunk.page == page - 1 and chunk.lines]
        if not there:
            return None
        index, chunk = there[0] if place is None else min(there, key=_distance(*_inside(pdf.pages[page - 1], *place)))
        before = next((number for number in range(index, -1, -1) if names.get(number)), None)
        return Spot(chunk.text, names.get(before, ()) if before is not None else (), before == index)


def _inside(page: Any, x: float, y: float) -> tuple[float, float]:
    """A place on the page as it is shown, from its upper left corner, in the page's own coordinates (ISO 32000-2,
    7.7.3.3: ``Rotate`` turns it clockwise)."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    match int(page.obj.get("/Rotate", 0)) % 360:
        case 90:
            return left + y, bottom + x
        case 180:
            return right - x, bottom + y
        case 270:
            return right - y, top - x
        case _:
            return left + x, top - y


def _distance(x: float, y: float) -> Any:
    """How far a place is from the nearest line of a chunk: beside its lines first, then along them."""

    def to_line(line: Piece) -> tuple[float, float]:
        if abs(line.across - line.y) < 0.01 * line.size:  # from left to right
            off, ahead = y - line.y, line.x - x
        else:  # from top to bottom, turned or not
            off, ahead = x - line.x, y - line.y
        beside = max(0.0, -off - 0.3 * line.size, off - line.size)
        return round(beside, 1), abs(ahead) if ahead <= 0 else 1000 + ahead

    def nearest(item: tuple[int, Chunk]) -> tuple[float, float]:
        return min(to_line(line) for line in item[1].lines)

    return nearest
