"""Emphasis in text without blanks, and line ends between characters that need none."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from readerkit import Inlines


def strong(text: str) -> n.Strong:
    return n.Strong(content=(n.Text(text=text),))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**重点：**后文", (strong("重点："), n.Text(text="后文"))),
        ("**“你好”**了", (strong("“你好”"), n.Text(text="了"))),
        ("강조**(a)**를", (n.Text(text="강조"), strong("(a)"), n.Text(text="를"))),
        ("前**《书》**后", (n.Text(text="前"), strong("《书》"), n.Text(text="后"))),
        ("これは**「強調」**です", (n.Text(text="これは"), strong("「強調」"), n.Text(text="です"))),
        ("a**(b)**c", (n.Text(text="a**(b)**c"),)),
        ("snake_case_name", (n.Text(text="snake_case_name"),)),
        ("2 ** 3 ** 4", (n.Text(text="2 ** 3 ** 4"),)),
    ],
)
def test_emphasis_opens_and_closes_beside_cjk(source: str, expected: n.Inlines, inlines: Inlines) -> None:
    assert inlines(source) == expected


def test_strikethrough_closes_beside_cjk(inlines: Inlines) -> None:
    assert inlines("~~删。~~后") == (n.Strike(content=(n.Text(text="删。"),)), n.Text(text="后"))


SOFT = n.Break()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("中文\n中文", ("中文中文",)),
        ("中文，\n“引”", ("中文，“引”",)),
        ("かな\nカナ", ("かなカナ",)),
        ("한국어\n문장", ("한국어", SOFT, "문장")),
        ("Latin\ntext", ("Latin", SOFT, "text")),
        ("中文\ntext", ("中文", SOFT, "text")),
        ("中文\n한국어", ("中文", SOFT, "한국어")),
        ("say “hi”\nthere", ("say “hi”", SOFT, "there")),
    ],
)
def test_a_soft_line_end_goes_between_characters_set_without_blanks(
    source: str, expected: tuple[n.Break | str, ...], inlines: Inlines
) -> None:
    assert inlines(source) == tuple(n.Text(text=part) if isinstance(part, str) else part for part in expected)


def test_a_soft_line_end_is_decided_through_marks(inlines: Inlines) -> None:
    assert inlines("**中文**\n*文*") == (strong("中文"), n.Emph(content=(n.Text(text="文"),)))


@pytest.mark.parametrize("label", ["（1）", "二、", "2、", "第二条", "②", "㈡", "ア．", "乙、"])
def test_a_line_end_before_what_may_be_a_label_stays_for_the_numbering(label: str, inlines: Inlines) -> None:
    assert inlines(f"引导。\n{label}内容") == (n.Text(text="引导。"), SOFT, n.Text(text=f"{label}内容"))


def test_hard_line_ends_stay(inlines: Inlines) -> None:
    hard = n.Break(hard=True)
    first, second, third = (n.Text(text=char) for char in "甲乙丙")
    assert inlines("甲  \n乙\\\n丙") == (first, hard, second, hard, third)
