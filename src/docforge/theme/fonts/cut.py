"""A cut: some characters of a full CFF face as a static TrueType font under a family name of our own.

The same face, characters and library versions give the same bytes: nothing here reads the clock or an order of a set.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .boxes import BOX_ADVANCE, box
from .characters import BLANKS, SELECTORS
from .cmap import build_cmap, glyph_copies, missing_blanks, variation_subtable
from .coverage import Coverage, boundaries
from .manifest import CUT_VERSION
from .outlines import Outline, OutlineReader
from .sfnt import name_table, read_advances, read_tables, write_font, write_metrics
from .types import Weight

# Layout features a cut keeps. ``locl`` is left out on purpose: a cut is made for one region, and the language of a run
# chooses the face; keeping it would double each cut with the forms of the other regions. What it does to the region's
# own language is drawn into the cut (``_forms_of``). Discretionary ligatures (㍿)
# and historical forms change what the author typed.
FEATURES = (
    "calt", "ccmp", "clig", "fwid", "halt", "hwid", "kern", "liga", "ljmo", "mark", "mkmk", "palt", "pwid", "ruby",
    "tjmo", "vert", "vhal", "vjmo", "vkrn", "vpal", "vrt2",
)  # fmt: skip

# Name records kept as they are: copyright, version, trademark, maker, designer, description, addresses, licence.
_KEPT_NAMES = (0, 5, 7, 8, 9, 10, 11, 12, 13, 14)


_BEFORE_IDEOGRAPHS = 0x2E80
"""No ideograph is asked for its form in a language: a face of a region has its own already."""


class Naming(NamedTuple):
    """Names of a cut: ``Docforge Serif SC``, 400."""

    family: str
    weight: Weight
    italic: bool = False

    @property
    def style(self) -> str:
        """The style's name in English, as fonts have it."""
        bold = "Bold" if self.weight == 700 else ""
        return " ".join(filter(None, (bold, "Italic" if self.italic else ""))) or "Regular"

    @property
    def postscript(self) -> str:
        """At most 63 characters, no blanks (OpenType ``name`` ID 6)."""
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}"


class Cut(NamedTuple):
    """Bytes of the font and what it covers."""

    data: bytes
    coverage: Coverage
    glyphs: int


def make_cut(
    face: Any,
    reader: OutlineReader,
    characters: Iterable[int],
    naming: Naming,
    *,
    cell: int = 0,
    slant: int = 0,
    boxes: Iterable[int] = (),
    language: str = "",
) -> Cut:
    """Cuts ``characters`` (those ``face`` has; variation selectors among them bring their sequences).

    :param face: uharfbuzz Face with CFF outlines.
    :param reader: outlines of the same font file; may be shared by all faces of a collection with one glyph set.
    :param cell: when given, every glyph gets exactly this advance (font units), condensed to fit, and no layout
        features: a fixed-pitch font.
    :param slant: how far to slant, in thousandths of the height; ``naming`` should say italic.
    :param boxes: characters drawn as boxes with the digits of ``face``, which must be fixed-pitch then.
    :param language: when given (BCP 47), characters have the forms that ``face`` keeps for this language.
    """
    import uharfbuzz as hb

    request = hb.SubsetInput()
    request.unicode_set.update((*characters, *BLANKS))
    request.layout_feature_tag_set.clear()
    if not cell:
        request.layout_feature_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in FEATURES)
    request.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in (b"CFF ", b"VORG", b"DSIG"))
    request.flags |= hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(face, request)
    subset = plan.execute()
    tables = read_tables(subset.blob.data)
    forms = _forms_of(face, language) if language else {}
    glyphs = _source_glyphs(tables, reader, plan, cell, slant, forms)
    drawn = {point: _Glyph(box(point, OutlineReader(face)), BOX_ADVANCE, BOX_ADVANCE, 880) for point in sorted(boxes)}
    _give_each_character_its_glyph(tables, subset, glyphs, cell, drawn)
    put_outlines(tables, [glyph.outline for glyph in glyphs])
    put_metrics(tables, [glyph.outline for glyph in glyphs], [glyph.advance for glyph in glyphs])
    _put_vertical_metrics(tables, glyphs)
    if cell:
        _mark_fixed_pitch(tables)
    if slant:
        _mark_italic(tables, slant)
    tables["name"] = name_table(names_of(face, naming))
    data = write_font(tables)
    return Cut(data, coverage_of(hb.Face(data)), len(glyphs))


