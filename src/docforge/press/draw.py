"""Drawing a composed line: the glyphs that were shaped, moved by kerns only.

Glyphs and their Unicode mapping stay as the font and the text have them, so what is copied is the text. Where one glyph
would have to stand for two texts, or several glyphs for one, the text is said by ``/ActualText`` (ISO 32000-1 14.9.4).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from weasyprint.logger import LOGGER
from weasyprint.text.ffi import FROM_UNITS, pango

from docforge.press.hyphens import SOFT
from docforge.press.shape import UNKNOWN, PinnedFont, Shape
from docforge.press.textline import TextLine

_EMPTY = 0x0FFFFFFF
"""A glyph that is nothing (PANGO_GLYPH_EMPTY)."""
_COPIED = 100
"""A move inside a show operator that readers may copy as a space, in thousandths of an em; a wider one begins another.

PDFium takes half the width of the face's space for one, and in a face without one a fifth of a digit's width; between
two operators a quarter of the wider glyph.
"""
_BIG_ENDIAN = b"\xfe\xff"
"""How a text string in UTF-16 begins (ISO 32000-1 7.9.2.2)."""


def draw_line(stream: Any, line: TextLine, matrix: Any) -> bool:
    """Draw a composed text to a content stream, inside BT and ET. False, with nothing drawn, for pictures as glyphs."""
    fonts = [_drawn(stream, pinned)[1] for _, pinned in line.shape.runs]
    if any(font.bitmap or font.png or font.svg or font.colr for font in fonts):
        return False
    stream.set_text_matrix(*matrix.values)
    pen = _Pen(stream)
    pen.shape(line.shape, line.start, line.end, line.kerns)
    if line.hyphen is not None:
        pen.hyphen(line.hyphen)
    pen.flush()
    return True


def _drawn(stream: Any, pinned: PinnedFont) -> tuple[Any, Any, float]:
    """A font in the document of a stream: (the document's fonts, its font, size)."""
    known = pinned.drawn
    if known is None or known[0] is not stream._fonts:
        font, size = stream.add_font(pinned.font)
        known = pinned.drawn = (stream._fonts, font, size)
    return known


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
        texts, clusters = _texts(shape, start, end)
        for (place, pinned), (_, after) in zip(shape.runs, pairwise(starts), strict=True):
            if after <= glyph or place >= stop:
                continue
            self.use(pinned)
            at, last = max(place, glyph), min(after, stop)
            for begin in [begin for begin in clusters if at <= begin < last]:
                cluster_end, text = clusters[begin]
                self.glyphs(shape, at, begin, moves, texts)
                self.said(text, shape, begin, min(cluster_end, last), moves)
                at = cluster_end
            if at < last:
                self.glyphs(shape, at, last, moves, texts)

    def said(self, text: str, shape: Shape, start: int, stop: int, moves: dict[int, float]) -> None:
        """Glyphs that are copied as ``text``, whatever each of them stands for elsewhere."""
        self.flush()
        said = (_BIG_ENDIAN + text.encode("utf-16-be")).hex().encode()
        self.stream.stream.append(b"/Span <</ActualText <" + said + b">>> BDC")
        self.glyphs(shape, start, stop, moves, {})
        self.flush()
        self.stream.stream.append(b"EMC")

    def use(self, pinned: PinnedFont) -> None:
        """Go on with a font."""
        if pinned is self.pinned:
            return
        size = self.size
        self.flush()
        _, self.font, self.size = _drawn(self.stream, pinned)
        self.owed *= size / self.size if self.pinned is not None else 1.0
        self.pinned = pinned
        self.stream.set_font_size(self.font.hash, self.size)

    def glyphs(self, shape: Shape, start: int, stop: int, moves: dict[int, float], texts: dict[int, str]) -> None:
        """Glyphs of one font. A glyph without a text keeps the one it has."""
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
            text = texts.get(at)
            if text is None:
                unicode.setdefault(glyph, "")
            elif unicode.get(glyph) != text:
                if unicode.get(glyph):
                    # The glyph is known to stand for another text: this one is said.
                    self.owed = owed
                    self.said(text, shape, at, at + 1, {})
                    owed = self.owed
                    continue
                unicode[glyph] = text
            owed += offset * scale
            move = round(owed)
            if move:
                if move > _COPIED:
                    self.flush()
                elif digits:
                    out.append(f"<{''.join(digits)}>")
                    digits.clear()
                out.append(str(-move))
                owed -= move
            if shape.rises[at]:
                self.raised(glyph, shape.rises[at])
            else:
                digits.append(f"{glyph:04x}")
            owed += advance - offset * scale - widths[glyph]
        self.owed = owed

    def raised(self, glyph: int, rise: int) -> None:
        """A mark that stands higher or lower than its font has it."""
        self.flush()
        self.stream.set_text_rise(-rise * FROM_UNITS)
        self.stream.show_text(f"<{glyph:04x}>")
        self.stream.set_text_rise(0)

    def hyphen(self, shape: Shape) -> None:
        """The hyphen at the end of a parted word, copied as a soft hyphen, which readers drop."""
        self.use(shape.runs[0][1])
        self.glyphs(shape, 0, len(shape.glyphs), {}, {0: SOFT})

    def flush(self) -> None:
        """Write what was collected."""
        if self.hex:
            self.out.append(f"<{''.join(self.hex)}>")
            self.hex.clear()
        if self.out:
            self.stream.show_text("".join(self.out))
            self.out.clear()


def _texts(shape: Shape, start: int, end: int) -> tuple[dict[int, str], dict[int, tuple[int, str]]]:
    """What glyphs stand for: the text of each, and clusters (first glyph: end, text) that stand for it together."""
    first, text = shape.first, shape.text
    if not shape.joined and len(shape.glyphs) == len(text):
        return dict(zip(first[start:end], text[start:end], strict=True)), {}
    inner, begins = set(shape.joined), []
    for at in range(start, end):
        if at not in inner or at == start:
            begins.append(at)
    texts: dict[int, str] = {}
    clusters: dict[int, tuple[int, str]] = {}
    for at, after in pairwise([*begins, end]):
        glyphs = range(first[at], first[after])
        if len(glyphs) == 1:
            texts[glyphs.start] = text[at:after]
        elif len(glyphs) == after - at:
            # A letter and its marks, one glyph each.
            texts.update(zip(glyphs, text[at:after], strict=True))
        elif glyphs:
            clusters[glyphs.start] = (glyphs.stop, text[at:after])
    return texts, clusters


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
