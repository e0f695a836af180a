"""Drawing a composed line: the glyphs that were shaped, moved by kerns only.

Glyphs and their Unicode mapping stay as the font and the text have them, so what is copied is the text. Where one glyph
would have to stand for two texts, or several glyphs for one, the text is said by ``/ActualText`` (ISO 32000-1 14.9.4).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from weasyprint.logger import LOGGER
from weasyprint.text.ffi import FROM_UNITS, pango

from docforge.press.shape import UNKNOWN, PinnedFont, Shape
from docforge.press.textline import TextLine

_EMPTY = 0x0FFFFFFF
"""A glyph that is nothing (PANGO_GLYPH_EMPTY)."""


def draw_line(stream: Any, line: TextLine, matrix: Any) -> None:
    """Draw a composed text to a content stream, inside BT and ET."""
    stream.set_text_matrix(*matrix.values)
    pen = _Pen(stream)
    pen.shape(line.shape, line.start, line.end, line.kerns)
    if line.hyphen is not None:
        pen.hyphen(line.hyphen)
    pen.flush()


class _Pen:
    """Collects glyphs of one font into the operand of a TJ operator.

    ``owed``: what the next glyph is to be moved by, in thousandths of its size.
    """

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.out: list[str] = []
        self.hex: list[str] = []
        self.owed = 0.0
        self.pinned: PinnedFont | None = None
        self.font: Any = None
        self.size = 1.0

    def shape(self, shape: Shape, start: int, end: int, kerns: list[tuple[int, float]]) -> None:
        """The characters ``start`` to ``end`` of a shape."""
        first = shape.first
        moves = {first[at]: 0.0 for at, _ in kerns}
        for at, kern in kerns:
            moves[first[at]] += kern
        glyph, stop = first[start], first[end]
        starts = [place for place, _ in shape.runs] + [len(shape.glyphs)]
        chars = _characters(shape, start, end)
        for (place, pinned), (_, after) in zip(shape.runs, pairwise(starts), strict=True):
            if after <= glyph or place >= stop:
                continue
            self.use(pinned)
            self.glyphs(shape, max(place, glyph), min(after, stop), moves, chars)

    def use(self, pinned: PinnedFont) -> None:
        """Go on with a font."""
        if pinned is self.pinned:
            return
        size = self.size
        self.flush()
        drawn = pinned.drawn
        if drawn is None or drawn[0] is not self.stream._fonts:
            font, size_ = self.stream.add_font(pinned.font)
            drawn = pinned.drawn = (self.stream._fonts, font, size_)
        _, self.font, self.size = drawn
        self.owed *= size / self.size if self.pinned is not None else 1.0
        self.pinned = pinned
        self.stream.set_font_size(self.font.hash, 1 if self.font.bitmap else self.size)

    def glyphs(self, shape: Shape, start: int, stop: int, moves: dict[int, float], chars: dict[int, str]) -> None:
        """Glyphs of one font."""
        font, scale = self.font, 1000 * FROM_UNITS / self.size
        widths, unicode = font.widths, font.to_unicode
        out, digits, owed = self.out, self.hex, self.owed
        for at in range(start, stop):
            glyph, advance, offset = shape.glyphs[at], shape.widths[at] * scale, shape.offsets[at]
            if at in moves:
                owed += moves[at] * scale
            if glyph == _EMPTY:
                owed += advance
                continue
            if glyph & UNKNOWN:
                glyph = _missing(font, glyph, round(advance))
            if glyph not in widths:
                widths[glyph] = _natural(self.stream, self.pinned, glyph, self.size)
            if not unicode.get(glyph):
                unicode[glyph] = chars.get(at, "")
            owed += offset * scale
            move = round(owed)
            if move:
                if digits:
                    out.append(f"<{''.join(digits)}>")
                    digits.clear()
                out.append(str(-move))
                owed -= move
            digits.append(f"{glyph:04x}")
            owed += advance - offset * scale - widths[glyph]
        self.owed = owed

    def hyphen(self, shape: Shape) -> None:
        """The hyphen at the end of a parted word."""
        self.shape(shape, 0, len(shape.text), [])

    def flush(self) -> None:
        """Write what was collected."""
        if self.hex:
            self.out.append(f"<{''.join(self.hex)}>")
            self.hex.clear()
        if self.out:
            self.stream.show_text("".join(self.out))
            self.out.clear()


def _characters(shape: Shape, start: int, end: int) -> dict[int, str]:
    """The text of each cluster by its first glyph."""
    first, text = shape.first, shape.text
    if not shape.joined:
        return dict(zip(first[start:end], text[start:end], strict=True))
    inner, glyph = set(shape.joined), -1
    out: dict[int, str] = {}
    for at in range(start, end):
        if at in inner and glyph >= 0:
            out[glyph] += text[at]
        else:
            glyph = first[at]
            out[glyph] = text[at]
    return out


def _natural(stream: Any, pinned: PinnedFont | None, glyph: int, size: float) -> int:
    assert pinned is not None
    pango.pango_font_get_glyph_extents(pinned.font, glyph, stream.ink_rect, stream.logical_rect)
    natural: int = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return natural


def _missing(font: Any, glyph: int, width: int) -> int:
    """The stand-in of a character that no face has, as WeasyPrint draws it."""
    codepoint = glyph - UNKNOWN
    LOGGER.warning(
        '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', chr(codepoint), codepoint
    )
    unused: int = font.get_unused_glyph_id(codepoint)
    font.widths[unused] = width
    font.widths.setdefault(0, width)
    return unused
