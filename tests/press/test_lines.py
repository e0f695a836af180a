"""Lines that the press sets: trims, justification, boxes inside, notes, page breaks, and what is left to WeasyPrint."""

from __future__ import annotations

import pytest

from presskit import Page, text_end

LONG = "他说：“好。”（这是书里的一句话）我们在秋天完成了工作，这并不容易，但是值得。" * 4


def test_a_closing_mark_at_the_end_of_a_line_and_an_opening_one_at_its_start_lose_their_blanks() -> None:
    page = Page("<p>中文排版测。好好好（测试）", measure=5.5)
    # 测 alone could follow 好好好（, but the last line keeps two characters at least.
    assert page.lines == ["中文排版测。", "好好好", "（测试）"]
    first, _, last = page.boxes("TextBox")
    assert (first.width, last.width) == pytest.approx((5.5 * 12, 3 * 12))


def test_justified_lines_end_at_the_measure_across_bold_links_and_languages() -> None:
    body = "<p>" + "国家<b>标准（加粗）</b>与<a href='#a'>链接“文字”</a>，<i lang=ja>日本語の文</i>混排。" * 6
    page = Page(body, measure=17.3)
    lines = list(page.boxes("LineBox"))
    assert len(lines) > 5
    assert all(page.composed)
    for line in lines[:-1]:
        assert text_end(line) == pytest.approx(line.position_x + 17.3 * 12, abs=0.02)


def test_lines_are_unbroken_text() -> None:
    body = f"<p>{LONG[:60]}<b>{LONG[60:70]}</b>{LONG[70:]}"
    page = Page(body, measure=13)
    assert "".join(page.lines) == LONG


def test_marks_alone_in_a_box_are_trimmed_against_the_text_around_it() -> None:
    page = Page("<p>他说<b>：</b>“好<b>。</b>”她说", measure=30)
    (line,) = page.boxes("LineBox")
    # Nine characters: “ loses its start after the colon, the stop its end before ”.
    assert line.width == pytest.approx(8 * 12)


def test_padding_and_borders_of_inline_boxes_take_room_once() -> None:
    page = Page("<p>甲<span style='padding:0 6px;border:1px solid'>乙丙</span>丁", measure=30)
    (line,) = page.boxes("LineBox")
    assert line.width == pytest.approx(4 * 12 + 14)
    (inline,) = page.boxes("InlineBox")
    assert (inline.width, inline.position_x - line.position_x) == pytest.approx((24, 12))


def test_a_box_that_goes_on_in_the_next_line_is_open_at_the_break() -> None:
    page = Page("<p><span style='padding:0 6px'>甲乙丙丁戊己庚</span>", measure=5)
    first, second = page.boxes("InlineBox")
    assert (first.padding_left, first.padding_right, second.padding_left, second.padding_right) == (6, 0, 0, 6)


def test_notes_are_laid_out_once_and_their_calls_never_begin_a_line() -> None:
    css = ".fn{float:footnote}.fn::footnote-call{content:'①';font-size:70%;vertical-align:super}"
    page = Page(f"<p>{'中文' * 10}<span class=fn>注的文字。</span>以后", measure=20, css=css)
    assert page.lines[0].endswith("中")
    assert page.lines[1].startswith("文①")
    assert sum("注的文字。" in line for line in page.lines) == 1
    assert all(page.composed)


@pytest.mark.parametrize("height", range(150, 300, 7))
def test_a_note_is_not_lost_where_an_earlier_one_makes_room_for_its_line(height: int) -> None:
    css = ".fn{float:footnote}p{orphans:2;widows:2}"
    first = "<p>甲<span class=fn>第一个注。</span>"
    second = f"<p>{'国' * 25}<span class=fn>第二个注。</span>{'国' * 60}"
    page = Page(f"{first}<div style='height:{height}px'></div>{second}", measure=20, css=css)
    text = "".join(page.texts[0])
    assert (text.count("第一个注。"), text.count("第二个注。")) == (1, 1)


def test_forced_breaks_are_not_stretched_and_empty_lines_stay() -> None:
    page = Page("<p>甲乙，丙。<br><br>丁戊", measure=20)
    assert [line.replace("\n", "") for line in page.lines] == ["甲乙，丙。", "", "丁戊"]
    lines = list(page.boxes("LineBox"))
    assert lines[1].height == pytest.approx(lines[0].height)
    assert lines[0].width == pytest.approx(4.5 * 12)


def test_a_paragraph_goes_on_in_the_next_page_without_loss() -> None:
    page = Page(f"<p>{LONG * 3}", measure=9)
    assert len(page.document.pages) > 1
    assert "".join(page.lines) == LONG * 3


def test_preserved_spaces_in_code_are_kept() -> None:
    page = Page("<p>代码<code style='white-space:pre-wrap'>a  =  b</code>以后", measure=30)
    assert page.lines == ["代码a  =  b以后"]
    assert page.composed == [True]


