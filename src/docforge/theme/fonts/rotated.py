"""Faces for vertical text: a face whose upright characters are drawn turned to the left.

A page of vertical text is laid out lying on its side, in ordinary horizontal lines, and shown turned to the right by
90 degrees. So a character that must stand upright is turned to the left here, about the centre of its em box, in the
form that the face has for vertical text (``vert``); Latin letters, dashes and dots are left alone, since they run
along the line as they are. The ``cmap`` has the same characters, so that copied text is the text that was set.

A turned glyph is a composite of the glyph it is made from: a whole face takes tenths of a second, and outlines are kept
once. It advances by the height of its character, and ``halt`` gives what ``vhal`` gives in vertical text.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

from .cmap import build_cmap, variation_subtable, with_variations
from .combine import NOT_FIRST, combining_glyphs
from .cut import Naming, names_of
from .orientation import is_upright
from .rotated_layout import RotatedLayout, layout_tables
from .sfnt import name_table, read_advances, read_tables, write_font, write_metrics
from .turned import Boxes, Matrix, Turned, offsets_after, turned

ROTATED_VERSION = 1
"""Raised whenever the bytes of a rotated face change."""

_KEPT_FEATURES = ("calt", "ccmp", "clig", "kern", "liga", "mark", "mkmk")
_DROPPED_TABLES = ("vhea", "vmtx", "VORG", "BASE", "DSIG")
_TWINS = {0x301C: 0xFF5E, 0x30FB: 0x00B7}
"""Characters whose glyph is a copy (see ``cmap``) without a vertical form, and the character that kept it."""
_APOSTROPHE = 0x2019
_EM_TOP = 0.88
"""The upper edge of an em box above the baseline, in em, where a face has no ideograph to tell."""


class _Form(NamedTuple):
    """How a character is set in vertical text: glyph, advance downwards, and the glyph's place, in font units."""

    glyph: int
    advance: int
    x: int
    y: int


class _Shaper:
    """Asks HarfBuzz for vertical forms."""

    def __init__(self, face: Any) -> None:
        import uharfbuzz

        self._hb = uharfbuzz
        self.font = uharfbuzz.Font(face)

    def form(self, text: str, *, halved: bool = False) -> _Form:
        """The vertical form of one character, or of one with a variation selector."""
        info, place = self._shape(text, "ttb", {"vert": True, "vhal": halved})
        return _Form(info.codepoint, -place.y_advance, place.x_offset, place.y_offset)

    def proportional(self, text: str) -> int:
        """The glyph of a character in horizontal text, in its proportional form if there is one."""
        return int(self._shape(text, "ltr", {"pwid": True})[0].codepoint)

    def _shape(self, text: str, direction: str, features: dict[str, bool]) -> tuple[Any, Any]:
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = direction
        self._hb.shape(self.font, buffer, features)
        return buffer.glyph_infos[0], buffer.glyph_positions[0]


class _Builder:
    """Collects the glyphs that are appended to a face."""

    def __init__(self, face: Any, tables: dict[str, bytes]) -> None:
        self.shaper = _Shaper(face)
        self.boxes = Boxes(tables)
        self.glyphs: list[Turned] = []
        self.em = int(face.upem)
        self.top = self._top()
        self.halved: dict[int, tuple[int, int]] = {}

    def _top(self) -> int:
        """y of the upper edge of an em box: where vertical text has the origin of an ideograph."""
        font = self.shaper.font
        return -self.shaper.form("一").y if font.get_nominal_glyph(ord("一")) else round(_EM_TOP * self.em)

    def turn(self, text: str, form: _Form) -> int:
        """The id of the turned glyph of ``form``; ``text`` is what it is a form of."""
        glyph = self.boxes.count + len(self.glyphs)
        matrix = Matrix(0.0, -1.0, 1.0, 0.0, -form.y, form.x + self.top - self.em // 2)
        self.glyphs.append(turned(self.boxes, form.glyph, matrix, form.advance))
        narrow = self.shaper.form(text, halved=True)
        change = (form.y - narrow.y, narrow.advance - form.advance)
        if any(change):
            self.halved[glyph] = change
        return glyph


def rotate(data: bytes, naming: Naming) -> bytes:
    """The rotated face of a static TrueType font. Equal bytes give equal bytes."""
    import uharfbuzz as hb

    face = hb.Face(data)
    tables = read_tables(_sideways(hb, face))
    build = _Builder(face, tables)
    font = build.shaper.font
    nominal = {point: font.get_nominal_glyph(point) for point in sorted(face.unicodes)}
    sideways = dict(nominal)
    for point in nominal:
        text, form = _vertical(build.shaper, point)
        if is_upright(point) or form.glyph != sideways[ord(text)]:
            nominal[point] = build.turn(text, form)
    sequences = _turned_sequences(build, face, nominal, sideways)
    combining = combining_glyphs(font, build.boxes, build.top, build.em, build.boxes.count + len(build.glyphs))
    build.glyphs += combining.glyphs
    tables["cmap"] = build_cmap(nominal, with_variations(variation_subtable(tables["cmap"]), sequences))
    tables["name"] = name_table(names_of(face, naming))
    _append(tables, build.boxes, build.glyphs)
    layout = RotatedLayout(
        halved=build.halved,
        combining={nominal[point]: ids for point, ids in combining.variants.items()},
        starts=frozenset(nominal[point] for point in combining.variants if point not in NOT_FIRST),
        latin=_apostrophe(build.shaper, nominal, sideways),
    )
    tables.update(layout_tables(write_font(tables), layout))
    return write_font(tables)


def _sideways(hb: Any, face: Any) -> bytes:
    """The face with all its glyphs, and of its layout only what sideways letters need."""
    request = hb.SubsetInput()
    request.unicode_set.update(face.unicodes)
    request.unicode_set.update(face.variation_selectors)
    request.glyph_set.update(range(face.glyph_count))
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _KEPT_FEATURES)
    request.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES)
    request.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.SubsetPlan(face, request).execute().blob.data)


