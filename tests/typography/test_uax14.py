from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_breakables

from docforge.typography import unicode_breaks
from docforge.typography.uax14 import line_break_class

SIGNS = "中文字国 aZé1,.-/·“”‘’（）「」()。，、！？—…っー々％¥$\u00a0\u200b\u2060\u0301\u200d한가😀🇨🇳\n"


def marked(text: str) -> str:
    return "".join(("÷" if may else "") + char for may, char in zip(unicode_breaks(text), text, strict=False))


@pytest.mark.parametrize(
    "expected",
    [
        "The ÷quick ÷(“brown”) ÷fox ÷can’t ÷jump ÷32.3 ÷feet, ÷right?",  # UAX #29's own sentence
        "中÷文÷（中）÷文",
        "中。÷文、÷字！",
        "あ÷い÷うっー々",
        "100％÷の÷¥250",
        "a–÷b ÷c‐÷d",
        "……÷中",
        "（ 中",  # LB14
        "中 ÷文",
        "한÷국÷어 ÷값",
        "a\u00a0b\u2060中",
    ],
)
def test_the_oracle_breaks_as_uax_14_does(expected: str) -> None:
    assert marked(expected.replace("÷", "")) == expected


def test_there_is_an_answer_before_each_character_and_at_the_end() -> None:
    assert unicode_breaks("") == [True]
    assert unicode_breaks("中") == [False, True]
    assert unicode_breaks("中文") == [False, True, True]


@given(st.text(SIGNS, max_size=40))
def test_cutting_a_text_changes_no_answer(text: str) -> None:
    whole = [bool(answer) for answer in line_break_breakables(text)]
    assert unicode_breaks(text)[1:-1] == whole[1:]


def test_classes_are_those_of_the_unicode_character_database() -> None:
    found = {char: line_break_class(char) for char in "中っ。「…％￥・aé1 “"}
    assert found == {
        "中": "ID", "っ": "CJ", "。": "CL", "「": "OP", "…": "IN", "％": "PO", "￥": "PR", "・": "NS",
        "a": "AL", "é": "AL", "1": "NU", " ": "SP", "“": "QU",
    }  # fmt: skip
