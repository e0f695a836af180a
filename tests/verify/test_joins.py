"""What the end of a page cut in two is one paragraph again; what stands on two pages is not."""

from __future__ import annotations

import pytest

from docforge.verify.facts import Note, Paragraph
from docforge.verify.joins import DrawnKeys, join_pages
from docforge.verify.reading import CALL_END, CALL_START, Found

TEXT = "今天天气很好，我们去公园，然后回家。"


def call(number: int) -> str:
    return f"{CALL_START}{number}{CALL_END}"


def texts(expected: list[Paragraph], *parts: str) -> list[str]:
    """The texts after joining; each part stands on a page of its own."""
    found = [Found(Paragraph("text", part), resumes=place > 0) for place, part in enumerate(parts)]
    return [item.paragraph.text.replace("\u2028", "|") for item in join_pages(DrawnKeys(expected), found)]


CALLS = Paragraph("paragraph", TEXT, number="4.", notes=(Note(4, 1, "注"), Note(9, 2, "注")))
READ = Paragraph("text", "日本語の勉強を始める。", ruby=((0, "日本語", "にほんご"), (4, "勉強", "べんきょう")))
CASES: dict[str, tuple[list[Paragraph], tuple[str, ...]]] = {
    "notes are called before the cut": (
        [CALLS, READ],
        (f"4. {TEXT[:4]}{call(1)}{TEXT[4:9]}{call(2)}{TEXT[9:12]}", TEXT[12:]),
    ),
    "notes are called after the cut": (
        [CALLS],
        (f"4. {TEXT[:4]}{call(1)}{TEXT[4:6]}", f"{TEXT[6:9]}{call(2)}{TEXT[9:]}"),
    ),
    "a raised digit has the number of a note": (
        [CALLS, Paragraph("text", "x1和甲乙丙")],
        (f"x{call(1)}和甲", "乙丙"),
    ),
    "readings in brackets": ([READ], ("日本語（にほんご）の勉", "強（べんきょう）を始める。")),
    "a reading is cut": ([READ], ("日本語（にほ", "んご）の勉強を始める。")),
    "three pages": ([Paragraph("text", TEXT * 3)], (TEXT, TEXT[:5], TEXT[5:] + TEXT)),
    "the first part differs": ([CALLS], ("4. 今天夭气很好，", "我们去公园，然后回家。")),
    "the second part differs": ([CALLS], ("4. 今天天气很好，", "我们去公圆，然后回家。")),
}


@pytest.mark.parametrize("case", CASES)
def test_parts_are_one(case):
    expected, parts = CASES[case]
    assert len(texts(expected, *parts)) == 1


def test_two_whole_paragraphs_stay_two_though_a_third_is_both():
    whole = [Paragraph("text", text) for text in ("甲甲", "乙乙", "甲甲乙乙")]
    assert texts(whole, "甲甲", "乙乙") == ["甲甲", "乙乙"]


def test_what_follows_on_the_next_page_stays_by_itself():
    assert texts([CALLS, READ], f"4. {TEXT}", "日本語の勉強を始める。") == [f"4. {TEXT}", READ.text]
