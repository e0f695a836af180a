"""Character sets and coverages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docforge.theme.fonts.characters import describe, is_drawn, is_private_use, sequences_in
from docforge.theme.fonts.charsets import charset
from docforge.theme.fonts.cmap import glyph_copies
from docforge.theme.fonts.coverage import Coverage, boundaries, packed, unpacked

CODE_POINTS = st.sets(st.integers(0, 0x10FFFF), max_size=200)


def ideographs(name: str) -> int:
    return sum(0x4E00 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF for point in charset(name))


def test_the_national_standards_have_as_many_ideographs_as_they_say() -> None:
    assert ideographs("gb2312") == 6763
    assert ideographs("big5") == 13_053 + 10  # ten more stand among its symbols: 兙 兛 兞 兝 兡 兣 嗧 瓩 糎 卄
    assert ideographs("jisx0208") == 6355 + 1  # 仝 stands among its symbols
    assert ideographs("ksx1001") == 4888


def test_the_korean_set_has_every_modern_syllable() -> None:
    assert charset("ksx1001").issuperset(range(ord("가"), ord("힣") + 1))
    assert ord("힣") - ord("가") + 1 == 11_172


def test_fixed_pitch_leaves_ideographs_and_their_punctuation_to_the_cjk_face() -> None:
    code = charset("code")
    assert set(map(ord, "az09_|é─├→")) <= code
    assert code.isdisjoint(map(ord, "汉かア。，“”‘’…—·①　Ａ"))


@given(CODE_POINTS)
def test_a_coverage_has_exactly_its_characters_also_after_packing(points: set[int]) -> None:
    coverage = Coverage(unpacked(packed(boundaries(points))))
    assert set(coverage) == points
    assert len(coverage) == len(points)
    around = points | {point + 1 for point in points} | {max(point - 1, 0) for point in points}
    assert coverage.lacking(around) == around - points
    assert all((point in coverage) == (point in points) for point in around)


def test_runs_are_kept_as_starts_and_stops() -> None:
    assert boundaries([3, 1, 2, 7]) == (1, 4, 7, 8)
    assert packed((1, 4, 7, 8)) == "1 3 3 1"


def test_a_coverage_keeps_its_variation_sequences_when_packed() -> None:
    coverage = Coverage((0x845B, 0x845C), {0xE0100: boundaries([0x845B, 0x8FBB])})
    assert Coverage.unpack(coverage.pack()) == coverage
    assert coverage.has_sequence(0x8FBB, 0xE0100)
    assert not coverage.has_sequence(0x8FBB, 0xE0101)
    assert not coverage.has_sequence(0x845A, 0xE0100)


def test_format_characters_and_controls_need_no_glyph() -> None:
    for point in (0x09, 0x0A, 0xAD, 0x200B, 0x200D, 0x200E, 0x2028, 0x202E, 0x2060, 0xFE0F, 0xFEFF, 0xE0101):
        assert not is_drawn(point), hex(point)
    for point in (0x20, 0x2D, 0x1680, 0x3000, 0x4E00, 0xE000, 0x1F600):
        assert is_drawn(point), hex(point)


def test_private_use_is_all_three_areas_and_nothing_else() -> None:
    for point in (0xE000, 0xF8FF, 0xF0000, 0x10FFFD):
        assert is_private_use(point), hex(point)
    for point in (0xDFFF, 0xF900, 0xEFFFF, 0x10FFFE):
        assert not is_private_use(point), hex(point)


def test_variation_sequences_are_found_in_text() -> None:
    assert sequences_in("葛\U000e0100飾区❤\ufe0f\ufe0e") == {(0x845B, 0xE0100), (0x2764, 0xFE0F)}


def test_characters_are_described_by_number_and_name() -> None:
    assert describe(0x1F600) == "U+1F600 GRINNING FACE"
    assert describe(0xE000) == "U+E000 private-use character"
    assert describe(0x378) == "U+0378 unassigned character"


def test_only_one_of_the_characters_that_share_a_glyph_keeps_it() -> None:
    # U+2460 ① and U+2780 ➀; U+2018 ‘ keeps the glyph it shares with the lower U+02BB.
    assert glyph_copies({0x2460: 5, 0x2780: 5, 0x02BB: 6, 0x2018: 6, 0x41: 7}) == {0x02BB: 6, 0x2780: 5}
