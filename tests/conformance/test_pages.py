"""Cases of edges, widths, glyphs and copied text, from the positions of glyphs in a PDF."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest

from conformkit import Case, cases, column, convert, lines

NEAR = 0.02
"""Em; positions in a PDF are rounded."""
INDENTED = 20.0


def first_line(text: str, lang: str, **settings: object) -> dict[str, float]:
    """Where the characters of the first line stand, in em from the edge of the column."""
    return {glyph.char: glyph.x for glyph in lines(text, lang, **column(INDENTED, **settings))[0]}


@cases("e01", "e02")
def test_an_opening_mark_loses_half_an_em_after_the_indent(case: Case) -> None:
    expect, text = case["expect"], case["text"]
    found = first_line(text, case["lang"])
    indent, trim = expect["indent_em"], expect["opening_trim_em"]
    assert found[text[0]] == pytest.approx(expect.get("ink_start_em_of_glyph_box", indent - trim), abs=NEAR)
    assert found[text[1]] == pytest.approx(indent + 1 - trim, abs=NEAR)


@cases("e03")
def test_an_opening_mark_may_keep_its_blank_after_the_indent(case: Case) -> None:
    expect, text = case["expect"], case["text"]
    found = first_line(text, case["lang"], lines_ja_opener="full")
    assert found[text[1]] == pytest.approx(expect["indent_em"] + 1 - expect["opening_trim_em"], abs=NEAR)


@cases("e04")
def test_an_opening_mark_may_stand_half_an_em_in(case: Case) -> None:
    expect, text = case["expect"], case["text"]
    found = first_line(text, case["lang"], lines_ja_opener="half")
    assert found[text[1]] == pytest.approx(expect["indent_em"] + 1 - expect["opening_trim_em"], abs=NEAR)


@cases("e05")
def test_korean_paragraphs_begin_one_em_in(case: Case) -> None:
    assert first_line(case["text"], case["lang"])[case["text"][0]] == pytest.approx(
        case["expect"]["indent_em"], abs=NEAR
    )


def narrow(text: str, lang: str, width: float, **settings: object) -> list[list[tuple[str, float]]]:
    """The lines of a column without first-line indent: characters and where they stand."""
    plain = {f"roles.body.first-indent.{lang}": 0, f"lines.{lang}.last-line": 1}
    found = lines(text, lang, **{**column(width, **settings), **plain})
    return [[(glyph.char, glyph.x) for glyph in line] for line in found]


@cases("e06")
def test_an_opening_mark_at_the_start_of_every_line_loses_half(case: Case) -> None:
    found = narrow(case["text"], case["lang"], case["expect"]["width_em"])
    assert len(found) == 3
    for line in found:
        (mark, _), (second, x) = line[:2]
        assert (mark, second) == ("（", "国")
        assert x == pytest.approx(0.5, abs=NEAR)


@cases("e07")
def test_a_closing_mark_at_a_line_end_gives_its_blank_where_the_line_needs_it(case: Case) -> None:
    expect = case["expect"]
    found = narrow(case["text"], case["lang"], expect["width_em"])
    assert ["".join(char for char, _ in line) for line in found] == expect["lines"]
    for line in found:
        # three ideographs and half a mark are 3.5 em, in a column of 3.6
        assert line[-1][1] + 0.5 <= expect["width_em"] + NEAR


@cases("e08")
def test_a_colon_at_a_line_end_is_always_half_as_wide(case: Case) -> None:
    text = case["text"]
    for width in (4.5, 4.8, 5.0, 5.4):
        first = narrow(text + text, case["lang"], width)[0]
        assert first[-1][0] == "："
        assert first[-1][1] + 0.5 == pytest.approx(width, abs=NEAR)  # justified: its half ends at the edge


@cases("e09")
def test_a_full_stop_at_a_line_end_is_half_or_full_and_never_between(case: Case) -> None:
    seen = set()
    for width in (5, 5.25, 5.5, 5.75, 6, 6.25, 6.5, 7, 8, 8.5):
        found = narrow("本文を読む。" * 20, case["lang"], width)
        for line in found[:-1]:
            if line[-1][0] == "。":
                left = width - line[-1][1]
                seen.add(round(left * 2) / 2)
                assert left == pytest.approx(0.5, abs=NEAR) or left == pytest.approx(1, abs=NEAR)
    assert seen == {0.5, 1.0}


@cases("m15")
def test_the_last_line_keeps_two_characters(case: Case) -> None:
    text, least = case["text"], case["expect"]["min_chars"]
    settings = {f"roles.body.first-indent.{case['lang']}": 0}
    for mark in ("", "。", "。”"):
        found = lines(text + mark, case["lang"], **{**column(len(text) - 1), **settings})
        assert len([glyph for glyph in found[-1] if glyph.char not in "。”"]) >= least
        assert len(found) == 2


@cases("i01")
def test_copied_text_is_the_source_and_no_gap_is_wide(case: Case) -> None:
    expect = case["expect"]
    assert expect["extract_equals_source"]
    text = case["text"]
    for source in (text, text * 6):
        data = convert(source, "pdf", case["lang"], **column(36))
        with pypdfium2.PdfDocument(data) as document:
            copied = "".join(page.get_textpage().get_text_range() for page in document)
        assert copied.replace("\r\n", "").replace("※", "") == source
    # in a line that is not justified ink stands close: a mark has a white half, or lost it; a gap is 1/8 em
    (line,) = lines(text, case["lang"], **column(36))
    letters = [(a, b) for a, b in itertools.pairwise(line) if {a.char, b.char} & set("使用格式年PDF2026")]
    clear = [b.ink[0] - a.ink[2] for a, b in letters if not {a.char, b.char} & set("，—")]
    assert len(clear) == 11
    assert max(clear) <= expect["max_gap_em"] + 0.13  # and the sides that glyphs have themselves


@cases("i02")
def test_a_full_stop_is_centred_in_traditional_chinese_even_alone_in_its_element(case: Case) -> None:
    assert case["expect"] == {"centred_full_stop": True, "no_lone_punct_inline": True}
    for source in (case["text"], "骨**。**骨", "骨*。*骨"):
        for lang, low, high in (("zh-Hant", 0.4, 0.6), ("zh-Hans", 0.1, 0.35), ("ja", 0.1, 0.35)):
            stop = next(glyph for glyph in lines(source, lang, **column(INDENTED))[0] if glyph.char == "。")
            middle = (stop.ink[0] + stop.ink[2]) / 2 - stop.x
            assert low < middle < high, (source, lang)


@cases("i03")
def test_glyphs_are_those_of_the_language(case: Case) -> None:
    assert case["expect"] == {"lang_to_locl": "JAN", "differs_from": "zh-Hans"}
    own = lines(case["text"], case["lang"], **column(INDENTED))[0]
    other = lines(case["text"], "zh-Hans", **column(INDENTED))[0]
    within = lines(f"[{case['text']}]{{lang=ja}}", "zh-Hans", **column(INDENTED))[0]
    assert [glyph.char for glyph in own] == [glyph.char for glyph in other] == list(case["text"])
    for ours, theirs, inner in zip(own, other, within, strict=True):
        assert ours.face != theirs.face
        assert ours.face.split("+")[-1] == inner.face.split("+")[-1]
        assert ours.ink[2] - ours.ink[0] != pytest.approx(theirs.ink[2] - theirs.ink[0], abs=0.001)


@cases("i04")
def test_a_dash_is_two_em_wide(case: Case) -> None:
    found = lines(case["text"], case["lang"], **column(INDENTED))[0]
    first = next(glyph for glyph in found if glyph.char == "—")
    assert found[-1].x - first.x == pytest.approx(case["expect"]["em"], abs=NEAR)


@cases("i05")
def test_an_interpunct_is_one_em_wide(case: Case) -> None:
    before, mark, after = lines(case["text"], case["lang"], **column(INDENTED))[0]
    assert mark.char == "·"
    assert mark.x - before.x == pytest.approx(1, abs=NEAR)
    assert after.x - mark.x == pytest.approx(case["expect"]["interpunct_em"], abs=NEAR)