def _vertical(shaper: _Shaper, point: int) -> tuple[str, _Form]:
    """A character and its vertical form; a copied glyph takes the form of the character that it was copied from."""
    twin = _TWINS.get(point)
    own = shaper.form(chr(point))
    if twin is not None and shaper.font.get_nominal_glyph(twin):
        other = shaper.form(chr(twin))
        full = shaper.font.get_glyph_h_advance(other.glyph) == shaper.font.get_glyph_h_advance(own.glyph)
        if full and own.glyph == shaper.font.get_nominal_glyph(point):
            return chr(twin), other
    return chr(point), own


def _turned_sequences(
    build: _Builder, face: Any, nominal: dict[int, int], sideways: dict[int, int]
) -> dict[tuple[int, int], int]:
    """Turned glyphs of variation sequences that have a form of their own, by (base, selector)."""
    found = {}
    for selector in sorted(face.variation_selectors):
        for base in sorted(face.variation_unicodes(selector)):
            text = chr(base) + chr(selector)
            own = build.shaper.font.get_variation_glyph(base, selector) != sideways.get(base)
            if own and nominal.get(base) != sideways.get(base):
                found[base, selector] = build.turn(text, build.shaper.form(text))
    return found


def _apostrophe(shaper: _Shaper, nominal: dict[int, int], sideways: dict[int, int]) -> dict[int, int]:
    """The sign in ``don’t``, where Chinese vertical text draws the same character as a corner bracket."""
    if _APOSTROPHE not in nominal or nominal[_APOSTROPHE] == sideways[_APOSTROPHE]:
        return {}
    return {nominal[_APOSTROPHE]: shaper.proportional(chr(_APOSTROPHE))}


def _append(tables: dict[str, bytes], boxes: Boxes, glyphs: list[Turned]) -> None:
    """Appends glyphs to glyf, loca, hmtx and maxp, and says what head and hhea need to know."""
    count = boxes.count + len(glyphs)
    advances = read_advances(tables["hmtx"], tables["hhea"], boxes.count) + [glyph.advance for glyph in glyphs]
    extents = [box for box in map(boxes.box, range(boxes.count)) if box]
    lefts = [(boxes.box(glyph) or (0,))[0] for glyph in range(boxes.count)] + [glyph.box[0] for glyph in glyphs]
    extents += [glyph.box for glyph in glyphs]
    offsets = list(offsets_after(boxes, glyphs))
    tables["glyf"] = tables["glyf"][: boxes.offsets[-1]] + b"".join(glyph.data for glyph in glyphs)
    tables["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
    tables["hmtx"], long_metrics = write_metrics(advances, lefts)
    head, hhea, maxp = bytearray(tables["head"]), bytearray(tables["hhea"]), bytearray(tables["maxp"])
    box = (*map(min, list(zip(*extents, strict=True))[:2]), *map(max, list(zip(*extents, strict=True))[2:]))
    struct.pack_into(">hhhh", head, 36, *box)
    struct.pack_into(">h", head, 50, 1)  # loca in 32 bits
    struct.pack_into(">H", hhea, 10, max(advances))
    struct.pack_into(">H", hhea, 34, long_metrics)
    points, contours = struct.unpack_from(">HH", maxp, 6)
    struct.pack_into(">H", maxp, 4, count)
    struct.pack_into(">HH", maxp, 10, points, contours)  # a composite has no more of either than its component
    struct.pack_into(">HH", maxp, 28, 1, 1)  # components of a glyph, and how deep they nest
    tables["head"], tables["hhea"], tables["maxp"] = bytes(head), bytes(hhea), bytes(maxp)
