"""Every kind of fault in the setting of lines is found where it was planted, and nothing where there is none."""

from __future__ import annotations

import pytest

from docforge.verify.typeset import LevelError, Options, prove_setting
from sheetkit import Para, sheet, squared

WIDTH = 12


def column(*lines, **fields):
    """A justified paragraph of lines of twelve em, and a last one."""
    return Para([*(squared(line, WIDTH) for line in lines), "完了一行。"], **fields)


FULL = ("一二三四五六七八九十甲乙", "丙丁戊己庚辛壬癸子丑寅卯", "辰巳午未申酉戌亥天地玄黄")


def found(*paragraphs, options=None, **fields):
    setting = prove_setting(sheet(*paragraphs, **fields), options or Options())
    return [(item.kind, item.page, item.line[:4]) for item in setting.findings]


def kinds(*paragraphs, options=None, **fields):
    return [kind for kind, _, _ in found(*paragraphs, options=options, **fields)]


def test_a_well_set_page_has_nothing_to_object_to():
    good = column(*FULL, ["他说：", -0.5, "“好", "。", -0.5, "”又", 0.12, "使用", 0.19, "PDF", "格"])
    assert found(good, Para(["只有一行。"]), column(*FULL)) == []


@pytest.mark.parametrize(
    ("lang", "start"),
    [("zh-Hans", "，"), ("zh-Hans", "·"), ("zh-Hans", "”"), ("zh-Hant", "。"), ("ja", "」"), ("ja", "・"), ("ko", "?")],
)
def test_a_line_that_begins_with_what_may_not(lang, start):
    face = {"zh-Hans": "Test-SC", "zh-Hant": "Test-TC", "ja": "Test-JP", "ko": "Test-KR"}[lang]
    bad = Para(["甲乙丙丁戊己庚辛壬癸子丑", f"{start}丙丁戊己"], lang=lang, face=face)
    assert found(bad) == [("line-start", 1, f"{start}丙丁戊")]


@pytest.mark.parametrize(
    ("lang", "face", "end"), [("zh-Hans", "SC", "（"), ("zh-Hant", "TC", "「"), ("ja", "JP", "『")]
)
def test_a_line_that_ends_with_what_may_not(lang, face, end):
    bad = Para([f"甲乙丙丁戊己庚辛壬癸子{end}", "丙丁戊己"], lang=lang, face=f"Test-{face}")
    assert found(bad) == [("line-end", 1, "甲乙丙丁")]


def test_levels_and_languages_decide_what_may_stand_at_an_edge():
    kana = Para(["あいうえお", "っかき"], lang="ja", face="Test-JP")
    assert kinds(kana) == []
    assert kinds(kana, options=Options("ja", "very-strict")) == ["line-start"]
    dots = Para(["中文排版", "……测试好"])
    assert kinds(dots) == []
    assert kinds(dots, options=Options("zh-Hans", "strict")) == ["line-start"]
    solidus = Para(["中文排版／", "测试好"])
    assert kinds(solidus) == ["line-end"]
    assert kinds(solidus, options=Options("zh-Hans", "basic")) == []
    comma = Para(["國國國", "，國國"], lang="zh-Hant", face="Test-TC")
    assert kinds(comma, options=Options("zh-Hant", "none")) == []
    with pytest.raises(LevelError, match="ja has no level gb"):
        prove_setting(sheet(kana), Options("ja", "gb"))


@pytest.mark.parametrize(
    ("lines", "parted"),
    [
        (["中文排版—", "—测试好"], True),
        (["中文排版……", "…测试好"], False),
        (["中文排版——", "——测试好"], False),
        (["增长了", "百分之99", "%左右吗"], True),
        (["号码是2024", "3655左右吗"], False),  # perhaps at a space, which is not drawn
    ],
)
def test_dashes_ellipses_and_units_are_not_parted(lines, parted):
    assert ("line-start" in kinds(Para(lines))) is parted


def test_a_paragraph_may_begin_and_end_with_anything():
    assert kinds(Para(["，甲乙丙（"]), Para(["。甲乙丙"])) == []


@pytest.mark.parametrize(
    ("lang", "face", "pair", "found_"),
    [
        ("zh-Hans", "SC", "。”", True),
        ("zh-Hans", "SC", "：“", True),
        ("zh-Hans", "SC", "？！", True),
        ("zh-Hans", "SC", "）（", True),
        ("zh-Hans", "SC", "（一", False),
        ("zh-Hant", "TC", "。」", False),
        ("zh-Hant", "TC", "」。", True),
        ("zh-Hant", "TC", "。「", True),
        ("ja", "JP", "。」", True),
        ("ja", "JP", "！」", False),
        ("ja", "JP", "・「", True),
    ],
)
def test_neighbouring_marks_that_do_not_share_a_square(lang, face, pair, found_):
    loose = Para([f"甲{pair}乙丙"], lang=lang, face=f"Test-{face}")
    tight = Para([["甲" + pair[0], -0.5, pair[1], "乙丙"]], lang=lang, face=f"Test-{face}")
    assert kinds(loose) == ["uncompressed"] * found_
    assert kinds(tight) == []


def test_gaps_that_are_missing_or_too_wide():
    def gap(size, lang="zh-Hans", face="Test-SC"):
        return kinds(Para([["使用", size, "PDF", 0.125, "格式"]], lang=lang, face=face))

    assert gap(0.0) == ["missing-gap"]
    assert gap(0.125) == gap(0.19) == []
    assert gap(0.6) == ["wide-gap", "copies-differently"]
    assert gap(0.0, "ko", "Test-KR") == []
    assert kinds(Para(["使用 PDF 格式"])) == []
    assert kinds(Para([["使用", 0.125, " ", 0.125, "PDF 格式"]])) == ["wide-gap"]


