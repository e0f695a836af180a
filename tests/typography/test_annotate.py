from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries

from docforge import annotate, typeset_lines
from docforge.typography.combine import combined
from docforge.typography.rules import Pair, Rules, rules_for

LANGUAGES = ("zh-Hans", "zh-TW", "ja", "ko", "en")
SIGNS = (
    "中国あっカー々한값aZéλяא19٣ 　（）「」“”‘’。，、：；！？—…～·・／/%％¥℃,.-!?()"
    "\u0301\u3099\ufe0f\U000e0100\u200d\u1100\u1161\u11a8葛𠮷😀🏽👩Ａ１\u00a0\ufffc"
)
texts = st.text(SIGNS, max_size=30)
languages = st.sampled_from(LANGUAGES)


@given(texts, languages, st.booleans())
def test_every_offset_is_in_range_and_rises(text: str, lang: str, vertical: bool) -> None:
    found = annotate(text, lang=lang, vertical=vertical)
    assert all(0 <= at < len(text) for at, _ in found.trims)
    assert all(0 < at < len(text) for at in (*found.gaps, *found.stretch))
    assert all(0 <= at < len(text) for at in found.marks)
    assert all(0 <= start < end <= len(text) for start, end in (*found.clusters, *found.combine))
    for offsets in (found.gaps, found.stretch, found.marks):
        assert list(offsets) == sorted(set(offsets))
    for spans in (found.clusters, found.combine):
        assert list(spans) == sorted(set(spans))
    assert list(found.trims) == sorted(set(found.trims))


@given(texts, languages, st.booleans())
def test_every_boundary_is_one_between_characters_as_readers_see_them(text: str, lang: str, vertical: bool) -> None:
    edges = {0, *grapheme_cluster_boundaries(text)} if text else {0}
    found = annotate(text, lang=lang, vertical=vertical)
    assert edges.issuperset((*found.gaps, *found.stretch, *found.marks))
    assert edges.issuperset(at for span in (*found.clusters, *found.combine) for at in span)


@given(texts, languages, st.booleans())
def test_the_same_text_is_annotated_in_the_same_way_again(text: str, lang: str, vertical: bool) -> None:
    assert annotate(text, lang=lang, vertical=vertical) == annotate(text, lang=lang, vertical=vertical)


@given(texts, languages)
def test_clusters_do_not_overlap_and_are_not_stretched(text: str, lang: str) -> None:
    found = annotate(text, lang=lang)
    for (_, end), (start, _) in zip(found.clusters, found.clusters[1:], strict=False):
        assert end <= start
    inside = {at for start, end in found.clusters for at in range(start + 1, end)}
    assert inside.isdisjoint(found.stretch)
    assert inside.isdisjoint(found.gaps)


@given(texts, languages)
def test_a_gap_stands_alone_and_is_stretched_before_other_places(text: str, lang: str) -> None:
    for pair in rules_for(lang).scan(text):
        if pair.gap:
            assert (pair.trim_start, pair.trim_end, pair.stretch) == (False, False, 2)


@given(texts, languages)
def test_a_scan_of_a_part_is_that_part_of_a_scan_where_no_row_crosses_its_edge(text: str, lang: str) -> None:
    rules = rules_for(lang)
    whole = rules.scan(text)
    for start, end in rules.clusters(text):
        assert rules.scan(text, start, end)[1:] == whole[start + 1 : end]


def test_a_scan_has_one_boundary_for_each_character() -> None:
    rules = rules_for("zh")
    assert rules.scan("") == []
    assert rules.scan("中") == [Pair(0)]
    assert len(rules.scan("中文，好")) == 4
    assert len(rules.scan("中文，好", 1, 3)) == 2


def test_gaps_look_through_combining_marks_and_variation_selectors() -> None:
    """WPT text-autospace-combining-marks, -vs and -supplementary-ideograph."""
    assert annotate("国e\u0301国", lang="zh").gaps == (1, 3)
    assert annotate("葛\U000e0100A", lang="ja").gaps == (2,)
    assert annotate("か\u3099A", lang="ja").gaps == (2,)
    assert annotate("𠮷A𠮷", lang="zh").gaps == (1, 2)
    assert annotate("\U00030000A", lang="zh").gaps == (1,)


