"""One paragraph, line by line: trims, gaps, squeezing, stretching, objects, and lines of changing width."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from docforge.press.compose import Line, Paragraph, Run, Settings
from docforge.press.compose.plain import plain_paragraph
from docforge.typography import unicode_breaks
from docforge.typography.rules import rules_for


def chinese(text: str, **options: Any) -> Paragraph:
    """A paragraph in em whose marks give half an em; zh-Hans."""
    return plain_paragraph(text, rules_for("zh-Hans"), Settings(**options))


def shaped(text: str, lang: str = "zh-Hans", em: float = 10.0, **more: Any) -> Paragraph:
    """A paragraph of full-width glyphs that give nothing unless said."""
    run = Run(0, len(text), rules_for(lang), em)
    return Paragraph(text, [run], [em] * len(text), oracle=unicode_breaks(text), **more)


def all_lines(paragraph: Paragraph, width: float, **how: Any) -> list[Line]:
    lines = [paragraph.line(0, width, **how)]
    while (resume := lines[-1].resume) is not None:
        lines.append(paragraph.line(resume, width, **how))
    return lines


def steps(paragraph: Paragraph, line: Line) -> list[float]:
    """From each character of the line to the next, beyond its advance."""
    xs = line.positions(paragraph.advances)
    return [round(b - a - paragraph.advances[line.start + k], 4) for k, (a, b) in enumerate(pairwise(xs))]


# Trims


def test_what_a_trim_takes_is_what_the_font_gives() -> None:
    centred = shaped("國）。國", "zh-Hant", end_room={1: 4.0, 2: 2.5}, start_room={2: 2.5})
    assert centred.line(0, 100).kerns == {2: -4.0}
    nothing = shaped("國）。國", "zh-Hant")
    assert nothing.line(0, 100).kerns == {}


def test_the_blank_of_a_closing_mark_at_a_line_end_is_always_taken_in_simplified_chinese() -> None:
    line = chinese("版面测试：好").line(0, 5.0)
    assert (line.end, line.width, line.trim_end) == (5, 4.5, 0.5)


def test_it_is_taken_only_where_the_line_needs_it_in_japanese_and_then_whole() -> None:
    paragraph = plain_paragraph("国国国）国国", rules_for("ja"), Settings())
    assert paragraph.line(0, 4.0).trim_end == 0.0
    tight = paragraph.line(0, 3.8, justify=True)
    assert (tight.end, tight.trim_end) == (4, 0.5)
    assert tight.natural == 3.5


def test_an_opening_mark_at_a_line_start_stands_flush() -> None:
    paragraph = chinese("国国国国（国国国）")
    second = all_lines(paragraph, 4.0)[1]
    assert (second.start, second.trim_start, second.kerns[4]) == (4, 0.5, -0.5)


@pytest.mark.parametrize(
    ("lang", "text", "indent"), [("zh-Hans", "“引文”国", 2.0), ("ja", "「会話」国", 1.0), ("ja", "「会話」国", 0.5)]
)
def test_an_opening_mark_after_an_indent_loses_its_blank_unless_the_theme_keeps_it(
    lang: str, text: str, indent: float
) -> None:
    paragraph = plain_paragraph(text, rules_for(lang), Settings())
    line = paragraph.line(0, 10.0 - indent)
    assert indent + line.positions(paragraph.advances)[0] == indent - 0.5
    assert paragraph.line(0, 10.0 - indent, flush=False).trim_start == 0.0


def test_narrow_quotes_of_japanese_give_nothing() -> None:
    paragraph = plain_paragraph("国“国”国", rules_for("ja"), Settings())
    assert paragraph.line(0, 10.0).kerns == {}


def test_trims_can_be_off() -> None:
    line = chinese("（国）。", trim=False).line(0, 10.0)
    assert (line.kerns, line.width) == ({}, 4.0)


# Gaps


def test_a_gap_stands_between_chinese_and_latin_text_but_not_at_line_edges() -> None:
    paragraph = chinese("用PDF做", autospace=0.125)
    assert paragraph.line(0, 10.0).kerns == {1: 0.125, 4: 0.125}
    first, second, third = all_lines(paragraph, 1.5)
    assert [line.kerns for line in (first, second, third)] == [{}, {}, {}]


def test_a_typed_space_is_narrowed_to_the_gap_and_not_doubled() -> None:
    paragraph = chinese("用 PDF 做", autospace=0.125)
    assert paragraph.line(0, 10.0).kerns == {2: -0.375, 6: -0.375}
    wide = chinese("用 PDF 做", autospace=0.25)
    assert wide.line(0, 10.0).width == 1 + 0.25 + 1.5 + 0.25 + 1


def test_code_keeps_its_own_widths_and_has_gaps_around_it() -> None:
    text = "用（）a国b做"
    rules = rules_for("zh-Hans")
    runs = [Run(0, 1, rules, 1.0), Run(1, 6, rules, 1.0, adjustable=False), Run(6, 7, rules, 1.0)]
    rooms = {"start_room": {1: 0.5}, "end_room": {2: 0.5}}
    paragraph = Paragraph(text, runs, [1.0, 1.0, 1.0, 0.5, 1.0, 0.5, 1.0], oracle=unicode_breaks(text), **rooms)
    assert paragraph.line(0, 20.0).kerns == {6: 0.25}


# Justification


def test_blanks_of_one_order_give_the_same_share_after_those_before_them_are_gone() -> None:
    paragraph = chinese("国（国）国，国，国国国", last_line_min=2)
    line = paragraph.line(0, 9.5, justify=True)
    assert (line.end, line.natural, line.width) == (11, 11.0, 9.5)
    assert line.kerns == pytest.approx({1: -0.5, 4: -0.5, 6: -0.25, 8: -0.25})


def test_brackets_give_before_commas() -> None:
    paragraph = chinese("国（国）国，国国")
    line = paragraph.line(0, 7.4, justify=True)
    assert line.width == pytest.approx(7.4)
    assert line.kerns == pytest.approx({1: -0.3, 4: -0.3})


def test_a_line_is_stretched_at_word_spaces_then_gaps_then_evenly() -> None:
    text = "the cat国国国国internationalisation"
    paragraph = plain_paragraph(text, rules_for("zh-Hans"), Settings(autospace=0.25))
    line = paragraph.line(0, 7.85, justify=True)
    assert (line.end, round(line.natural, 4)) == (11, 7.75)
    assert line.kerns == pytest.approx({7: 0.35})
    wider = paragraph.line(0, 8.6, justify=True)
    assert wider.kerns == pytest.approx({7: 0.5, 8: 0.2, 9: 0.2, 10: 0.2})
    widest = paragraph.line(0, 9.1, justify=True)
    assert widest.kerns == pytest.approx({4: 0.07, 7: 0.57, 8: 0.32, 9: 0.32, 10: 0.32})


def test_a_narrow_gap_stays_below_what_readers_of_a_pdf_take_for_a_space_while_others_have_room() -> None:
    paragraph = chinese("国国国国国国国国a国国国国国国国国国国国", autospace=0.125)
    line = paragraph.line(0, 18.5, justify=True)
    assert line.width == pytest.approx(18.5)
    assert line.kerns[8] == line.kerns[9] == pytest.approx(0.14)
    assert 0.0 < line.kerns[2] < 0.14


def test_nothing_is_stretched_beside_brackets_or_between_two_marks() -> None:
    paragraph = chinese("国“国”，（国）国国国国")
    line = paragraph.line(0, 6.7, justify=True)
    assert line.width == pytest.approx(6.7)
    assert steps(paragraph, line)[1] == 0.0  # “ and its content
    assert steps(paragraph, line)[3] == -0.5  # ” before ，


def test_the_last_line_is_not_stretched() -> None:
    line = chinese("国国国").line(0, 10.0, justify=True)
    assert (line.width, line.last, line.kerns) == (3.0, True, {})


def test_one_stretch_runs_through_runs_of_several_sizes_in_proportion() -> None:
    text = "国国国国国国"
    rules = rules_for("zh-Hans")
    runs = [Run(0, 3, rules, 10.0), Run(3, 6, rules, 20.0)]
    paragraph = Paragraph(text, runs, [10.0] * 3 + [20.0] * 3)
    line = paragraph.line(0, 78.0, justify=True)
    assert line.end == 5
    assert line.width == pytest.approx(78.0)
    assert line.kerns[4] == pytest.approx(2 * line.kerns[1])


# Hanging


def test_a_mark_hangs_where_the_line_is_full_and_the_text_before_it_fills_the_measure() -> None:
    paragraph = plain_paragraph("あいうえお、か", rules_for("ja"), Settings(hang=True))
    line = paragraph.line(0, 5.0, justify=True)
    assert (line.end, line.width, line.hang, line.trim_end) == (6, 5.0, 1.0, 0.0)
    assert paragraph.line(0, 6.0, justify=True).hang == 0.0


# Objects and boundaries


def test_no_line_breaks_before_a_note_call() -> None:
    text = "国国国￼国国"
    free = shaped(text)
    bound = shaped(text, unbreakable={3})
    assert free.line(0, 30.0).end == 3
    assert bound.line(0, 30.0).end == 2


def test_a_rigid_boundary_neither_breaks_nor_stretches() -> None:
    paragraph = shaped("国国国国国国", rigid={1, 2})
    line = paragraph.line(0, 45.0, justify=True)
    assert line.end == 4
    assert line.kerns == {3: 5.0}
    assert paragraph.line(0, 15.0).end == 3  # it sticks out: nothing before may be parted


def test_a_hyphen_counts_in_the_line_that_ends_with_it() -> None:
    text = "internationalisation国"
    run = Run(0, len(text), rules_for("zh-Hans"), 10.0)
    paragraph = Paragraph(
        text, [run], [5.0] * 20 + [10.0], oracle=unicode_breaks(text), hyphens={5: 3.0, 13: 3.0}, unbreakable=()
    )
    # a hyphenation point is a place to break
    line = paragraph.line(0, 68.0)
    assert (line.end, line.hyphen, line.width) == (13, 3.0, 68.0)
    assert paragraph.line(0, 67.0).end == 5


def test_spread_stands_inside_a_line_and_not_at_its_edges() -> None:
    paragraph = shaped("国国国国", spread={1: 2.0, 2: 3.0})
    assert paragraph.line(0, 100.0).width == 45.0
    assert [line.width for line in all_lines(paragraph, 22.0)] == [22.0, 20.0]


def test_spaces_at_a_line_end_are_swallowed() -> None:
    line = chinese("word word  word").line(0, 6.0)
    assert (line.end, line.resume, line.width) == (9, 11, 4.5)


def test_a_nowrap_run_is_one_piece() -> None:
    text = "国国国国国国"
    rules = rules_for("zh-Hans")
    runs = [Run(0, 1, rules, 1.0), Run(1, 5, rules, 1.0, wraps=False), Run(5, 6, rules, 1.0)]
    paragraph = Paragraph(text, runs, [1.0] * 6)
    assert [line.end for line in all_lines(paragraph, 3.0)] == [1, 5, 6]
    assert paragraph.pieces() == [1.0, 4.0, 1.0]


def test_a_nowrap_run_wider_than_the_line_does_not_take_the_mark_after_it_along() -> None:
    text = "国国国国～国"
    rules = rules_for("zh-Hans")
    runs = [Run(0, 4, rules, 1.0, wraps=False), Run(4, 6, rules, 1.0)]
    paragraph = Paragraph(text, runs, [1.0] * 6)
    assert [line.end for line in all_lines(paragraph, 5.0)] == [5, 6]
    assert [line.end for line in all_lines(paragraph, 3.0)] == [4, 6]


def test_a_picture_as_wide_as_the_line_does_not_take_the_mark_after_it_along() -> None:
    text = "国\ufffc、国"
    run = Run(0, 4, rules_for("zh-Hans"), 1.0)
    paragraph = Paragraph(text, [run], [1.0, 5.0, 1.0, 1.0], oracle=unicode_breaks(text))
    assert [line.end for line in all_lines(paragraph, 6.0)] == [1, 3, 4]
    assert [line.end for line in all_lines(paragraph, 5.0)] == [1, 2, 4]
    assert [line.end for line in all_lines(paragraph, 4.0)] == [1, 2, 4]


def test_what_the_language_keeps_together_is_parted_as_unicode_says_before_it_sticks_out() -> None:
    text = "국hyphenation½大office"
    run = Run(0, len(text), rules_for("ko"), 1.0)
    paragraph = Paragraph(text, [run], [0.5 if char < "\u00ff" else 1.0 for char in text], oracle=unicode_breaks(text))
    assert [line.end for line in all_lines(paragraph, 12.0)] == [len(text)]
    assert [text[line.start : line.end] for line in all_lines(paragraph, 9.0)] == ["국hyphenation½", "大office"]
    assert [text[line.start : line.end] for line in all_lines(paragraph, 6.0)] == ["국", "hyphenation½", "大office"]


def test_what_is_parted_before_it_sticks_out_needs_no_more_room_than_its_parts() -> None:
    text = "、·" + "a" * 20 + "·" + "b" * 20
    run = Run(0, len(text), rules_for("zh-Hans"), 1.0)
    advances = [0.5 if char in "ab" else 1.0 for char in text]
    oracle = unicode_breaks(text)
    whole = Paragraph(text, [run], advances, oracle=oracle, settings=Settings(burst=False))
    assert whole.pieces() == [23.0]
    paragraph = Paragraph(text, [run], advances, oracle=oracle)
    assert sum(paragraph.pieces()) == 23.0
    assert max(paragraph.pieces()) < 23.0
    assert max(line.width for line in all_lines(paragraph, max(paragraph.pieces()))) == max(paragraph.pieces())


def test_a_nowrap_run_counts_whole_in_the_least_width_of_text_that_is_parted_anywhere() -> None:
    rules = rules_for("zh-Hans")
    runs = [Run(0, 1, rules, 1.0), Run(1, 5, rules, 1.0, wraps=False), Run(5, 7, rules, 1.0)]
    paragraph = Paragraph("国" * 7, runs, [1.0] * 7, settings=Settings(anywhere=True))
    assert paragraph.pieces() == [1.0, 4.0, 1.0, 1.0]


def test_a_least_last_line_too_wide_for_the_column_sticks_out_by_one_piece_only() -> None:
    text = "国 internationalisation word word"
    paragraph = plain_paragraph(text, rules_for("zh-Hans"), Settings(last_line_min=99))
    assert [text[line.start : line.end] for line in all_lines(paragraph, 5.0)] == [
        "国",
        "internationalisation",
        "word word",
    ]


def test_a_word_wider_than_the_line_is_parted_anywhere_if_asked() -> None:
    text = "aaaaaaaaaa"
    run = Run(0, 10, rules_for("en"), 1.0)
    oracle = unicode_breaks(text)
    stays = Paragraph(text, [run], [1.0] * 10, oracle=oracle)
    parted = Paragraph(text, [run], [1.0] * 10, oracle=oracle, settings=Settings(anywhere=True))
    assert [line.end for line in all_lines(stays, 4.0)] == [10]
    assert [line.end for line in all_lines(parted, 4.0)] == [4, 8, 10]
    assert [line.end for line in all_lines(parted, 0.5)] == list(range(1, 11))


class Counted(list[float]):
    """Advances that count how often they are asked for."""

    asked = 0

    def __getitem__(self, at: Any) -> Any:
        self.asked += 1
        return super().__getitem__(at)


@pytest.mark.parametrize(("char", "width"), [("a", 0.5), ("国", 1.0), ("！", 1.0)])
def test_text_without_a_break_is_gone_through_once_and_not_for_every_line(char: str, width: float) -> None:
    length = 20_000
    advances = Counted([width] * length)
    run = Run(0, length, rules_for("zh-Hans"), 1.0, wraps=True)
    settings = Settings(anywhere=True)
    paragraph = Paragraph(char * length, [run], advances, settings=settings, unbreakable=())
    prepared = advances.asked
    lines = all_lines(paragraph, 20.0)
    assert len(lines) == length * width / 20
    assert advances.asked - prepared < 12 * length


def test_two_languages_in_one_line_keep_their_own_rules() -> None:
    text = "国国っ国"
    zh, ja = rules_for("zh-Hans"), rules_for("ja", "very-strict")
    in_japanese = Paragraph(text, [Run(0, 1, zh, 1.0), Run(1, 4, ja, 1.0)], [1.0] * 4)
    in_chinese = Paragraph(text, [Run(0, 4, zh, 1.0)], [1.0] * 4, oracle=[0, 1, 1, 1, 1])
    assert in_japanese.line(0, 2.0).end == 1
    assert in_chinese.line(0, 2.0).end == 2


# Widths


def test_lines_may_change_their_width_and_be_asked_in_any_order() -> None:
    paragraph = chinese("国" * 20, optimise=True)
    first = paragraph.line(0, 5.0, justify=True)
    second = paragraph.line(5, 7.0, justify=True)
    assert (first.end, second.end) == (5, 12)
    assert paragraph.line(0, 5.0, justify=True) == first
    assert paragraph.line(3, 4.0, justify=True).end == 7


def test_max_content_is_the_text_on_one_line() -> None:
    paragraph = chinese("他说：“好。”")
    assert paragraph.max_content() == 7 - 1.5
    assert paragraph.max_content(3) == 4 - 1.5


def test_breaks_chosen_over_a_paragraph_are_never_much_worse_and_sometimes_better() -> None:
    text = (
        "他在会上说：“（甲）《论十大关系》、《实践论》……是‘重要’的。”使用WeasyPrint生成PDF文件，耗时约1.5秒；在Debian上测试。"
        * 2
    )

    def looseness(optimise: bool, width: float) -> float:
        paragraph = chinese(text, optimise=optimise)
        lines = all_lines(paragraph, width, justify=True)
        return sum(max(step, 0.0) ** 2 for line in lines if not line.last for step in steps(paragraph, line)[:-1])

    widths = [8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0]
    assert sum(looseness(True, width) for width in widths) < sum(looseness(False, width) for width in widths)
