"""Where the lines of a justified paragraph should end."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from docforge.verify.typeset.lines import Line, Paragraph
from docforge.verify.typeset.tables import tables

NEAR = 0.1
"""A line ends at its measure when it misses it by no more than this, in em."""
LEAST_LINES = 3
"""A measure is told from at least so many lines …"""
LEAST_SHARE = 0.75
"""… of which this share ends there; else the text is taken as not justified. Of ragged East Asian lines about half end
there as well, since all their characters are one em wide."""
FINE = 0.2
"""Lines of one measure begin within this, in em; the inner and outer margins of a book differ by more."""
HANGING = "、。，．"
"""Marks that may hang outside the measure (JLREQ 3.8.2, CLREQ 3.1.2)."""


class Measures(msgspec.Struct):
    """The right edge, in points, for lines of one size that begin at one place. ``given`` stands for all of them."""

    given: float | None
    edges: dict[tuple[float, int, int], float]

    def of(self, paragraph: Paragraph, line: Line) -> float | None:
        """The edge for a line of a paragraph; None if none is known."""
        return self.given if self.given is not None else self.edges.get(_group(paragraph, line))


def ends(line: Line) -> tuple[float, ...]:
    """Where a line may be said to end: with its last mark whole, halved, or hanging."""
    last = line.items[-1]
    if not last.text or last.text[-1] not in _marks():
        return (line.end,)
    halved = (line.end - last.glyph.advance / 2,)
    hung = (line.end - last.glyph.advance,) if last.text in HANGING else ()
    return (line.end, *halved, *hung)


def miss(line: Line, edge: float) -> float:
    """How far a line ends from an edge, in em; positive when it is too short."""
    return min(((edge - end) / line.em for end in ends(line)), key=abs)


def measures(paragraphs: Iterable[Paragraph], given: float | None = None) -> Measures:
    """The edges that the lines of a file keep to, but for the last lines of paragraphs."""
    groups: dict[tuple[float, int, int], list[Line]] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if not line.last and paragraph.role in ("text", "note"):
                groups.setdefault(_group(paragraph, line), []).append(line)
    found = Measures(given, {})
    for key, lines in groups.items():
        edge = _edge(lines)
        if edge is not None:
            found.edges[key] = edge
    return found


def _group(paragraph: Paragraph, line: Line) -> tuple[float, int, int]:
    left = min(other.start for other in paragraph.lines if other.page == line.page)
    return round(line.em, 1), round(left / line.em / FINE), line.items[0].glyph.turn


def _edge(lines: list[Line]) -> float | None:
    """The edge that the lines speak for, the rightmost of several; None if too few keep to it.

    A line that ends with a letter speaks twice: a mark may end in three places.
    """
    if len(lines) < LEAST_LINES:
        return None
    edges = sorted({end for line in lines for end in ends(line)})
    _, edge = max((sum(2 if len(ends(line)) == 1 else 1 for line in _keeping(lines, edge)), edge) for edge in edges)
    return edge if len(_keeping(lines, edge)) >= max(2, LEAST_SHARE * len(lines)) else None


def _keeping(lines: list[Line], edge: float) -> list[Line]:
    return [line for line in lines if abs(miss(line, edge)) <= NEAR]


def _marks() -> str:
    data = tables()
    return "".join(data[lang]["punctuation"] + data[lang]["stacked"] for lang in ("zh-Hans", "ja"))
