"""Cuts are sound fonts that draw what their source draws. fontTools reads them here; it has no part in writing them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTCollection, TTFont

from docforge.theme.fonts import FontStore
from docforge.theme.fonts.lock import Lock, load_lock
from docforge.theme.fonts.sources import locate

SAMPLE = {
    "sc": "汉字骨直门①⑴㈠，。《》“”Aé中国",
    "tc": "漢字骨直門，。「」Aé龜鬱",
    "jp": "漢字骨直かなカナー、。「」Aé葛飾",
    "kr": "한국어똠힣漢字骨直Aé、。金",
}


def read(store: FontStore, key: str) -> TTFont:
    return TTFont(io.BytesIO(Path(store.face(key).path).read_bytes()), checkChecksums=2)


def source_face(name: str, file: str) -> TTFont:
    lock = load_lock()
    data = locate(lock.find_source(file), lock, ()).read_bytes()
    collection = TTCollection(io.BytesIO(data), lazy=True)
    return next(font for font in collection.fonts if font["name"].getDebugName(1) == name)


def drawn(font: Any, glyph: str) -> tuple[float, tuple[float, ...]]:
    """Area and bounds, without regard to the direction of contours."""
    glyphs = font.getGlyphSet()
    area, bounds = AreaPen(glyphs), BoundsPen(glyphs)
    glyphs[glyph].draw(area)
    glyphs[glyph].draw(bounds)
    return abs(area.value), tuple(bounds.bounds or (0, 0, 0, 0))


@pytest.mark.parametrize("region", ["sc", "tc", "jp", "kr"])
@pytest.mark.parametrize("generic", ["serif", "sans"])
def test_a_cut_draws_the_glyphs_of_its_source(store: FontStore, generic: str, region: str) -> None:
    lock = load_lock()
    design = lock.find_design(f"{generic}-{region}")
    cut, full = read(store, f"{generic}-{region}-bold"), source_face(design.face, design.bold)
    ours, theirs = cut.getBestCmap(), full.getBestCmap()
    for character in map(ord, SAMPLE[region]):
        area, bounds = drawn(cut, ours[character])
        wanted_area, wanted_bounds = drawn(full, theirs[character])
        assert area == pytest.approx(wanted_area, rel=0.01), chr(character)
        assert bounds == pytest.approx(wanted_bounds, abs=1.5), chr(character)
        assert cut["hmtx"][ours[character]][0] == full["hmtx"][theirs[character]][0]
        assert cut["vmtx"][ours[character]][0] == full["vmtx"][theirs[character]][0]


@pytest.mark.parametrize("key", ["serif-kr-regular", "sans-jp-bold", "mono-regular"])
def test_a_cut_is_a_static_truetype_font_without_cff(store: FontStore, key: str) -> None:
    font = read(store, key)
    assert font.sfntVersion == "\0\1\0\0"
    assert {"glyf", "loca", "cmap", "hmtx", "vmtx", "OS/2", "post", "name"} <= set(font.keys())
    assert not {"CFF ", "CFF2", "VORG", "fvar", "DSIG"} & set(font.keys())
    order = font.getGlyphOrder()
    assert len(order) == font["maxp"].numGlyphs
    head, bounds = font["head"], []
    for name in order:
        glyph = font["glyf"][name]
        if glyph.numberOfContours:
            assert font["hmtx"][name][1] == glyph.xMin, name
            bounds.append((glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax))
            points = glyph.getCoordinates(font["glyf"])[0]
            assert min(x for x, _ in points) == glyph.xMin
            assert max(y for _, y in points) == glyph.yMax
    lefts, bottoms, rights, tops = zip(*bounds, strict=True)
    assert (head.xMin, head.yMin, head.xMax, head.yMax) == (min(lefts), min(bottoms), max(rights), max(tops))
    assert font["hhea"].advanceWidthMax == max(font["hmtx"][name][0] for name in order)


def test_every_character_of_a_cut_has_a_glyph_of_its_own(store: FontStore) -> None:
    for key in ("serif-sc-regular", "serif-kr-regular", "mono-bold"):
        mapping = read(store, key).getBestCmap()
        assert set(mapping) == set(store.coverage(key))
        assert len(set(mapping.values())) == len(mapping)


def test_a_cut_has_all_blanks_in_their_widths(store: FontStore) -> None:
    font = read(store, "serif-jp-regular")
    mapping = font.getBestCmap()
    widths = {point: font["hmtx"][mapping[point]][0] for point in (0x2003, 0x2002, 0x2005, 0x2009, 0x3000)}
    assert widths == {0x2003: 1000, 0x2002: 500, 0x2005: 250, 0x2009: 200, 0x3000: 1000}
    assert all(font["glyf"][mapping[point]].numberOfContours == 0 for point in widths)


def test_the_bold_cut_is_bold(store: FontStore) -> None:
    regular, bold = read(store, "serif-sc-regular"), read(store, "serif-sc-bold")
    ink = [drawn(font, font.getBestCmap()[ord("国")])[0] for font in (regular, bold)]
    assert ink[1] > 1.3 * ink[0]
    assert (regular["OS/2"].usWeightClass, bold["OS/2"].usWeightClass) == (400, 700)
    assert bold["head"].macStyle & 1


def test_regions_draw_the_same_character_in_their_own_forms(store: FontStore) -> None:
    shapes = {}
    for region in ("sc", "tc", "jp", "kr"):
        font = read(store, f"serif-{region}-regular")
        glyph = font["glyf"][font.getBestCmap()[ord("骨")]]
        shapes[region] = bytes(glyph.getCoordinates(font["glyf"])[0]._a)
    assert shapes["sc"] != shapes["tc"] != shapes["jp"] != shapes["sc"]


def test_names_are_our_own_and_the_licence_stays(store: FontStore) -> None:
    for key, family, postscript in (
        ("serif-sc-regular", "Docforge Serif SC", "DocforgeSerifSC-Regular"),
        ("sans-kr-bold", "Docforge Sans KR", "DocforgeSansKR-Bold"),
        ("mono-bold", "Docforge Mono", "DocforgeMono-Bold"),
    ):
        names = read(store, key)["name"]
        assert names.getDebugName(1) == family
        assert names.getDebugName(6) == postscript
        assert "Adobe" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)
        assert not any("Noto Se" in record.toUnicode() or "Noto Sa" in record.toUnicode() for record in names.names)


def test_layout_features_for_east_asian_text_are_kept_and_regional_forms_are_not(store: FontStore) -> None:
    font = read(store, "serif-jp-regular")
    substitutions = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    positions = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"vert", "vrt2", "fwid", "hwid", "pwid", "ruby", "ccmp", "liga"} <= substitutions
    assert {"kern", "halt", "palt", "vhal", "vpal", "vkrn"} <= positions
    assert "locl" not in substitutions


def test_the_fixed_pitch_cut_has_one_width(store: FontStore) -> None:
    font = read(store, "mono-regular")
    assert {advance for advance, _ in font["hmtx"].metrics.values()} == {500}
    assert font["post"].isFixedPitch
    assert font["OS/2"].panose.bProportion == 9
    edges = [drawn(font, font.getBestCmap()[ord(character)])[1] for character in "─│"]
    assert edges[0][0] <= 0, "box drawing must touch the cell's edges"
    assert edges[0][2] >= 500


def test_the_italic_cut_is_the_latin_one_slanted_by_a_fifth(store: FontStore) -> None:
    upright, slanted = read(store, "serif-latin-regular"), read(store, "serif-italic-regular")
    assert upright.getBestCmap().keys() == slanted.getBestCmap().keys()
    assert 0x4E00 not in slanted.getBestCmap()
    glyph = upright.getBestCmap()[ord("I")]
    (area, bounds), (slanted_area, slanted_bounds) = drawn(upright, glyph), drawn(slanted, glyph)
    assert slanted_area == pytest.approx(area, rel=0.01)
    assert slanted_bounds[2] == pytest.approx(bounds[2] + 0.2 * bounds[3], abs=1.5)
    assert upright["hmtx"][glyph][0] == slanted["hmtx"][glyph][0]
    assert slanted["post"].italicAngle == pytest.approx(-11.31, abs=0.01)
    assert slanted["OS/2"].fsSelection & 0b100_0001 == 1
    assert slanted["head"].macStyle == 0b10


def test_quotation_marks_of_the_latin_cut_are_narrow(store: FontStore) -> None:
    font = read(store, "serif-latin-regular")
    widths = {character: font["hmtx"][font.getBestCmap()[ord(character)]][0] for character in "‘’“”"}
    assert all(width < 500 for width in widths.values()), widths


def test_variation_sequences_draw_what_the_source_draws(store: FontStore) -> None:
    cut, full = read(store, "serif-jp-regular"), source_face("Noto Serif CJK JP", "NotoSerifCJK-Regular.ttc")

    def form(font: TTFont, base: int, selector: int) -> str:
        table = next(table for table in font["cmap"].tables if table.format == 14)
        glyph: str | None = dict(table.uvsDict[selector])[base]
        return glyph or str(font.getBestCmap()[base])

    for base, selector in ((0x845B, 0xE0100), (0x845B, 0xE0101), (0x8FBB, 0xE0100), (0x8FBB, 0xE0101)):
        assert store.coverage("serif-jp-regular").has_sequence(base, selector)
        area = drawn(cut, form(cut, base, selector))[0]
        assert area == pytest.approx(drawn(full, form(full, base, selector))[0], rel=0.01)
    # The form of 葛 with 人 inside is another glyph than the one with ヒ.
    assert form(cut, 0x845B, 0xE0100) != form(cut, 0x845B, 0xE0101)


CUT_IN_ANOTHER_PROCESS = """
import hashlib, sys
import uharfbuzz
from docforge.theme.fonts.cut import Naming, make_cut
from docforge.theme.fonts.outlines import OutlineReader
from docforge.theme.fonts.sources import open_face