def coverage_of(face: Any) -> Coverage:
    """What a uharfbuzz face covers."""
    sequences = {
        selector: boundaries(face.variation_unicodes(selector)) for selector in sorted(face.variation_selectors)
    }
    return Coverage(boundaries(face.unicodes), {key: value for key, value in sequences.items() if value})


class _Glyph(NamedTuple):
    outline: Outline
    advance: int
    height: int
    """Advance in vertical text."""
    origin: int
    """y of the origin in vertical text."""


def _forms_of(face: Any, language: str) -> dict[int, int]:
    """Glyphs that stand for others in a language: a dash of one em, and two of them as one line of two (CLREQ 3.1.5).

    Each is drawn in the other's place, so that layout tables, which know the other, need no change.
    """
    import uharfbuzz as hb

    font = hb.Font(face)

    def shaped(point: int, tag: str) -> int:
        buffer = hb.Buffer()
        buffer.add_str(chr(point))
        buffer.guess_segment_properties()
        buffer.script, buffer.language = "Hani", tag
        hb.shape(font, buffer)
        return int(buffer.glyph_infos[0].codepoint)

    plain = {point: font.get_nominal_glyph(point) for point in sorted(face.unicodes) if point < _BEFORE_IDEOGRAPHS}
    found = {glyph: shaped(point, language) for point, glyph in plain.items()}
    return {glyph: form for glyph, form in found.items() if form != glyph}


def _source_glyphs(
    tables: dict[str, bytes], reader: OutlineReader, plan: Any, cell: int, slant: int, forms: Mapping[int, int]
) -> list[_Glyph]:
    """The glyphs of a subset in its order, with outlines from the source; ``forms`` replaces some by others."""
    sources = [old for _new, old in sorted(dict(plan.new_to_old_glyph_mapping.items()).items())]
    advances = read_advances(tables["hmtx"], tables["hhea"], len(sources))
    # A face without vertical metrics is as high in vertical text as it is wide.
    heights = read_advances(tables["vmtx"], tables["vhea"], len(sources)) if "vmtx" in tables else advances
    return [
        _Glyph(
            reader.outline(forms.get(source, source), cell, slant),
            cell or (reader.advance(forms[source]) if source in forms else advance),
            height,
            reader.vertical_origin(forms.get(source, source)),
        )
        for source, advance, height in zip(sources, advances, heights, strict=True)
    ]


def _give_each_character_its_glyph(
    tables: dict[str, bytes], subset: Any, glyphs: list[_Glyph], cell: int, drawn: Mapping[int, _Glyph]
) -> None:
    """Appends copies of shared glyphs, the blanks that are missing and ``drawn``; rewrites ``cmap`` accordingly."""
    import uharfbuzz as hb

    font = hb.Font(subset)
    nominal = {point: font.get_nominal_glyph(point) for point in subset.unicodes}
    space = glyphs[nominal[0x20]]
    for point, shared in glyph_copies(nominal).items():
        nominal[point] = len(glyphs)
        glyphs.append(glyphs[shared])
    for point in missing_blanks(nominal):
        nominal[point] = len(glyphs)
        glyphs.append(space._replace(advance=cell or BLANKS[point]))
    for point, glyph in drawn.items():
        nominal[point] = len(glyphs)
        glyphs.append(glyph)
    tables["cmap"] = build_cmap(nominal, variation_subtable(tables["cmap"]))


