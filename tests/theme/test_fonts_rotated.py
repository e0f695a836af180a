"""Faces for vertical text: what is turned, in which form, and what stays as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb

from docforge.theme.fonts import FontRequest, FontStore
from docforge.theme.fonts.cut import Naming
from docforge.theme.fonts.orientation import is_upright
from docforge.theme.fonts.rotated import rotate
from docforge.theme.fonts.rotated_layout import COMBINE

NAMING = Naming("Docforge Test Vertical", 400)


class Font:
    """A font by HarfBuzz."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.face = hb.Face(data)
        self.font = hb.Font(self.face)

    def shape(self, text: str, *features: str) -> list[tuple[int, int, int, int]]:
        """Glyph, cluster, advance and offset along the line of each glyph."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self.font, buffer, dict.fromkeys(features, True))
        return [
            (info.codepoint, info.cluster, place.x_advance, place.x_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def points(self, glyph: int) -> list[tuple[float, float]]:
        """Every point of an outline, in order."""
        found: list[tuple[float, float]] = []

        def take(*numbers: Any) -> None:
            *flat, _ = numbers
            found.extend(zip(flat[::2], flat[1::2], strict=True))

        pen = hb.DrawFuncs()
        pen.set_move_to_func(take)
        pen.set_line_to_func(take)
        pen.set_quadratic_to_func(take)
        self.font.draw_glyph(glyph, pen, None)
        return found

    def of(self, char: str) -> list[tuple[float, float]]:
        return self.points(self.shape(char)[0][0])


@pytest.fixture(scope="module")
def japanese(store: FontStore) -> tuple[Font, Font]:
    """The Japanese serif, and its rotated face."""
    data = Path(store.face("serif-jp-regular").path).read_bytes()
    return Font(data), Font(rotate(data, NAMING))


@pytest.fixture(scope="module")
def simplified(store: FontStore) -> tuple[Font, Font]:
    data = Path(store.face("serif-sc-regular").path).read_bytes()
    return Font(data), Font(rotate(data, NAMING))


def test_an_ideograph_is_turned_to_the_left_about_the_centre_of_its_em_box(japanese: tuple[Font, Font]) -> None:
    plain, rotated = japanese
    # The em box reaches from -120 to 880: (x, y) comes to lie at (880 - y, x - 120).
    assert rotated.of("国") == [(880 - y, x - 120) for x, y in plain.of("国")]
    assert rotated.shape("国")[0][2] == 1000


def test_latin_letters_and_dashes_stay_as_they_are(japanese: tuple[Font, Font]) -> None:
    plain, rotated = japanese
    for char in "Ag—&":
        assert rotated.of(char) == plain.of(char), char


def test_marks_and_small_kana_take_their_vertical_form(japanese: tuple[Font, Font]) -> None:
    plain, rotated = japanese
    for char in "、。「」（）ーっゃ〜：":
        assert rotated.of(char) != [(880 - y, x - 120) for x, y in plain.of(char)], char
    # A full stop stands in the upper right corner of its column: near the start of the line, and high above it.
    xs, ys = zip(*rotated.of("。"), strict=True)
    assert max(xs) < 500
    assert min(ys) > 380


def test_every_character_keeps_its_code_point_and_no_two_share_a_glyph(japanese: tuple[Font, Font]) -> None:
    plain, rotated = japanese
    assert set(rotated.face.unicodes) == set(plain.face.unicodes)
    glyphs = [rotated.font.get_nominal_glyph(point) for point in rotated.face.unicodes]
    assert len(set(glyphs)) == len(glyphs)


def test_halt_gives_along_the_line_what_vhal_gives_down_a_column(japanese: tuple[Font, Font]) -> None:
    rotated = japanese[1]
    assert [glyph[2:] for glyph in rotated.shape("「国」。・", "halt")] == [
        (500, -500),
        (1000, 0),
        (500, 0),
        (500, 0),
        (500, -250),
    ]


def test_centred_marks_of_traditional_chinese_lose_a_quarter_at_each_side(store: FontStore) -> None:
    rotated = Font(rotate(Path(store.face("serif-tc-regular").path).read_bytes(), NAMING))
    assert rotated.shape("。，", "halt")[0][2:] == (500, -250)


def test_quotation_marks_of_simplified_chinese_are_drawn_as_corner_brackets(simplified: tuple[Font, Font]) -> None:
    rotated = simplified[1]
    assert rotated.of("“") == rotated.of("『")
    assert rotated.of("”") == rotated.of("』")
    assert rotated.font.get_nominal_glyph(ord("“")) != rotated.font.get_nominal_glyph(ord("『"))


def test_the_apostrophe_of_a_latin_word_is_no_bracket(simplified: tuple[Font, Font]) -> None:
    rotated = simplified[1]
    inside = rotated.shape("don’t")[3]
    assert inside[2] < 400
    assert rotated.points(inside[0]) != rotated.of("」")


def test_digits_are_set_side_by_side_upright_in_one_em(japanese: tuple[Font, Font]) -> None:
    rotated = japanese[1]
    two = rotated.shape("25", COMBINE)
    assert [glyph[1] for glyph in two] == [0, 1]
    assert [glyph[2] for glyph in two] == [500, 500]
    assert sum(glyph[2] for glyph in rotated.shape("100", COMBINE)) == 1000
    # The first digit stands at the left of its column (below the centre line), the second at its right.
    assert max(y for _, y in rotated.points(two[0][0])) <= 380 <= min(y for _, y in rotated.points(two[1][0]))
    # Their extents along the column are the same: both are as high as a digit is, and no wider than it.
    (one, _), (other, _) = (_extent(rotated.points(glyph[0])) for glyph in two)
    assert one[1] - one[0] == pytest.approx(other[1] - other[0], abs=30)


def _extent(points: list[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = zip(*points, strict=True)
    return (min(xs), max(xs)), (min(ys), max(ys))


def test_a_dotted_line_is_not_combined_with_the_number_after_it(japanese: tuple[Font, Font]) -> None:
    rotated = japanese[1]
    plain, combined = rotated.shape("....12"), rotated.shape("....12", COMBINE)
    assert combined[:4] == plain[:4]
    assert combined[4:] != plain[4:]


def test_letters_keep_their_kerning(japanese: tuple[Font, Font]) -> None:
    plain, rotated = japanese
    assert rotated.shape("AVATAR") == plain.shape("AVATAR")


def test_equal_faces_give_equal_bytes(japanese: tuple[Font, Font]) -> None:
    assert rotate(japanese[0].data, NAMING) == japanese[1].data


def test_a_plan_names_rotated_faces_and_keeps_them_in_the_store(store: FontStore) -> None:
    request = FontRequest("serif", "jp", 400, frozenset(map(ord, "国A")), italic=True)
    plan = store.with_vertical(store.plan([request]))
    assert plan.families["serif", "jp"] == ("Docforge Serif JP",)
    assert plan.vertical["serif", "jp"] == ("Docforge Serif JP Vertical",)
    faces = {face.key: face for face in plan.faces}
    assert {"serif-jp-regular", "serif-jp-regular-vertical", "serif-jp-regular-italic-vertical"} <= set(faces)
    made = Path(faces["serif-jp-regular-vertical"].path)
    assert made.parent == store.folder / "supplements"
    again = FontStore(store.root, store.lock)
    assert again.with_vertical(again.plan([request])) == plan


def test_latin_and_fixed_pitch_faces_serve_both_directions(store: FontStore) -> None:
    request = FontRequest("mono", "latin", 400, frozenset(map(ord, "A")))
    plan = store.plan([request])
    assert store.with_vertical(plan).vertical["mono", "latin"][0] == plan.families["mono", "latin"][0]


def test_orientation_follows_unicode() -> None:
    assert all(map(is_upright, map(ord, "国あア①％。！？：；한𠮷×")))
    assert not any(map(is_upright, map(ord, "Aaé1—…“（「ー〜→")))