blob = uharfbuzz.Blob.from_file_path(sys.argv[1])
face = open_face(blob, "Noto Serif CJK TC")
cut = make_cut(face, OutlineReader(face), set(map(ord, "國文學習一二三abc")), Naming("Docforge Test", 400))
print(hashlib.sha256(cut.data).hexdigest())
"""


def test_a_cut_has_the_same_bytes_in_every_process(small_lock: Lock) -> None:
    path = locate(small_lock.find_source("NotoSerifCJK-Regular.ttc"), small_lock, ())
    digests = set()
    for seed, zone in (("0", "UTC"), ("7", "Asia/Tokyo")):
        done = subprocess.run(
            [sys.executable, "-c", CUT_IN_ANOTHER_PROCESS, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_the_manifest_tells_the_truth_about_the_files(store: FontStore) -> None:
    for entry in store.manifest().cuts:
        data = (store.folder / entry.file).read_bytes()
        assert len(data) == entry.size
        assert TTFont(io.BytesIO(data))["maxp"].numGlyphs == entry.glyphs
        assert entry.source_sha256 == load_lock().find_source(entry.source).sha256
    assert store.problems() == []


def test_a_dash_of_chinese_is_one_em_wide_and_two_of_them_are_one_line(store: FontStore) -> None:
    # CLREQ 3.1.5: a dash takes two ems, without a gap in its middle, at the centre of the line's height.
    face = uharfbuzz.Face(Path(store.face("serif-sc-regular").path).read_bytes())
    font = uharfbuzz.Font(face)
    for text, advance in (("国—国", 1000), ("国——国", 2000)):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        assert [place.x_advance for place in buffer.glyph_positions][1:-1] == [advance], text
        extents = font.get_glyph_extents(buffer.glyph_infos[1].codepoint)
        assert extents.width > 0.85 * advance
        assert extents.y_bearing + extents.height / 2 == pytest.approx(380, abs=5)
