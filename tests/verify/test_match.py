"""The exact comparison of drawn lines: what a PDF cannot hold is forgiven, everything else is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.verify.facts import Note, Paragraph
from docforge.verify.match import DrawnMatch, Mismatch, excerpt, first_difference
from docforge.verify.reading import CALL_END, CALL_START, DRAWN_BLANK, LINE_END


def match(expected: str, actual: str, **fields: object) -> Mismatch | None:
    return DrawnMatch(Paragraph(fields.pop("kind", "text"), expected, **fields), actual).difference


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("中文换行", f"中文{LINE_END}换行"),
        ("two words", f"two{LINE_END}words"),
        ("two words", f"two {LINE_END}words"),
        ("硬\n换行", f"硬{LINE_END}换行"),
        ("甲  乙", f"甲{LINE_END}乙"),
        ("粗 斜", f"粗{DRAWN_BLANK}斜"),
        ("长串", f"长{DRAWN_BLANK}串"),
        ("零\u200b宽", "零宽"),
        ("软\u00ad连", "软连"),
        ("international", f"inter\u00ad{LINE_END}national"),
        ("不\u00a0断", "不 断"),
        ("e\u0301", "\u00e9"),
        ("\u1112\u1161\u11ab", "\ud55c"),
    ],
)
def test_what_drawn_lines_cannot_hold_is_forgiven(expected, actual):
    assert match(expected, actual) is None


@pytest.mark.parametrize(
    ("expected", "actual", "place"),
    [
        ("two words", "twowords", 3),
        ("twowords", "two words", 3),
        ("中文", "中 文", 1),
        ("甲乙", "甲", 1),
        ("甲", "甲乙", 1),
        ("甲，乙", "甲、乙", 1),
        ("甲\u3000乙", "甲 乙", 1),
        ("神", "\ufa19", 0),
        ("①", "1", 0),
        ("e\u0301", "e", 1),
    ],
)
def test_any_other_difference_is_found_at_its_place(expected, actual, place):
    found = match(expected, actual)
    assert found is not None
    assert found.expected == place


def test_indents_of_code_are_compared():
    assert match("def f:\n    x", f"def f:{LINE_END}    x", kind="code") is None
    assert match("def f:\n    x", f"def f:{LINE_END}  x", kind="code") is not None
    assert match("a\n\n  b", f"a{LINE_END}  b", kind="code") is None


def test_readings_in_the_line_must_be_those_of_the_document():
    ruby = ((0, "漢", "かん"), (1, "字", "じ"))
    assert match("漢字だ", "漢字（かんじ）だ", ruby=ruby) is None
    assert match("漢字だ", "漢（かん）字（じ）だ", ruby=ruby) is None
    assert match("漢字だ", f"漢字（か{LINE_END}んじ）だ", ruby=ruby) is None
    assert match("漢字だ", "漢字（かんし）だ", ruby=ruby) is not None


def test_a_call_is_told_from_raised_digits_by_its_place():
    notes = (Note(2, 1, "注"),)
    called = DrawnMatch(Paragraph("text", "甲1乙", notes=notes), f"甲{CALL_START}1{CALL_END}{CALL_START}1{CALL_END}乙")
    assert (called.difference, called.called) == (None, [1])
    lost = DrawnMatch(Paragraph("text", "甲1乙", notes=notes), f"甲{CALL_START}1{CALL_END}乙")
    assert (lost.difference, lost.called) == (None, [])


def test_an_excerpt_shows_the_character_in_its_surroundings():
    assert excerpt("一二三四五六七八九十", 4, 2) == "“…三四[五]六七…”"
    assert excerpt("一二", 2) == "“一二[]”"


plain = st.text(alphabet="甲乙丙，。ab 1", max_size=30)


@given(plain, st.data())
def test_a_text_broken_into_lines_anywhere_matches_and_one_changed_character_never_does(text, data):
    text = " ".join(text.split())
    breaks = data.draw(st.sets(st.integers(0, len(text)))) if text else set()
    drawn = "".join((LINE_END if place in breaks else "") + char for place, char in enumerate(text))
    assert match(text, drawn) is None
    places = [place for place, char in enumerate(drawn) if char not in f" {LINE_END}"]
    if places:
        place = data.draw(st.sampled_from(places))
        assert match(text, drawn[:place] + "變" + drawn[place + 1 :]) is not None
        assert match(text, drawn[:place] + drawn[place + 1 :]) is not None
        assert match(text, drawn[:place] + "變" + drawn[place:]) is not None


@given(plain, plain)
def test_without_drawn_lines_only_equal_texts_agree(one, other):
    assert (first_difference(one, other) is None) == (one == other)