def test_a_justified_line_that_misses_its_measure():
    short = Para([squared(FULL[0], 12), "丙丁戊己庚辛壬癸子丑寅", *(squared(line, 12) for line in FULL), "完了一行。"])
    assert found(short) == [("ragged", 1, "丙丁戊己")]
    long = Para([squared(FULL[0], 12), squared(FULL[1], 12.15), *(squared(line, 12) for line in FULL), "完了一行。"])
    assert found(long) == [("ragged", 1, "丙丁戊己")]


def test_end_marks_may_be_halved_or_hang_and_a_line_that_cannot_stretch_may_be_short():
    lines = [*FULL, "甲乙丙丁戊己庚辛壬癸子。", "甲乙丙丁戊己庚辛壬癸子丑、"]
    halved = ["一二", 0.1, "三四", 0.1, "五六", 0.1, "七八", 0.1, "九十", 0.1, "甲。"]
    word = "ABCDEFGHIJKLMNOPQR"
    assert found(Para([*lines, halved, word, "完了一行。"])) == []


def test_text_that_is_not_justified_is_not_ragged():
    lines = ["甲乙丙丁戊己庚辛", "甲乙丙丁戊", "甲乙丙丁戊己庚", "甲乙丙", "丁戊己"]
    assert found(Para(lines)) == []
    assert kinds(Para(lines), options=Options(right=50 + 80.0)) == ["ragged"] * 3


def test_a_lone_last_character():
    assert found(Para([FULL[0], "了。"])) == [("lone-last", 1, "了。")]
    assert found(Para([FULL[0], "好了。"])) == []
    assert found(Para(["了。"])) == []


def test_lone_lines_at_the_foot_and_the_head_of_a_page():
    above, below = column(*FULL), [squared(line, WIDTH) for line in FULL]
    orphan = (above, Para(below[:1], page=1), Para([*below[1:], "完了。"], page=2))
    assert found(*orphan) == [("widow", 1, "一二三四")]
    widow = (above, Para(below, page=1), Para(["完了一行。"], page=2))
    assert found(*widow) == [("widow", 2, "完了一行")]
    fine = (above, Para(below[:2], page=1), Para([below[2], "完了。"], page=2))
    assert found(*fine) == []
    other = (column(*FULL), Para(["另起一段。"], page=2))
    assert found(*other) == []


def test_what_a_page_ends_in_is_not_the_end_of_a_paragraph():
    above, below = column(*FULL), [squared(line, WIDTH) for line in FULL]
    assert kinds(above, Para(below[:2], page=1), Para(["，丙丁", below[2], "完了。"], page=2)) == [
        "line-start",
        "ragged",
    ]


def test_glyphs_of_another_region():
    assert kinds(Para(["直骨角"], lang="ja", face="Test-Serif-SC")) == ["wrong-region"] * 3
    assert kinds(Para(["直骨角"], lang="ja", face="NotoSerifCJKjp-Regular")) == []
    assert kinds(Para(["直骨角"], lang="zh-TW", face="Test-Serif-HK")) == []
    assert kinds(Para(["直骨角"], face="SimSun")) == []
    assert kinds(Para(["かな한글"], face="Test-Serif-KR-Bold")) == []


def test_boxes_for_characters_that_no_face_has():
    assert "tofu" in kinds(Para(["甲\0乙"]))
    assert kinds(Para(["甲乙"], face="LastResort")) == ["tofu"] * 2
    assert kinds(Para(["甲"], face="Any-Last-Resort-xa27c")) == ["tofu"]


def test_text_that_copies_differently():
    assert kinds(Para([["读", 0.25, "书"]])) == ["copies-differently"]
    assert kinds(Para([["读", 0.19, "书"]])) == []
    assert kinds(Para([["甲丙", -2.0, "乙"]])) == ["copies-differently"]
    assert kinds(Para([["1.", 0.4, "段落的文字"]])) == []
    assert kinds(Para([["（三）", 0.4, "段落的文字"]])) == []
    assert kinds(Para([["제2조", 0.5, "번호를"]], lang="ko", face="Test-KR")) == []


def test_a_number_in_the_margin_is_no_line_of_its_paragraph():
    beside = column(*FULL)
    last = [*beside.lines[:-1], ["完了一行。", -7.0, "12"]]
    assert found(Para(last)) == []
    assert kinds(Para([["①", 0.5, "这是编号"]])) == []


def test_code_is_broken_where_it_is_full():
    assert kinds(Para(["let a = 中[1, 2", ", 3]（", "。”"], face="Test-Mono")) == []


def test_the_language_can_be_named_for_a_file_that_says_none():
    bad = Para(["甲乙丙丁戊", "，丙丁戊己"], face="Test")
    assert kinds(bad, lang="") == []
    assert kinds(bad, lang="", options=Options("zh-Hans")) == ["line-start"]


def test_a_rotated_page_and_one_without_structure_are_read_too():
    bad = column(*FULL[:1], "，丙丁戊己庚辛壬癸子丑寅", *FULL)
    assert kinds(bad, rotate=90) == ["line-start"]
    assert kinds(bad, tagged=False) == ["line-start"]