def test_underlines_run_on_through_a_box_and_stand_under_it() -> None:
    page = Page("<p>甲<u>乙丙（丁）</u>戊", measure=30)
    _, text, _ = page.boxes("TextBox")
    stock = list(Page("<p>甲<u>乙丙（丁）</u>戊", measure=30, press=False).boxes("TextBox"))[1]
    assert text.pango_layout.underline_position == stock.pango_layout.underline_position
    assert text.pango_layout.underline_thickness == stock.pango_layout.underline_thickness


def test_table_columns_are_as_wide_as_their_text() -> None:
    cells = Page("<table><tr><td>（括号）<td>中文，混排 word</table>", measure=40)
    first, second = cells.boxes("TableCellBox")
    assert first.width == pytest.approx(3 * 12, abs=0.5)
    assert cells.lines == ["（括号）", "中文，混排 word"]
    assert second.width >= 7 * 12


def test_lines_beside_a_float_are_as_much_narrower() -> None:
    page = Page(f"<p>甲乙<span style='float:right;width:3em'>丙丁</span>{'国' * 40}", measure=10)
    lines = [line for line in page.boxes("LineBox") if line.width > 3 * 12]
    assert page.lines == ["甲乙丙丁" + "国" * 5, "丙丁", *["国" * 10] * 3, "国" * 5]
    assert all(page.composed)
    assert lines[0].width == pytest.approx(7 * 12)
    (box,) = (box for box in page.boxes("BlockBox") if box.style["float"] == "right")
    assert (box.position_x - lines[0].position_x, box.position_y) == pytest.approx((7 * 12, lines[0].position_y))


def test_a_float_at_the_left_moves_the_text_of_its_line() -> None:
    page = Page(f"<p>甲乙<span style='float:left;width:3em'>丙丁</span>{'国' * 20}", measure=10)
    first, inner, *_ = page.boxes("LineBox")
    text = next(iter(page.boxes("TextBox")))
    assert text.position_x - inner.position_x == pytest.approx(3 * 12)
    assert (first.position_x, first.width) == pytest.approx((text.position_x, 7 * 12))


def test_a_float_that_finds_no_room_in_its_line_stands_below_it() -> None:
    page = Page(f"<p>{'国' * 8}<span style='float:right;width:5em'>丙丁</span>{'国' * 20}", measure=10)
    first = next(iter(page.boxes("LineBox")))
    assert first.width == pytest.approx(10 * 12)
    (box,) = (box for box in page.boxes("BlockBox") if box.style["float"] == "right")
    assert box.position_y == pytest.approx(first.position_y + first.height)
    assert page.texts == ("国" * 28, "丙丁")


@pytest.mark.parametrize("before", range(0, 24, 3))
def test_floats_deep_in_boxes_with_borders_are_neither_lost_nor_doubled(before: int) -> None:
    aside = "<b style='padding:0 .5em'>字<i style='float:right;width:4em'>甲乙丙</i></b>"
    body = f"<p>{'国' * before}{aside}丁<u>戊{aside}</u>，{'文' * 9}"
    assert Page(body, measure=9).texts == ("国" * before + "字丁戊字，" + "文" * 9, "甲乙丙" * 2)


def test_preformatted_text_around_a_float_is_not_lost() -> None:
    code = "<code style='white-space:pre-wrap'>来文漢字为的之Я</code>"
    aside = "<span style='float:right;width:4em'>甲乙</span>"
    for before in range(0, 20, 3):
        page = Page(f"<pre>{'字  ' * before}\n{code}国。）这  排我{aside}한국 {code}\n以他</pre>", measure=20)
        ends = "来文漢字为的之Я"
        flow = f"{'字  ' * before}{ends}国。）这  排我한국 {ends}以他"
        assert ("".join(page.texts[0].split()), page.texts[1]) == ("".join(flow.split()), "甲乙")
        assert page.lines[-1].endswith("以他")


def test_right_to_left_text_is_left_to_weasyprint_and_counted() -> None:
    page = Page("<p>中文 שלום 中文", measure=20)
    assert page.setting is not None
    assert page.setting.left == {"right to left": 1}


def test_latin_paragraphs_are_weasyprints_own_and_nobody_is_told() -> None:
    page = Page("<p lang=en>Plain English words", measure=20)
    assert page.setting is not None
    assert page.setting.left == {}
    assert page.composed == [False]


def test_outside_a_setting_the_hooks_do_what_weasyprint_does() -> None:
    page = Page("<p>中文，排版。", press=False)
    assert page.composed == [False]


def test_an_address_longer_than_the_line_is_parted_where_the_page_says_so() -> None:
    body = "<p style='overflow-wrap:anywhere'>网址https://example.com/a/very/long/path/that/never/ends/anywhere结束"
    page = Page(body, measure=12)
    assert max(line.width for line in page.boxes("LineBox")) <= 12 * 12 + 0.1


@pytest.mark.parametrize("press", [False, True])
def test_the_page_of_a_link_s_target_is_filled_in(press: bool) -> None:
    body = '<p>见<a href="#x">第二章</a>。</p><h1 id=x style="break-before:page">二</h1>'
    css = 'a::after{content:"（第" target-counter(attr(href), page) "页）"}'
    assert Page(body, css=css, press=press).lines == ["见第二章（第2页）。", "二"]
