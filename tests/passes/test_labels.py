from __future__ import annotations

import pytest

from docforge.passes.labels import heading_label, is_regenerable, match_label, number_style


@pytest.mark.parametrize(
    ("text", "label", "scheme", "value", "strength"),
    [
        ("1. 近日", "1.", "decimal:{}.", (1,), "weak"),
        ("1.近日", "1.", "decimal:{}.", (1,), "weak"),
        ("１．近日", "１．", "decimal-fullwidth:{}．", (1,), "weak"),
        ("1、近日", "1、", "decimal:{}、", (1,), "weak"),
        ("1）近日", "1）", "decimal:{}）", (1,), "weak"),
        ("(1) 近日", "(1)", "decimal:({})", (1,), "weak"),
        ("（1）近日", "（1）", "decimal:（{}）", (1,), "weak"),
        ("一、总体要求", "一、", "chinese:{}、", (1,), "weak"),
        ("十二、附则", "十二、", "chinese:{}、", (12,), "weak"),
        ("（一）坚持", "（一）", "chinese:（{}）", (1,), "strong"),
        ("(二)坚持", "(二)", "chinese:({})", (2,), "strong"),
        ("（一）、坚持", "（一）、", "chinese:（{}）、", (1,), "strong"),
        ("第一条 为了", "第一条", "chinese:第{}条", (1,), "strong"),
        ("第一百二十三条　为了", "第一百二十三条", "chinese:第{}条", (123,), "strong"),
        ("第十条之一　增补", "第十条之一", "chinese:第{}条之{}", (10, 1), "strong"),
        ("第3条 内容", "第3条", "decimal:第{}条", (3,), "strong"),
        ("① 甲", "①", "circled:{}", (1,), "strong"),
        ("㉑ 甲", "㉑", "circled:{}", (21,), "strong"),
        ("⑴ 甲", "⑴", "parenthesised:{}", (1,), "strong"),
        ("⒈甲", "⒈", "full-stop:{}", (1,), "strong"),
        ("㈠ 甲", "㈠", "parenthesised-ideograph:{}", (1,), "strong"),
        ("甲、当事人", "甲、", "stem:{}、", (1,), "weak"),
        ("第一条　この", "第一条", "chinese:第{}条", (1,), "strong"),
        ("第二条の三　", "第二条の三", "chinese:第{}条の{}", (2, 3), "strong"),
        ("제1조 (목적)", "제1조", "decimal:제{}조", (1,), "strong"),
        ("제3조의2 (정의)", "제3조의2", "decimal:제{}조의{}", (3, 2), "strong"),
        ("가. 항목", "가.", "hangul-syllable:{}.", (1,), "weak"),
        ("ア　項目", "ア", "katakana:{}", (1,), "weak"),
        ("A. 选项", "A.", "upper-alpha:{}.", (1,), "weak"),
        ("a) item", "a)", "lower-alpha:{})", (1,), "weak"),
        ("1.1 概述", "1.1", "decimal:{}.{}", (1, 1), "weak"),
        ("1.2.3 细节", "1.2.3", "decimal:{}.{}.{}", (1, 2, 3), "weak"),
        ("¶ 3 text", "¶ 3", "decimal:¶ {}", (3,), "strong"),
    ],
)
def test_a_typed_label_is_told_with_its_meaning(
    text: str, label: str, scheme: str, value: tuple[int, ...], strength: str
) -> None:
    found = match_label(text)
    assert found is not None
    assert (found.text, found.scheme, found.value, found.family.strength) == (label, scheme, value, strength)
    assert found.regenerable


@pytest.mark.parametrize(
    "text",
    [
        "问：什么", "Q: what", "2024年4月", "1.5倍增长", "3.14是", "10.1国庆", "第一条的规定", "第三条第二款规定",
        "第十条之一的规定", "第三条、第四条", "一九四九年", "（2024年）发布", "十年来", "一个人", "A股市场", "",
        "2024. 年份", "第三者", "제1조의 규정", "（四川）", "甲方", "a", "12",
    ],
)  # fmt: skip
def test_text_that_only_looks_like_a_label_is_text(text: str) -> None:
    assert match_label(text) is None


@pytest.mark.parametrize("text", ["一是坚持", "第一，要", "第二、要"])
def test_counted_arguments_are_never_numbers_of_paragraphs(text: str) -> None:
    found = match_label(text)
    assert found is not None
    assert found.family.strength == "never"


@pytest.mark.parametrize(
    ("text", "label"),
    [("第一章　总则", "第一章"), ("第二节 基本", "第二节"), ("제1장 총칙", "제1장"), ("第一章", "第一章")],
)
def test_units_of_a_work_are_headings(text: str, label: str) -> None:
    assert heading_label(text) == label


def test_japanese_paragraph_and_item_numbers_are_told_in_japanese_only() -> None:
    found = match_label("２　前項の規定", "ja")
    assert found is not None
    assert (found.text, found.value) == ("２", (2,))
    assert match_label("２　前項", "zh-Hans") is None


def test_a_label_that_would_be_written_otherwise_is_not_regenerable() -> None:
    assert is_regenerable("第一百一十条", "chinese:第{}条", (110,))
    assert not is_regenerable("第一百十条", "chinese:第{}条", (110,))
    assert not is_regenerable("7.", "", (7,))
    assert not is_regenerable("㊿", "circled:{}", (51,))


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [("十二", "chinese", 12), ("一〇五", "ideograph-digit", 105), ("贰", "chinese-formal", 2),
     ("百十一", "japanese", 111), ("12", "decimal", 12), ("１２", "decimal-fullwidth", 12)],
)  # fmt: skip
def test_the_style_of_a_number_is_the_one_that_writes_it_the_same(text: str, style: str, value: int) -> None:
    assert number_style(text) == (style, value)