def put_outlines(tables: dict[str, bytes], outlines: list[Outline]) -> None:
    """Writes glyf, loca and maxp, and what head says about them. Needs ``head``."""
    offsets = [0]
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline.data))
    tables["glyf"] = b"".join(outline.data for outline in outlines)
    tables["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
    points, contours = max(o.points for o in outlines), max(o.contours for o in outlines)
    # maxp 1.0: no composites, one zone, no instructions.
    zones = 1
    tables["maxp"] = struct.pack(">L14H", 0x00010000, len(outlines), points, contours, 0, 0, zones, *[0] * 8)
    boxes = [outline.box for outline in outlines if outline.points]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    head = bytearray(tables["head"])
    struct.pack_into(">hhhh", head, 36, *box)
    struct.pack_into(">hh", head, 50, 1, 0)  # loca in 32 bits; glyph data format
    flags = struct.unpack_from(">H", head, 16)[0]
    struct.pack_into(">H", head, 16, flags | 2)  # left side bearings are xMin
    tables["head"] = bytes(head)


def put_metrics(tables: dict[str, bytes], outlines: list[Outline], advances: list[int]) -> None:
    """Writes hmtx, with side bearings equal to xMin (a viewer shifts the glyph by any difference). Needs ``hhea``."""
    tables["hmtx"], long_metrics = write_metrics(advances, [outline.box[0] for outline in outlines])
    drawn = [(outline.box, advance) for outline, advance in zip(outlines, advances, strict=True) if outline.points]
    extents = (
        min(box[0] for box, _ in drawn),
        min(advance - box[2] for box, advance in drawn),
        max(box[2] for box, _ in drawn),
    )
    hhea = bytearray(tables["hhea"])
    struct.pack_into(">Hhhh", hhea, 10, max(advances), *extents)
    struct.pack_into(">H", hhea, 34, long_metrics)
    tables["hhea"] = bytes(hhea)


def _put_vertical_metrics(tables: dict[str, bytes], glyphs: list[_Glyph]) -> None:
    """Top side bearings that keep the origin of vertical text where the CFF face has it (its VORG table).

    A face made for horizontal text alone has none to keep.
    """
    if "vmtx" not in tables:
        return
    tops = [glyph.origin - glyph.outline.box[3] if glyph.outline.points else 0 for glyph in glyphs]
    tables["vmtx"], long_metrics = write_metrics([glyph.height for glyph in glyphs], tops)
    tables["vhea"] = tables["vhea"][:34] + struct.pack(">H", long_metrics)


def _mark_fixed_pitch(tables: dict[str, bytes]) -> None:
    post, os2 = bytearray(tables["post"]), bytearray(tables["OS/2"])
    struct.pack_into(">L", post, 12, 1)  # isFixedPitch
    os2[35] = 9  # panose.bProportion: monospaced
    tables["post"], tables["OS/2"] = bytes(post), bytes(os2)


def _mark_italic(tables: dict[str, bytes], slant: int) -> None:
    head, post, os2 = bytearray(tables["head"]), bytearray(tables["post"]), bytearray(tables["OS/2"])
    angle = -math.degrees(math.atan(slant / 1000))
    struct.pack_into(">l", post, 4, round(angle * 65536))  # italicAngle, 16.16
    head[45] |= 0b10  # macStyle: italic
    selection = struct.unpack_from(">H", os2, 62)[0]
    struct.pack_into(">H", os2, 62, (selection | 0b1) & ~0b100_0000)  # fsSelection: italic, not regular
    tables["head"], tables["post"], tables["OS/2"] = bytes(head), bytes(post), bytes(os2)


def names_of(face: Any, naming: Naming) -> dict[int, str]:
    """The names of a face made from ``face``: its own family and style, and what the maker's licence asks to keep."""
    names = {identifier: face.get_name(identifier) for identifier in _KEPT_NAMES}
    kept = {identifier: text for identifier, text in names.items() if text}
    return kept | {
        1: naming.family,
        2: naming.style,
        3: f"docforge;{CUT_VERSION};{naming.postscript}",
        4: naming.family if naming.style == "Regular" else f"{naming.family} {naming.style}",
        6: naming.postscript,
    }


def with_selectors(characters: Iterable[int]) -> frozenset[int]:
    """``characters`` and every variation selector, so that a cut keeps the sequences of its characters."""
    return frozenset(characters) | SELECTORS
