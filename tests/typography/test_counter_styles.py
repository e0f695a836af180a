"""Number styles by their CSS names. Expected signs are those of the tables in CSS Counter Styles 3."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge import format_number
from docforge.typography.counter_styles import ALIASES, CSS_STYLES, PATTERNED
from docforge.typography.number_styles import STYLES, Positional
from docforge.typography.numbers import NumberRangeError, UnknownStyleError, parse_number

NAMES = sorted({*ALIASES, *CSS_STYLES, *PATTERNED})


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (0, "simp-chinese-informal", "零"),
        (11, "simp-chinese-informal", "十一"),
        (101, "simp-chinese-informal", "一百零一"),
        (6001, "simp-chinese-informal", "六千零一"),
        (10, "simp-chinese-formal", "壹拾"),
        (6001, "simp-chinese-formal", "陆仟零壹"),
        (111, "trad-chinese-informal", "一百一十一"),
        (6, "trad-chinese-formal", "陸"),
        (20_000, "trad-chinese-informal", "二萬"),
        (12, "cjk-ideographic", "十二"),
        (110, "japanese-informal", "百十"),
        (111, "japanese-formal", "壱百壱拾壱"),
        (5001, "japanese-formal", "伍阡壱"),
        (0, "korean-hangul-formal", "영"),
        (111, "korean-hangul-formal", "일백일십일"),
        (6001, "korean-hangul-formal", "육천일"),
        (111, "korean-hanja-informal", "百十一"),
        (111, "korean-hanja-formal", "壹百壹拾壹"),
        (105, "cjk-decimal", "一〇五"),
        (12, "cjk-earthly-branch", "亥"),
        (2, "cjk-heavenly-stem", "乙"),
        (2, "heavenly-stem", "乙"),
        (3, "ganada", "다"),
        (2, "hangul-consonant", "ㄴ"),
        (4, "katakana-iroha", "ニ"),
        (1, "hiragana", "あ"),
        (48, "hiragana", "ん"),
        (4, "hiragana-iroha", "に"),
        (7, "decimal-leading-zero", "07"),
        (107, "decimal-leading-zero", "107"),
        (24, "lower-greek", "ω"),
        (25, "lower-greek", "αα"),
        (27, "upper-latin", "AA"),
        (10, "thai", "๑๐"),
        (25, "arabic-indic", "٢٥"),
        (1, "cjk-head-1", "一、"),
        (21, "cjk-head-2", "（二十一）"),
        (3, "head-3", "3."),
        (4, "head-4", "（4）"),
    ],
)
def test_a_number_is_written_in_a_style_of_css(value: int, style: str, text: str) -> None:
    assert format_number(value, style) == text
    assert parse_number(text, style) == value


@pytest.mark.parametrize("style", [name for name, style in CSS_STYLES.items() if isinstance(style, Positional)])
def test_digits_of_other_scripts_have_the_values_that_unicode_gives_them(style: str) -> None:
    table = CSS_STYLES[style]
    assert isinstance(table, Positional)
    assert [unicodedata.digit(sign) for sign in table.digits] == list(range(10))


def test_a_region_chooses_traditional_signs() -> None:
    assert format_number(10_000, "chinese", "zh-TW") == "一萬"
    assert format_number(10_000, "chinese", "zh-Hant-HK") == "一萬"
    assert format_number(10_000, "chinese", "zh-CN") == "一万"


def test_no_name_is_given_twice() -> None:
    assert not {*ALIASES, *CSS_STYLES, *PATTERNED} & STYLES.keys()
    assert not ALIASES.keys() & CSS_STYLES.keys()
    assert set(ALIASES.values()) <= {*STYLES, *CSS_STYLES}


@given(st.sampled_from(NAMES), st.integers(0, 9999))
def test_what_is_written_is_read_back_as_itself(style: str, value: int) -> None:
    try:
        text = format_number(value, style)
    except NumberRangeError:
        return
    assert parse_number(text, style) == value


def test_a_heading_is_read_with_its_frame_only() -> None:
    assert parse_number("二十一", "cjk-head-2") is None
    assert parse_number("（）", "cjk-head-2") is None
    with pytest.raises(UnknownStyleError):
        format_number(1, "cjk-head-9")