def test_gaps_stand_beside_letters_and_digits_of_every_western_script() -> None:
    """CSS Text 4, #text-spacing-classes: non-ideographic letters and numerals."""
    for sign in "Aéλяאع9٣":
        assert annotate(f"国{sign}国", lang="zh-Hant").gaps == (1, 2), sign
    for sign in "Ａ９％%+＋（。—①★·$-":
        assert annotate(f"国{sign}国", lang="zh-Hant").gaps == (), sign


def test_no_gap_is_added_where_a_space_is() -> None:
    assert annotate("国 A 国", lang="zh").gaps == ()
    assert annotate("国\u00a0A", lang="zh").gaps == ()


def test_korean_has_word_spaces_and_no_gaps() -> None:
    found = annotate("한국 ABC어", lang="ko")
    assert found.gaps == ()
    assert 3 in found.stretch


def test_a_language_without_a_table_has_word_spaces_and_emphasis_only() -> None:
    found = annotate("One “two”, three.", lang="en")
    assert (found.trims, found.gaps, found.clusters) == ((), (), ())
    assert found.stretch == (4, 11)
    assert [found.marks[0], len(found.marks)] == [0, 11]


def test_emphasis_marks_leave_out_punctuation_but_not_symbols() -> None:
    """CSS Text Decoration 3, #text-emphasis-style-property."""
    text = "强、调。“A1” ①％&—々ー㎏+"
    assert "".join(text[at] for at in annotate(text, lang="zh").marks) == "强调A1①％&々ー㎏+"


def test_upright_runs_are_short_numbers_and_exclamations() -> None:
    def runs(text: str, lang: str) -> list[str]:
        return [text[start:end] for start, end in combined(text, lang)]

    assert runs("平成25年4月", "ja") == ["25", "4"]
    assert runs("第123页", "ja") == []
    assert runs("第123页，1234人", "zh-Hant") == ["123"]
    assert runs("3.14与1,250与2026-11-23与A4", "zh") == []
    assert runs("何!?", "ja") == ["!?"]
    assert runs("何!!!", "ja") == []
    assert runs("１２月", "ja") == []
    assert runs("12 o’clock", "en") == []


def test_an_upright_run_has_no_gaps_beside_it() -> None:
    assert annotate("明治38年のABC社", lang="ja", vertical=True).gaps == (6, 9)
    assert annotate("明治38年のABC社", lang="ja").gaps == (2, 4, 6, 9)


def test_nothing_is_stretched_beside_a_connector_or_inside_a_word() -> None:
    assert annotate("甲～乙丙", lang="zh-Hans").stretch == (3,)
    assert annotate("甲don’t乙", lang="zh-Hans").stretch == (1, 6)
    assert annotate("甲(a)乙", lang="zh-Hans").stretch == (1, 4)
    assert annotate("👩\u200d👩甲", lang="zh-Hans").stretch == (3,)


def test_what_a_pair_decides_is_settled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "他说：“好。”用PDF格式，约99.5%——完……"
    first = rules_for("zh-Hans").scan(text)
    monkeypatch.delattr(Rules, "_make")
    assert rules_for("zh-Hans").scan(text) == first


def test_no_more_pairs_are_kept_than_a_long_book_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docforge.typography.rules._MOST_PAIRS", 3)
    rules = Rules("ja", "strict", vertical=False)
    text = "「いろはにほへと」、ちりぬるを。"
    assert rules.scan(text) == rules_for("ja").scan(text)
    assert len(rules._pairs) <= 3


def test_annotating_loads_no_big_library() -> None:
    code = (
        "import sys, docforge; docforge.annotate('他说：“好。”', lang='zh');"
        "print(*sorted({'uniseg', 'weasyprint', 'lxml', 'fontTools'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_tone_mark_of_bopomofo_belongs_to_its_letter() -> None:
    found = annotate("念ㄑㄧˊ艾", lang="zh-Hant")
    assert found.gaps == ()
    assert 3 not in found.stretch
    assert typeset_lines("念ㄑㄧˊ艾", lang="zh-Hant", width=2) == ["念ㄑ", "ㄧˊ", "艾"]
