"""Marks, readings, upright digits: the attributes of spans, and the notations that are switched on."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.marks import parse_mark
from docforge.model.walk import find
from readerkit import Inlines, Read, run, said

AOZORA = ("aozora",)


def emph(mark: str, *content: n.Inline | str) -> n.Emph:
    return n.Emph(content=run(*content), mark=mark)


def group(base: str, reading: str) -> n.Ruby:
    return n.Ruby(pairs=((base, reading),), kind="mono" if len(base) == 1 else "group")


# ------------------------------------------------------------ attributes of spans


@pytest.mark.parametrize("mark", ["dot", "open-circle", "double-circle", "triangle", "open-sesame", "dot under"])
def test_a_mark_is_an_attribute_of_a_span(inlines: Inlines, mark: str) -> None:
    assert inlines(f'请[强调]{{mark="{mark}"}}。') == run("请", emph(mark, "强调"), "。")


def test_every_mark_is_read_back_from_its_name() -> None:
    known = parse_mark("open-triangle over")
    assert known is not None
    assert known.name == "open-triangle over"
    assert (known.shape, known.is_open, known.side) == ("triangle", True, "over")
    assert [parse_mark(name) for name in ("", "square", "dot left", "open-", "dot over over")] == [None] * 5


def test_a_circle_is_open_unless_it_is_said_to_be_filled() -> None:
    forms = [
        (mark.shape, mark.is_open)
        for name in ("circle", "open-circle", "filled-circle", "dot", "filled-dot")
        if (mark := parse_mark(name))
    ]
    assert forms == [("circle", True), ("circle", True), ("circle", False), ("dot", False), ("dot", False)]
    assert parse_mark("filled-open-dot") is None


def test_a_mark_keeps_the_other_attributes_of_its_span(inlines: Inlines) -> None:
    (span,) = inlines("[強調]{mark=sesame lang=ja .x #a}")
    assert span == n.Span(content=run(emph("sesame", "強調")), attr=n.Attr("a", ("x",), "ja"))


def test_an_unknown_mark_is_reported_and_its_text_kept(read: Read) -> None:
    result = read("好\n\n字[强调]{mark=square}")
    assert said(result) == [("DF134", 3, 2)]
    assert result.diagnostics[0].hint.startswith("marks: dot, circle")
    assert [text.text for text in find(result.value.blocks, n.Text)] == ["好", "字", "强调"]


def test_one_reading_is_for_the_whole_word_and_several_for_its_characters(inlines: Inlines) -> None:
    assert inlines("[今日]{ruby=きょう}") == (n.Ruby(pairs=(("今日", "きょう"),), kind="group"),)
    mono = (("東", "とう"), ("京", "きょう"))
    assert inlines('[東京]{ruby="とう|きょう"}') == (n.Ruby(pairs=mono, kind="mono"),)
    assert inlines('[東京]{ruby="とう|きょう" .jukugo}') == (n.Ruby(pairs=mono, kind="jukugo"),)
    assert inlines('<ruby class="jukugo">東<rt>とう</rt>京<rt>きょう</rt></ruby>') == (
        n.Ruby(pairs=mono, kind="jukugo"),
    )


def test_a_variation_selector_belongs_to_its_character(inlines: Inlines) -> None:
    (ruby,) = inlines("{葛\U000e0100城|かつら|ぎ}")
    assert ruby == n.Ruby(pairs=(("葛\U000e0100", "かつら"), ("城", "ぎ")), kind="mono")


def test_a_reading_goes_inside_the_marks_around_its_whole_base(inlines: Inlines) -> None:
    assert inlines("[**漢字**]{ruby=かんじ}") == (n.Strong(content=(group("漢字", "かんじ"),)),)


def test_a_reading_that_cannot_stand_above_its_text_follows_in_brackets(inlines: Inlines, read: Read) -> None:
    assert inlines("[東*京*]{ruby=とうきょう}") == run("東", n.Emph(content=run("京")), "（とうきょう）")
    assert said(read("[東*京*]{ruby=x}")) == [("DF134", 1, 1)]


def test_a_wrong_number_of_readings_is_one_reading_and_reported(inlines: Inlines, read: Read) -> None:
    assert inlines('[東京]{ruby="とう|きょ|う"}') == (group("東京", "とうきょう"),)
    assert said(read('[東京]{ruby="とう|きょ|う"}')) == [("DF134", 1, 1)]


def test_upright_digits_names_and_titles_are_classes(inlines: Inlines) -> None:
    (span,) = inlines("[12]{.tcy}")
    assert span == n.Span(content=run("12"), attr=n.Attr(classes=("tcy",)))


# ------------------------------------------------------------ Denden


def test_denden_has_upright_digits_where_it_is_switched_on(inlines: Inlines) -> None:
    tcy = n.Span(content=run("12"), attr=n.Attr(classes=("tcy",)))
    assert inlines("平成^^12^^年", notations=("denden",)) == run("平成", tcy, "年")
    assert inlines("平成^^12^^年") == run("平成^^12^^年")
    assert inlines("^^^ ^^a^ x^^", notations=("denden",)) == run("^^^ ^^a^ x^^")


def test_upright_digits_know_their_places(read: Read) -> None:
    (span,) = find(read("好\n\n平成^^12^^年", notations=("denden",)).value.blocks, n.Span)
    assert span.at == n.Position(3, 3)
    assert span.content[0].at == n.Position(3, 5)


# ------------------------------------------------------------ Aozora Bunko


def test_a_reading_belongs_to_the_ideographs_before_it(inlines: Inlines) -> None:
    found = inlines("彼は漢字《かんじ》と人々《ひとびと》", notations=AOZORA)
    assert found == run("彼は", group("漢字", "かんじ"), "と", group("人々", "ひとびと"))


def test_a_bar_says_where_the_base_begins(inlines: Inlines) -> None:
    found = inlines("霧の｜ロンドン警視庁《スコットランドヤード》。｜x", notations=AOZORA)
    assert found == run("霧の", group("ロンドン警視庁", "スコットランドヤード"), "。｜x")


def test_without_a_bar_the_base_is_of_one_kind(inlines: Inlines) -> None:
    assert inlines("私のLondon《ロンドン》", notations=AOZORA) == run("私の", group("London", "ロンドン"))


@pytest.mark.parametrize(
    ("term", "mark"),
    [
        ("に傍点", "sesame"),
        ("に白ゴマ傍点", "open-sesame"),
        ("に丸傍点", "filled-circle"),
        ("に白丸傍点", "open-circle"),
        ("に黒三角傍点", "triangle"),
        ("に白三角傍点", "open-triangle"),
        ("に二重丸傍点", "open-double-circle"),
        ("に蛇の目傍点", "double-circle"),
        ("の左に傍点", "sesame under"),
    ],
)
def test_a_note_marks_the_words_before_it(inlines: Inlines, term: str, mark: str) -> None:
    assert inlines(f"これは大事［＃「大事」{term}］だ", notations=AOZORA) == run("これは", emph(mark, "大事"), "だ")


def test_notes_between_two_points(inlines: Inlines) -> None:
    found = inlines("甲［＃白丸傍点］乙丙［＃白丸傍点終わり］丁", notations=AOZORA)
    assert found == run("甲", emph("open-circle", "乙丙"), "丁")


def test_notes_for_bold_lines_and_upright_digits(inlines: Inlines) -> None:
    found = inlines("甲［＃「甲」は太字］乙［＃「乙」に傍線］12［＃「12」は縦中横］日", notations=AOZORA)
    tcy = n.Span(content=run("12"), attr=n.Attr(classes=("tcy",)))
    assert found == run(n.Strong(content=run("甲")), n.Underline(content=run("乙")), tcy, "日")


def test_a_note_may_name_a_word_that_has_a_reading(inlines: Inlines) -> None:
    found = inlines("大事《だいじ》なこと［＃「大事なこと」に傍点］", notations=AOZORA)
    assert found == (emph("sesame", group("大事", "だいじ"), "なこと"),)


def test_two_notes_on_the_same_words(inlines: Inlines) -> None:
    found = inlines("青空［＃「青空」に傍点］［＃「青空」は太字］", notations=AOZORA)
    assert found == (n.Strong(content=run(emph("sesame", "青空"))),) or found == (
        emph("sesame", n.Strong(content=run("青空"))),
    )


def test_described_characters_are_read_by_their_codes(inlines: Inlines) -> None:
    # U+546D is named; plane 1 row 84 cell 77 of JIS X 0213 is U+6318; 1-1-52 is 《.
    text = "※［＃「口＋世」、U+546D］※［＃「てへん＋劣」、第3水準1-84-77］※［＃始め二重山括弧、1-1-52］"
    assert inlines(text, notations=AOZORA) == run("\u546d\u6318《")


def test_what_is_not_understood_stays_and_is_reported_with_its_place(read: Read) -> None:
    text = "甲［＃改ページ］\n\n《かな》乙［＃「丙」に傍点］［＃太字終わり］"
    result = read(text, notations=AOZORA)
    assert said(result) == [("DF133", 1, 2), ("DF133", 3, 1), ("DF133", 3, 6), ("DF133", 3, 15)]
    assert [one.text for one in find(result.value.blocks, n.Text)] == text.split("\n\n")


def test_a_note_that_is_never_ended_ends_with_its_paragraph(read: Read) -> None:
    result = read("甲［＃太字］乙", notations=AOZORA)
    assert said(result) == [("DF126", 1, 2)]


def test_a_note_does_not_tear_another_mark_apart(read: Read, inlines: Inlines) -> None:
    text = "甲**乙**［＃「甲乙」に傍点］と**丙丁**戊［＃「丁戊」に傍点］"
    assert inlines(text, notations=AOZORA)[0] == emph("sesame", "甲", n.Strong(content=run("乙")))
    assert [one.code for one in read(text, notations=AOZORA).diagnostics] == ["DF133"]


def test_a_wavy_line_is_a_plain_one_and_said_once(read: Read) -> None:
    result = read("甲［＃「甲」に波線］\n\n乙［＃「乙」に波線］", notations=AOZORA)
    assert said(result) == [("DF135", 1, 1)]
    assert len(list(find(result.value.blocks, n.Underline))) == 2


def test_the_notation_is_read_in_plain_text_too(read_text: Read) -> None:
    result = read_text("　吾輩《わがはい》は猫［＃「猫」に傍点］である。", notations=AOZORA)
    (ruby,) = find(result.value.blocks, n.Ruby)
    (mark,) = find(result.value.blocks, n.Emph)
    assert (ruby.at, mark.at) == (n.Position(1, 2), n.Position(1, 11))


def test_without_the_switch_book_titles_are_book_titles(inlines: Inlines) -> None:
    assert inlines("他读《红楼梦》，见［＃「见」に傍点］") == run("他读《红楼梦》，见［＃「见」に傍点］")


def test_code_is_not_touched(inlines: Inlines) -> None:
    assert inlines("`漢字《かんじ》`", notations=AOZORA) == (n.Code(text="漢字《かんじ》"),)


# ------------------------------------------------------------ switches


@pytest.mark.parametrize("value", ["[aozora, mark]", "aozora, mark", "aozora、mark"])
def test_front_matter_switches_notations_on(read: Read, value: str) -> None:
    result = read(f"---\nnotations: {value}\n---\n==漢字《かんじ》==")
    assert not result.diagnostics
    assert list(find(result.value.blocks, n.Ruby))
    assert next(find(result.value.blocks, n.Span)).attr.classes == ("mark",)


def test_front_matter_and_options_add_up(read: Read) -> None:
    result = read("---\nnotations: [mark]\n---\n==^^12^^==", notations=("denden",))
    assert [span.attr.classes for span in find(result.value.blocks, n.Span)] == [("mark",), ("tcy",)]


def test_an_unknown_notation_is_reported_where_it_stands(read: Read) -> None:
    result = read("---\nlang: ja\nnotations: [aozra]\n---\n漢")
    assert said(result) == [("DF132", 3, 13)]
    assert result.diagnostics[0].hint == "did you mean aozora?"
