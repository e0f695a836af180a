"""Laws of the composer over random text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docforge
from columnkit import NO_END, NO_START, count
from docforge.press.compose import Settings
from docforge.press.compose.plain import plain_paragraph
from docforge.typography.rules import rules_for
from work import calls

ALPHABET = [
    *"国中文字排版的了是在ありがとうっャー々한국어",
    *"，。、；：？！“”‘’（）《》「」『』【】—…⸺·・～／/〜％℃￥",
    *(" ", "  ", "\u3000", "\u00a0", "\u200b", "\u00ad", "\ufffc", "\n"),
    *("——", "……", "A", "word", "Web 2.0", "3.14%", "2024", "(a)", "http://example.com/a-b_c", "é", "α", "Я", "①"),
    *("e\u0301", "𠀀", "葛\U000e0100", "👨‍👩‍👧", "\u0e01\u0e33", "שלום", "\ud800"),
]
text_of = st.lists(st.sampled_from(ALPHABET), max_size=60).map("".join)
languages = st.sampled_from(["zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "ja", "ko", "en"])
widths = st.one_of(st.floats(0.1, 4), st.integers(1, 30).map(float), st.floats(4, 40))
sentences = st.lists(
    st.tuples(
        st.text("国中文字排版的了", min_size=2, max_size=6),
        st.sampled_from(["", "，", "。", "“", "”", "（", "》", "！"]),
    ),
    min_size=1,
    max_size=30,
).map(lambda parts: "".join(word + mark for word, mark in parts))


@given(text_of, languages, widths, st.booleans(), st.booleans(), st.integers(1, 4))
def test_joined_lines_are_the_text_and_no_line_is_empty(
    text: str, lang: str, width: float, hang: bool, optimise: bool, least: int
) -> None:
    lines = docforge.typeset_lines(text, lang=lang, width=width, hang=hang, optimise=optimise, last_line_min=least)
    assert "".join(lines) == text
    assert all(lines)


@given(text_of, languages, widths, st.sampled_from(["css-loose", "css-normal", "css-strict"]))
def test_so_they_are_at_css_levels(text: str, lang: str, width: float, level: str) -> None:
    lines = docforge.typeset_lines(text, lang=lang, width=width, level=level)
    assert "".join(lines) == text
    assert all(lines)


@given(text_of.map(lambda text: text.replace("\n", "")), languages, widths, st.booleans(), st.booleans())
def test_a_line_is_wider_than_the_measure_only_if_it_is_one_piece(
    text: str, lang: str, width: float, optimise: bool, justify: bool
) -> None:
    if not text:
        return
    rules = rules_for(lang)
    paragraph = plain_paragraph(text, rules, Settings(optimise=optimise))
    start: int | None = 0
    while start is not None:
        line = paragraph.line(start, width, justify=justify)
        assert line.resume is None or line.resume > start
        right = line.positions(paragraph.advances)[-1] - line.hang - line.trim_end + line.hyphen
        assert right == pytest.approx(line.width, abs=1e-6)
        if line.width > width + 0.001:
            first_piece = paragraph.line(start, 0.001)
            assert line.resume == first_piece.resume
        start = line.resume


@given(text_of.map(lambda text: text.replace("\n", "")), languages, st.floats(6, 40), st.booleans())
def test_a_justified_line_with_an_opportunity_fills_its_measure(
    text: str, lang: str, width: float, optimise: bool
) -> None:
    if not text:
        return
    paragraph = plain_paragraph(text, rules_for(lang), Settings(optimise=optimise, hang=True))
    start: int | None = 0
    while start is not None:
        line = paragraph.line(start, width, justify=True)
        if line.gaps and not line.last and line.natural < width:
            assert line.width == pytest.approx(width, abs=1e-3)
        start = line.resume


@given(sentences, st.floats(4, 30), st.booleans(), st.booleans())
def test_no_line_starts_or_ends_with_a_forbidden_mark(text: str, width: float, optimise: bool, hang: bool) -> None:
    lines = docforge.typeset_lines(text, lang="zh-Hans", width=width, optimise=optimise, hang=hang, last_line_min=2)
    assert all(line[0] not in NO_START for line in lines[1:])
    assert all(line[-1] not in NO_END for line in lines[:-1])


@given(sentences, st.integers(8, 40), st.booleans())
def test_no_column_has_a_fault(text: str, width: int, optimise: bool) -> None:
    faults = count([text], "zh-Hans", float(width), Settings(optimise=optimise, last_line_min=2))
    assert (faults.forbidden, faults.ragged, faults.loose_pairs, faults.sticking_out) == ([], [], [], [])


@pytest.mark.parametrize("optimise", [False, True])
def test_work_grows_with_the_text_and_no_faster(optimise: bool) -> None:
    text = "他说：“使用WeasyPrint 70生成PDF文件，耗时约1.5秒；在Debian上（含Python）测试。”国中文字排版的了是在"

    def work(times: int) -> int:
        return calls(lambda: docforge.typeset_lines(text * times, lang="zh", width=13.7, optimise=optimise))

    work(40)  # fills the memos
    assert work(40) < 4.4 * work(10)


def test_a_total_fit_is_at_most_a_third_more_work() -> None:
    text = "他说：“使用WeasyPrint 70生成PDF文件，耗时约1.5秒；在Debian上（含Python）测试。”国中文字排版的了是在" * 20

    def work(optimise: bool) -> int:
        return calls(lambda: docforge.typeset_lines(text, lang="zh", width=20, optimise=optimise))

    work(True)
    assert work(True) < 1.3 * work(False)
