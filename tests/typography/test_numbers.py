from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.typography.number_styles import STYLES
from docforge.typography.numbers import (
    NumberError,
    NumberRangeError,
    UnknownStyleError,
    format_label,
    format_number,
    parse_number,
)


@pytest.mark.parametrize("style", ["chinese", "chinese-formal", "japanese", "korean", "ideograph-digit", "decimal"])
def test_every_number_up_to_9999_is_read_back_as_itself(style: str) -> None:
    for value in range(1, 10_000):
        assert parse_number(format_number(value, style), style) == value


@pytest.mark.parametrize(
    ("value", "style", "lang", "text"),
    [
        (1, "chinese", "", "一"),
        (10, "chinese", "", "十"),
        (12, "chinese", "", "十二"),
        (20, "chinese", "", "二十"),
        (101, "chinese", "", "一百零一"),
        (110, "chinese", "", "一百一十"),
        (111, "chinese", "", "一百一十一"),
        (1001, "chinese", "", "一千零一"),
        (1010, "chinese", "", "一千零一十"),
        (10_000, "chinese", "", "一万"),
        (10_000, "chinese", "zh-Hant", "一萬"),
        (10_001, "chinese", "", "一万零一"),
        (120_000, "chinese", "", "十二万"),
        (16, "chinese-formal", "zh-Hans", "壹拾陆"),
        (16, "chinese-formal", "zh-Hant", "壹拾陸"),
        (111, "japanese", "ja", "百十一"),
        (1001, "japanese", "ja", "千一"),
        (10_010, "japanese", "ja", "一万十"),
        (21, "korean", "ko", "이십일"),
        (105, "ideograph-digit", "", "一〇五"),
        (12, "decimal-fullwidth", "", "１２"),
        (1, "circled", "", "①"),
        (21, "circled", "", "㉑"),
        (50, "circled", "", "㊿"),
        (20, "parenthesised", "", "⒇"),
        (1, "full-stop", "", "⒈"),
        (10, "parenthesised-ideograph", "", "㈩"),
        (10, "stem", "", "癸"),
        (14, "hangul-syllable", "", "하"),
        (46, "katakana", "", "ン"),
        (47, "iroha", "", "ス"),
        (26, "lower-alpha", "", "z"),
        (27, "upper-alpha", "", "AA"),
        (1994, "upper-roman", "", "MCMXCIV"),
        (4, "lower-roman", "", "iv"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: int, style: str, lang: str, text: str) -> None:
    assert format_number(value, style, lang) == text
    assert parse_number(text, style, lang) == value


@pytest.mark.parametrize(
    ("text", "value"), [("一十二", 12), ("两百零五", 205), ("二百〇五", 205), ("一百", 100), ("零", 0), ("百十一", 111)]
)
def test_other_spellings_of_chinese_numbers_are_understood(text: str, value: int) -> None:
    assert parse_number(text, "chinese") == value


@pytest.mark.parametrize("text", ["", "二三", "十百", "一百零", "百万百万", "甲", "十十", "零十"])
def test_rows_of_ideographs_that_are_no_number_are_refused(text: str) -> None:
    assert parse_number(text, "chinese") is None


@pytest.mark.parametrize(
    ("value", "style"),
    [(51, "circled"), (0, "stem"), (11, "stem"), (21, "full-stop"), (15, "hangul-syllable"), (4000, "upper-roman"),
     (0, "lower-alpha"), (-1, "decimal"), (100_000_000, "chinese")],
)  # fmt: skip
def test_a_number_outside_a_style_is_an_error_that_names_both(value: int, style: str) -> None:
    with pytest.raises(NumberRangeError) as caught:
        format_number(value, style)
    assert (caught.value.value, caught.value.style) == (value, style)


def test_an_unknown_style_is_an_error_of_its_own() -> None:
    with pytest.raises(UnknownStyleError):
        format_number(1, "klingon")
    with pytest.raises(UnknownStyleError):
        parse_number("1", "klingon")


@pytest.mark.parametrize(
    ("scheme", "value", "label"),
    [
        ("decimal:{}.", (7,), "7."),
        ("chinese:（{}）", (3,), "（三）"),
        ("chinese:第{}条之{}", (10, 1), "第十条之一"),
        ("circled:{}", (2,), "②"),
        ("decimal:{}.{}.{}", (1, 2, 3), "1.2.3"),
    ],
)
def test_a_label_is_its_pattern_filled(scheme: str, value: tuple[int, ...], label: str) -> None:
    assert format_label(scheme, value) == label


def test_a_pattern_with_another_count_of_places_is_an_error() -> None:
    with pytest.raises(NumberError):
        format_label("decimal:{}.", (1, 2))


@given(st.sampled_from(sorted(STYLES)), st.integers(0, 99_999))
def test_what_a_style_writes_it_reads(style: str, value: int) -> None:
    try:
        text = format_number(value, style)
    except NumberRangeError:
        return
    assert parse_number(text, style) == value


@given(st.sampled_from(sorted(STYLES)), st.text("一二三十百千万零〇两12aiXVⅠ甲가ア①", max_size=6))
def test_reading_a_number_never_raises(style: str, text: str) -> None:
    value = parse_number(text, style)
    assert value is None or value >= 0
