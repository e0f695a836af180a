"""What each inline becomes, in print and in a book."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.protocols import Asset
from pagekit import lowered, para, text


def test_characters_of_markup_are_escaped() -> None:
    page = lowered(para('a < b & "c"', n.Code("<script>")))
    assert page.text == 'a < b & "c"<script>'
    assert page.all(".//script") == []


def test_no_blank_is_written_between_neighbours() -> None:
    page = lowered(para(n.Strong(text("甲")), n.Emph(text("乙")), n.Link(text("丙"), "https://example.org/"), "丁"))
    assert page.text == "甲乙丙丁"


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("中文", "换行", ""),
        ("かな", "改行", ""),
        ("중간", "줄", " "),
        ("end", "line", " "),
        ("中", "a", " "),
        ("。", "后", ""),
    ],
)
def test_a_soft_break_prints_a_blank_except_between_han_or_kana(before: str, after: str, between: str) -> None:
    assert lowered(para(before, n.Break(), after)).text == before + between + after


def test_a_soft_break_sees_its_neighbours_through_markup() -> None:
    page = lowered(para(n.Strong(text("甲")), n.Break(), n.Emph(text("乙"))))
    assert page.text == "甲乙"


def test_a_hard_break_is_an_element() -> None:
    assert len(lowered(para("甲", n.Break(hard=True), "乙")).all(".//br")) == 1


def test_latin_emphasis_slants_and_han_emphasis_takes_marks() -> None:
    page = lowered(para(n.Emph(text("word")), n.Emph(text("重点"))), flavour="book")
    slanted, marked = page.all(".//em")
    assert slanted.get("class") == "latin"
    assert marked.get("class") == "mark"
    assert page.codes == []


def test_marks_are_bold_in_print_with_one_note_for_the_document() -> None:
    page = lowered(para(n.Emph(text("重点"))), para(n.Emph(text("word"), mark="dot")))
    assert page.codes == ["DF701"]
    assert [ink.voice.bold for ink in page.low.ink] == [True, True]


def test_italic_latin_asks_for_an_italic_face() -> None:
    (ink,) = lowered(para(n.Emph(text("word")))).low.ink
    assert ink.voice.italic


def test_ruby_is_native_in_a_book_and_in_brackets_in_print() -> None:
    ruby = n.Ruby((("漢", "かん"), ("字", "じ")), "mono")
    book = lowered(para(ruby), flavour="book")
    assert [(node.tag, node.text or "") for node in book.one(".//ruby").iter()] == [
        ("ruby", "漢"),
        ("rt", "かん"),
        ("rt", "じ"),
    ]
    page = lowered(para(ruby))
    assert page.text == "漢字（かんじ）"
    assert page.codes == ["DF707"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "DF704"),
        ("java\tscript:alert(1)", "DF704"),
        ("JavaScript:alert(1)", "DF704"),
        ("data:text/html,x", "DF704"),
        ("file:///etc/passwd", "DF704"),
        ("other.md", "DF706"),
        ("/root/x", "DF706"),
        ("//host/x", "DF706"),
        ("#nowhere", "DF705"),
    ],
)
def test_a_link_that_may_not_be_followed_is_printed_as_text(url: str, code: str) -> None:
    page = lowered(para(n.Link(text("字"), url)))
    assert page.all(".//a") == []
    assert page.text == "字"
    assert page.codes == [code]


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/路径", "https://example.org/%E8%B7%AF%E5%BE%84"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+862388880000", "tel:+862388880000"),
    ],
)
def test_a_link_out_is_percent_encoded(url: str, href: str) -> None:
    page = lowered(para(n.Link(text("字"), url)))
    assert (page.one(".//a").get("href"), page.one(".//a").get("class")) == (href, "external")
    assert page.codes == []


def test_a_link_inside_goes_by_id_address_or_alias() -> None:
    target = n.Item((para("乙"),), label="1.", run=1, address="s1p1", attr=n.Attr(id="第一"))
    links = [n.Link(text("甲"), url) for url in ("#第一", "#s1p1", "#old")]
    page = lowered(target, para(*links), aliases={"old": "第一"})
    by_id = page.one(".//p[@class='label-line']").get("id")
    assert [link.get("href") for link in page.all(".//a")] == [f"#{by_id}", "#s1p1", f"#{by_id}"]


def test_a_reference_links_to_its_target() -> None:
    page = lowered(n.Heading(1, text("节"), attr=n.Attr(id="scope")), para(n.Ref("scope", content=text("第一节"))))
    assert page.one(".//a[@class='ref']").get("href") == "#scope"


def test_raw_markup_is_left_out_and_reported() -> None:
    page = lowered(para("甲", n.RawInline("html", "<img src=x onerror=y>")), n.RawBlock("tex", "\\input{x}"))
    assert page.text.strip() == "甲"
    assert page.codes == ["DF703", "DF703"]
    assert [item.severity for item in page.low.diagnostics] == ["warning", "warning"]


def test_a_formula_that_could_not_be_read_keeps_its_notation() -> None:
    page = lowered(para(n.Math("a < b"), n.Math("x^2", display=True)))
    assert [span.text for span in page.all(".//span[@class]")] == ["a < b", "x^2"]
    assert page.codes == []


HALF = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'


def test_a_formula_is_mathml_in_a_book_with_its_tex_in_words() -> None:
    formula = lowered(para(n.Math("\\frac12", mathml=HALF)), flavour="book").one(".//{*}math")
    assert formula.get("alttext") == "\\frac12"
    assert [part.text for part in formula.iterfind(".//{*}mn")] == ["1", "2"]


def test_a_formula_is_a_picture_on_the_baseline_in_print() -> None:
    page = lowered(para(n.Math("\\frac12", mathml=HALF)))
    picture = page.one(".//img")
    assert (picture.get("alt"), picture.get("data-formula")) == ("\\frac12", "12")
    assert "vertical-align:-0." in picture.get("style")
    assert [asset.media_type for asset in page.low.drawn.values()] == ["image/svg+xml"]


def test_a_formula_that_cannot_be_drawn_is_said_and_printed_as_tex() -> None:
    page = lowered(para(n.Math("\\frac1", mathml="<math><mfrac><mn>1</mn></mfrac></math>")))
    assert page.codes == ["DF702"]
    assert page.text.strip() == "\\frac1"


def test_a_language_is_written_twice_in_a_book() -> None:
    span = n.Span(text("読書"), n.Attr(lang="ja"))
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    book = lowered(para(span), flavour="book").one(".//span")
    assert (book.get("lang"), book.get(xml_lang)) == ("ja", "ja")
    page = lowered(para(span))
    assert (page.one(".//span").get("lang"), page.one(".//span").get(xml_lang)) == ("ja", None)
    assert page.low.ink[0].voice.lang == "ja"


def test_mark_and_kbd_have_elements_of_their_own() -> None:
    page = lowered(para(n.Span(text("甲"), n.Attr(classes=("mark",))), n.Span(text("P"), n.Attr(classes=("kbd",)))))
    assert (page.one(".//mark").text, page.one(".//kbd").text) == ("甲", "P")


def test_a_class_of_the_source_cannot_pass_for_one_of_the_page() -> None:
    page = lowered(n.Div((para("甲"),), attr=n.Attr(classes=("custom", "df-title", "fn", 'x"y'))))
    assert page.one(".//div").get("class") == "custom"


def test_a_long_run_gets_break_opportunities_and_no_other_character() -> None:
    page = lowered(para("a" * 450 + " 中"))
    assert len(page.all(".//wbr")) == 2
    assert page.text == "a" * 450 + " 中"
    assert lowered(para("中 " * 300)).all(".//wbr") == []


def test_quotation_marks_follow_the_language() -> None:
    quoted = n.Quoted(text("x"))
    assert lowered(para(quoted), lang="ja").text == "「x」"
    assert lowered(para(quoted), lang="zh-Hans").text == "“x”"
    assert lowered(para(n.Quoted(text("x"), double=False)), lang="zh-Hant").text == "『x』"


PICTURE = Asset(b"", "image/png", 10, 10, "ab" * 32)


def test_a_picture_is_named_by_its_digest() -> None:
    image = n.Image(text('图"一"'), "a.png", attr=n.Attr(pairs=(("width", "50%"), ("height", "1;x"))))
    drawn = lowered(para(image), assets={"a.png": PICTURE}).one(".//img")
    assert drawn.get("src") == "docforge-res:" + "ab" * 32
    assert (drawn.get("alt"), drawn.get("style")) == ('图"一"', "width:50%;")


def test_a_picture_without_words_is_decoration_in_a_book_and_named_in_print() -> None:
    image = para(n.Image((), "a.png"))
    assert lowered(image, assets={"a.png": PICTURE}, flavour="book").one(".//img").get("alt") == ""
    assert lowered(image, assets={"a.png": PICTURE}).one(".//img").get("alt") == "图"


def test_a_missing_picture_leaves_its_words_and_its_url() -> None:
    page = lowered(para(n.Image(text("图一"), "a/b.png")))
    assert page.all(".//img") == []
    assert "图一" in page.text
    assert "a/b.png" in page.text


def test_code_records_the_face_it_is_set_in() -> None:
    (ink,) = lowered(para(n.Code("x = 1"))).low.ink
    assert ink.voice.generic == "mono"
