"""``docforge.typeset_lines``: cases of line breaking by language and level."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import docforge

Case = dict[str, Any]

CASES: list[Case] = json.loads(Path(__file__).with_name("lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("optimise", [False, True], ids=["line by line", "over the paragraph"])
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_lines_break_where_the_source_of_the_rule_says(case: Case, optimise: bool) -> None:
    lines = docforge.typeset_lines(
        case["text"],
        lang=case["lang"],
        width=case["width"],
        level=case.get("level"),
        hang=case.get("hang", False),
        optimise=optimise,
    )
    assert lines == case["lines"]


LEVELS = ("css-loose", "css-normal", "css-strict")

CJ = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇿｧｯｰ"
SECTION_5_3 = [
    ("small kana and prolonged sound marks", CJ, "文文{}文", ("css-loose", "css-normal"), ("ja", "zh", "ko", "de")),
    ("CJK hyphens", "〜゠", "文文{}文", ("css-loose", "css-normal"), ("ja", "zh")),
    ("CJK hyphens", "〜゠", "文文{}文", (), ("de", "ko")),
    ("hyphens", "‐–", "文文{}文", ("css-loose",), ("ja", "zh", "de")),
    ("iteration marks", "々〻ゝゞヽヾ", "文文{}文", ("css-loose",), ("ja", "zh", "de")),
    ("inseparable characters", "‥…", "文{0}{0}文", ("css-loose",), ("ja", "zh")),
    ("centred punctuation", "・：；･‼⁇⁈⁉！？", "文文{}文", ("css-loose",), ("ja", "zh")),
    ("centred punctuation", "・：；･‼⁇⁈⁉！？", "文文{}文", (), ("de", "ko")),
    ("suffixes", "°‰′″℃℉％￠", "文文{}文", ("css-loose",), ("ja", "zh")),
    ("suffixes", "°‰′″℃℉％￠", "文文{}文", (), ("de", "ko")),
    ("prefixes", "№＄￡￥￦€", "文{}文文", ("css-loose",), ("ja", "zh")),
    ("prefixes", "№＄￡￥￦€", "文{}文文", (), ("de", "ko")),
    ("closing and opening marks", "」）。、", "文文{}文", (), ("ja", "zh", "de")),
]
"""CSS Text 3, 5.3: (class, characters, text, levels that allow the break after the second character, languages)."""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("name", "chars", "pattern", "allowed", "langs"), SECTION_5_3)
def test_each_class_of_css_text_breaks_at_the_levels_that_allow_it(
    name: str, chars: str, pattern: str, allowed: tuple[str, ...], langs: tuple[str, ...], level: str
) -> None:
    for lang in langs:
        for char in chars:
            text = pattern.format(char)
            lines = docforge.typeset_lines(text, lang=lang, width=2, level=level)
            assert (lines[0] == text[:2]) is (level in allowed), (name, lang, char, lines)


def test_a_css_level_adjusts_nothing_but_breaks() -> None:
    text = "国」」国国。"
    assert docforge.typeset_lines(text, lang="zh", width=4) == ["国」」国", "国。"]
    assert docforge.typeset_lines(text, lang="zh", width=3, level="css-strict") == ["国」」", "国国。"]
    with_options = docforge.typeset_lines(
        "あいうえお、か", lang="ja", width=5, level="css-strict", hang=True, last_line_min=3
    )
    assert with_options == ["あいうえ", "お、か"]


def test_korean_breaks_by_character_if_asked() -> None:
    assert docforge.typeset_lines("그것은책이다", lang="ko", width=4, level="character") == ["그것은책", "이다"]


@pytest.mark.parametrize("least", [1, 2, 3, 4])
def test_the_last_line_keeps_the_least_number_of_characters_and_marks_do_not_count(least: int) -> None:
    lines = docforge.typeset_lines("一二三四五六七八九十一。", lang="zh", width=5, last_line_min=least)
    assert len(lines[-1].rstrip("。")) >= least
    assert "".join(lines) == "一二三四五六七八九十一。"


def test_a_least_last_line_that_is_wider_than_the_column_gives_way() -> None:
    assert docforge.typeset_lines("一二三四五", lang="zh", width=2, last_line_min=9) == ["一二", "三四", "五"]


def test_hanging_takes_one_mark_and_not_two() -> None:
    assert docforge.typeset_lines("あいう、か", lang="ja", width=3, hang=True)[0] == "あいう、"
    assert docforge.typeset_lines("あいう」。か", lang="ja", width=3, hang=True)[0] == "あい"


def test_one_more_character_is_squeezed_in_before_a_line_is_stretched() -> None:
    # （ has lost its blank at the line start, and ） gives its own for 四
    assert docforge.typeset_lines("（一）二三四五六七", lang="zh", width=5)[0] == "（一）二三四"
    # the comma gives its blank, so that the full stop need not take a character down with it
    assert docforge.typeset_lines("一，二三四五。六七八", lang="zh", width=6)[0] == "一，二三四五。"


def test_rows_of_marks_longer_than_a_line_are_parted_between_marks() -> None:
    lines = docforge.typeset_lines("国！" + "！" * 30 + "国", lang="zh", width=4)
    assert "".join(lines) == "国！" + "！" * 30 + "国"
    assert all(len(line) <= 9 for line in lines)
    assert lines[0].startswith("国！")  # not 国 alone


def test_a_word_wider_than_the_line_sticks_out_and_takes_nothing_with_it() -> None:
    lines = docforge.typeset_lines("用internationalisation做", lang="zh", width=5)
    assert lines == ["用", "internationalisation", "做"]


def test_newlines_end_lines_and_stay_at_their_ends() -> None:
    assert docforge.typeset_lines("国国\n\n国\r\n国\u2028国", lang="zh", width=5) == [
        "国国\n",
        "\n",
        "国\r\n",
        "国\u2028",
        "国",
    ]
    assert docforge.typeset_lines("", lang="zh", width=5) == []


@pytest.mark.parametrize(
    "text",
    [
        "か\u3099き\u309aく\u0301" * 5,
        "葛\U000e0100飾\U000e0101区" * 5,
        "𠀀𠮷𪜈𫝀𫠠𬺰𮯠𰀀" * 5,
        "👨‍👩‍👧‍👦👍🏽🇯🇵❤️" * 5,
        "각각각" * 5,
        "नमस्ते दुनिया " * 5,
        "مرحبا بالعالم " * 5,
        "שלום עולם中文 " * 5,
    ],
    ids=["sound marks", "variation selectors", "extensions B to H", "emoji", "jamo", "Devanagari", "Arabic", "Hebrew"],
)
@pytest.mark.parametrize("width", [0.3, 1, 2.5, 7])
def test_no_line_starts_inside_a_grapheme(text: str, width: float) -> None:
    from docforge.typography.graphemes import grapheme_starts

    starts = set(grapheme_starts(text))
    at = 0
    for line in docforge.typeset_lines(text, lang="ja", width=width):
        assert at in starts
        assert line
        at += len(line)
    assert at == len(text)


def test_lone_surrogates_and_controls_are_set_like_anything_else() -> None:
    text = "国\ud800国\x00\udfff\u200b\ufeff国\u202e国"
    assert "".join(docforge.typeset_lines(text, lang="zh", width=1)) == text


@pytest.mark.parametrize("width", [0, -1, float("nan"), float("inf"), float("-inf")])
def test_a_width_that_is_not_a_positive_number_is_an_error(width: float) -> None:
    with pytest.raises(ValueError, match="width must be a number of em more than 0"):
        docforge.typeset_lines("国", lang="zh", width=width)


@pytest.mark.parametrize("least", [0, -1])
def test_a_last_line_of_less_than_one_character_is_an_error(least: int) -> None:
    with pytest.raises(ValueError, match="last_line_min must be 1 or more"):
        docforge.typeset_lines("国", lang="zh", width=5, last_line_min=least)


def test_an_unknown_level_is_an_error_that_lists_the_levels() -> None:
    with pytest.raises(ValueError, match="very-loose, loose, strict, very-strict"):
        docforge.typeset_lines("国", lang="ja", width=3, level="tight")


def test_an_unknown_language_is_set_by_the_unicode_rules() -> None:
    assert docforge.typeset_lines("one two three", lang="x-unknown", width=4) == ["one two ", "three"]
