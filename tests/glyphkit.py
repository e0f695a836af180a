"""For tests of how lines are set: where the glyphs of a PDF stand, read by PDFium, which knows nothing of its maker."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

_PIXEL = 0.76
"""A pixel of a screen in points; a browser puts lines on whole ones."""
_SAME_LINE = 0.5
"""Points between base lines that still are one line."""


@dataclass(frozen=True)
class Glyph:
    """A character with its origin in points from the lower left corner, its size and the name of its face."""

    char: str
    x: float
    y: float
    size: float
    face: str


@dataclass(frozen=True)
class Paragraph:
    """The lines of a paragraph, each its glyphs from left to right."""

    lines: tuple[tuple[Glyph, ...], ...]

    @property
    def size(self) -> float:
        return self.lines[0][0].size

    @property
    def leading(self) -> float:
        """Points between the base lines, which must be the same everywhere, give or take a pixel of a screen."""
        steps = [above[0].y - below[0].y for above, below in pairwise(self.lines)]
        assert max(steps) - min(steps) < _PIXEL, steps
        return sum(steps) / len(steps)

    @property
    def first_indent(self) -> float:
        """How much farther right the first line begins than the second, in points."""
        return self.lines[0][0].x - self.lines[1][0].x

    def advances(self) -> list[tuple[str, float]]:
        """Of the first line: each character with the distance to the next, in em."""
        return [(one.char, (other.x - one.x) / one.size) for one, other in pairwise(self.lines[0])]


def glyphs(path: Path) -> Iterator[Glyph]:
    """The visible characters of the first page, in the order of its content."""
    import pypdfium2
    import pypdfium2.raw as raw

    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        for place in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, place))
            if not char.strip() or raw.FPDFText_IsGenerated(text, place):
                continue
            x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
            raw.FPDFText_GetCharOrigin(text, place, x, y)
            raw.FPDFText_GetMatrix(text, place, matrix)
            size = raw.FPDFText_GetFontSize(text, place) * abs(matrix.d)
            yield Glyph(char, x.value, y.value, size, _face(raw, text, place))


def _face(raw: Any, text: Any, place: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, place, buffer, 128, ctypes.c_int())
    return buffer.value.decode().partition("+")[2] or buffer.value.decode()


def lines(path: Path) -> list[tuple[Glyph, ...]]:
    """The lines of the first page: glyphs in a row on one base line."""
    out: list[list[Glyph]] = []
    for glyph in glyphs(path):
        if out and abs(out[-1][-1].y - glyph.y) < _SAME_LINE:
            out[-1].append(glyph)
        else:
            out.append([glyph])
    return [tuple(line) for line in out]


def paragraph(path: Path, text: str) -> Paragraph:
    """The paragraph of the first page with just this text, blanks aside; a label before it is left out."""
    wanted = "".join(text.split())
    found = lines(path)
    for start, line in enumerate(found):
        joined = "".join(glyph.char for glyph in line)
        for skipped in range(len(line)):
            if not wanted.startswith(joined[skipped:]) and not joined[skipped:].startswith(wanted):
                continue
            taken, kept = "", []
            for each in (line[skipped:], *found[start + 1 :]):
                if len(taken) >= len(wanted):
                    break
                kept.append(each)
                taken += "".join(glyph.char for glyph in each)
            if taken == wanted:
                return Paragraph(tuple(kept))
    raise AssertionError(f"{path.name} has no paragraph {text!r}; it has {[''.join(g.char for g in x) for x in found]}")
