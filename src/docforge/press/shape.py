"""Text shaped once: the glyphs of a whole text box, and what each character takes of them.

WeasyPrint shapes a text anew for every line. Here a box is shaped once with Pango, exactly as WeasyPrint asks Pango
for it, and its glyph arrays are read through the foreign function buffers; a line is then a slice of them.
All lengths are Pango units: 1024 to the CSS pixel.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from weakref import WeakValueDictionary

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, line_size, strut

from docforge.typography.languages import language_of
from docforge.typography.scripts import is_han

UNITS = 1024
"""Pango units to the CSS pixel."""
GLYPH_WORDS = 5
"""32-bit words of a PangoGlyphInfo: glyph, width, x offset, y offset, attributes."""
INTERPUNCT = "·"
"""U+00B7 is one em wide between the parts of a name (GB/T 15834 4.14; CLREQ, interpuncts), narrow in Latin text."""
_FULL_WIDTH = b"fwid 1"
UNKNOWN = 0x10000000
"""Flag of a glyph that no face has (PANGO_GLYPH_UNKNOWN_FLAG)."""


class UnfitError(Exception):
    """A text that the press does not set; it is left to WeasyPrint, and counted if there is a reason to tell."""


class PinnedFont:
    """A Pango font and the layout that keeps it alive; its address names it as long as this object lives."""

    __slots__ = ("__weakref__", "_layout", "drawn", "font")

    def __init__(self, font: Any, layout: Any) -> None:
        self.font = font
        self._layout = layout
        self.drawn: tuple[Any, Any, float] | None = None
        """(fonts of a document, its font, size), kept by the part that draws."""


_pinned: WeakValueDictionary[int, PinnedFont] = WeakValueDictionary()


class Shape:
    """The glyphs of one text box.

    ``first[i]`` is the first glyph of character i (of the next one, inside a ligature) and ``first[len(text)]`` the
    number of glyphs. ``advances[i]`` is 0 for a character that has no glyph of its own. ``joined`` are the
    boundaries inside clusters, where nothing can be put between.
    """

    __slots__ = (
        "advances",
        "ascent",
        "baseline",
        "first",
        "glyphs",
        "height",
        "joined",
        "line_height",
        "offsets",
        "rises",
        "runs",
        "size",
        "strikethrough_position",
        "strikethrough_thickness",
        "text",
        "underline_position",
        "underline_thickness",
        "widths",
    )

    def __init__(self, text: str, style: Any, context: str = "") -> None:
        """Shape ``text``. ``context``: a character before it that gives marks their script; it is not part of it."""
        layout = Layout(style)
        layout.set_text(context + text)
        if INTERPUNCT in text and language_of(style["lang"] or "") in ("zh-Hans", "zh-Hant"):
            _square_interpuncts(layout, context + text)
        line, _ = layout.get_first_line()
        self.text = text
        self.size: float = style["font_size"]
        _, self.height = line_size(line, style)
        self.line_height: float = strut(style)[0]
        self.baseline: float = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
        self.glyphs: list[int] = []
        self.widths: list[int] = []
        self.offsets: list[int] = []
        self.rises: list[int] = []
        self.runs: list[tuple[int, PinnedFont]] = []
        self.first: list[int] = []
        self.advances: list[int] = []
        self.joined: list[int] = []
        self._read(line, layout, context)
        self._decoration(layout, style)

    def _read(self, line: Any, layout: Any, context: str) -> None:
        data = (context + self.text).encode()
        run = line.runs[0]
        while run != ffi.NULL:
            item, string = run.data.item, run.data.glyphs
            run = run.next
            if item.analysis.level % 2:
                raise UnfitError("right to left")
            count = string.num_glyphs
            words = memoryview(ffi.buffer(string.glyphs, count * GLYPH_WORDS * 4)).cast("I")
            signed = memoryview(ffi.buffer(string.glyphs, count * GLYPH_WORDS * 4)).cast("i")
            clusters = ffi.unpack(string.log_clusters, count)
            self.runs.append((len(self.glyphs), _pin(item.analysis.font, layout)))
            widths = signed[1::GLYPH_WORDS].tolist()
            if len(clusters) == item.num_chars and all(a < b for a, b in pairwise(clusters)):
                start = len(self.glyphs)
                self.first.extend(range(start, start + count))
                self.advances.extend(widths)
            else:
                self._clusters(data[item.offset : item.offset + item.length].decode(), clusters, widths)
            self.glyphs.extend(words[0::GLYPH_WORDS].tolist())
            self.widths.extend(widths)
            self.offsets.extend(signed[2::GLYPH_WORDS].tolist())
            self.rises.extend(signed[3::GLYPH_WORDS].tolist())
        if context:
            self._forget(len(context))
        self.first.append(len(self.glyphs))
        if len(self.advances) != len(self.text):
            raise UnfitError("shaped text has another length")

    def _clusters(self, text: str, clusters: list[int], widths: list[int]) -> None:
        """Characters of a run with ligatures or marks: the first of a cluster takes its whole width."""
        start, at = len(self.glyphs), 0
        where: dict[int, int] = {}
        for glyph, offset in enumerate(clusters):
            where.setdefault(offset, glyph)
        begins = [*where.values(), len(clusters)]
        cluster = -1
        for char in text:
            if at in where:
                cluster += 1
                self.first.append(start + begins[cluster])
                self.advances.append(sum(widths[begins[cluster] : begins[cluster + 1]]))
            else:
                self.joined.append(len(self.first))
                self.first.append(start + begins[cluster + 1])
                self.advances.append(0)
            at += len(char.encode())

    def _forget(self, count: int) -> None:
        """Take the context's characters off again."""
        glyphs = self.first[count] if len(self.first) > count else len(self.glyphs)
        for values in (self.glyphs, self.widths, self.offsets, self.rises):
            del values[:glyphs]
        del self.advances[:count]
        self.first = [glyph - glyphs for glyph in self.first[count:]]
        self.joined = [at - count for at in self.joined if at > count]
        runs = [(max(0, start - glyphs), font) for start, font in self.runs]
        # Of the runs that now begin at 0 only the last has glyphs left.
        self.runs = [run for run, after in zip(runs, [*runs[1:], (1, None)], strict=True) if after[0] > 0]

    def _decoration(self, layout: Any, style: Any) -> None:
        decorated = style["text_decoration_line"] != "none"
        self.ascent = layout.ascent if decorated else None
        self.underline_position = layout.underline_position if decorated else None
        self.underline_thickness = layout.underline_thickness if decorated else None
        self.strikethrough_position = layout.strikethrough_position if decorated else None
        self.strikethrough_thickness = layout.strikethrough_thickness if decorated else None

    def font(self, glyph: int) -> PinnedFont:
        """The font of a glyph by its place."""
        found = self.runs[0][1]
        for start, font in self.runs:
            if start > glyph:
                break
            found = font
        return found


def _square_interpuncts(layout: Any, text: str) -> None:
    """Ask the font for the full-width form of each interpunct that stands beside Han characters and no others.

    The feature is asked for on these characters of the run: a run of their own would lose its script.
    """
    edge = len(text) - 1
    for at, char in enumerate(text):
        beside = (text[at - 1 : at] if at else "") + (text[at + 1] if at < edge else "")
        if char != INTERPUNCT or not beside or not all(map(is_han, beside)):
            continue
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_layout_set_attributes(layout.layout, attributes)
            attributes = pango.pango_layout_get_attributes(layout.layout)
        wide = pango.pango_attr_font_features_new(_FULL_WIDTH)
        wide.start_index = len(text[:at].encode())
        wide.end_index = wide.start_index + len(char.encode())
        pango.pango_attr_list_insert(attributes, wide)


def _pin(font: Any, layout: Any) -> PinnedFont:
    address = int(ffi.cast("uintptr_t", font))
    found = _pinned.get(address)
    if found is None:
        found = _pinned[address] = PinnedFont(font, layout.layout)
    return found
