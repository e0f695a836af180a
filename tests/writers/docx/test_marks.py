"""Marks beside the text, lines of names, upright digits, inline notes and vertical lines, by Word's own means."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace

import judges
from docforge.model import nodes as n
from docforge.theme.spec import Theme
from docxkit import W, handout, item, para, text, write


def vertical() -> Theme:
    return replace(handout(), page=replace(handout().page, writing="vertical"))


def spanned(words: str, *classes: str, lang: str = "") -> n.Span:
    return n.Span(text(words), attr=n.Attr(classes=classes, lang=lang))


@pytest.mark.parametrize(
    ("lang", "mark", "word"),
    [
        ("zh-Hans", "dot over", "dot"),
        ("zh-Hans", "dot", "underDot"),
        ("ja", "dot", "dot"),
        ("ja", "sesame", "comma"),
        ("ja", "dot under", "underDot"),
        ("ja", "open-circle", "circle"),
        ("ko", "dot", "dot"),
    ],
)
def test_a_mark_that_word_has_is_asked_for_in_silence(lang: str, mark: str, word: str) -> None:
    written = write(n.Para((n.Emph(text("重点"), mark=mark),)), lang=lang)
    assert written.find("//w:r/w:rPr/w:em/@w:val") == [word]
    assert written.codes == []


@pytest.mark.parametrize(
    ("mark", "nearest"),
    [
        ("triangle", "underDot"),
        ("double-circle over", "circle"),
        ("circle", "circle"),
        ("circle under", "underDot"),
        ("sesame", "comma"),
    ],
)
def test_the_nearest_mark_stands_for_one_that_word_lacks(mark: str, nearest: str) -> None:
    written = write(n.Para((n.Emph(text("重点"), mark=mark), n.Emph(text("又"), mark=mark))))
    assert written.find("//w:r/w:rPr/w:em/@w:val") == [nearest, nearest]
    assert written.codes == ["DF736"]


@pytest.mark.parametrize(("lang", "word"), [("zh-Hans", "dot"), ("zh-Hant", "dot"), ("ja", "comma")])
def test_marks_stand_at_the_right_of_vertical_lines(lang: str, word: str) -> None:
    written = write(n.Para((n.Emph(text("重点")),)), lang=lang, theme=vertical())
    assert written.find("//w:style[@w:styleId='Emphasis']/w:rPr/w:em/@w:val", "styles") == [word]


def test_names_have_a_line_and_titles_of_books_a_wave() -> None:
    written = write(n.Para((spanned("曹雪芹", "name"), *text("著"), spanned("红楼梦", "book"))))
    assert [run.find(f"{W}rPr/{W}u").get(f"{W}val") for run in written.runs_of("曹雪芹")] == ["single"]
    assert [run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") for run in written.runs_of("曹雪芹")] == ["ProperName"]
    assert [run.find(f"{W}rPr/{W}u").get(f"{W}val") for run in written.runs_of("红楼梦")] == ["wave"]
    assert written.codes == []


def test_neighbouring_names_are_told_once_to_join() -> None:
    pair = (spanned("曹雪芹", "name"), spanned("高鹗", "name"))
    assert write(n.Para((*pair, *text("，"), *pair))).codes == ["DF737"]


def test_an_inline_note_stands_in_two_lines_in_brackets() -> None:
    (layout,) = write(n.Para((*text("本文"), spanned("割注の例文", "warichu")))).find("//w:eastAsianLayout")
    assert layout.get(f"{W}combine") == "1"
    assert layout.get(f"{W}combineBrackets") == "round"


@pytest.mark.parametrize(
    ("lang", "words", "upright"),
    [("ja", "平成25年", ["25"]), ("ja", "第123頁", []), ("zh-Hant", "第123頁", ["123"]), ("ja", "12345", [])],
)
def test_short_numbers_stand_upright_in_vertical_lines(lang: str, words: str, upright: list[str]) -> None:
    written = write(para(words), lang=lang, theme=vertical())
    found = written.find("//w:r[w:rPr/w:eastAsianLayout[@w:vert='1' and @w:vertCompress='1']]/w:t/text()")
    assert found == upright
    assert written.texts() == [words]
    assert write(para(words), lang=lang).find("//w:eastAsianLayout") == []


def test_every_upright_number_has_its_own_identifier() -> None:
    found = write(para("12月25日"), item(1, "第3項"), lang="ja", theme=vertical()).find("//w:eastAsianLayout/@w:id")
    assert len(set(found)) == len(found) == 3


def test_vertical_lines_are_asked_of_the_section() -> None:
    assert write(para("本文"), lang="ja", theme=vertical()).find("//w:sectPr/w:textDirection/@w:val") == ["tbRl"]


@pytest.mark.parametrize(
    ("shown", "path"), [("bold", "w:b"), ("italic", "w:i"), ("kai", "w:rFonts[@w:eastAsia='楷体']")]
)
def test_emphasis_is_what_the_theme_asks_of_the_language(shown: Literal["bold", "italic", "kai"], path: str) -> None:
    theme = handout()
    lines = {**theme.lines, "zh-Hans": replace(theme.lines["zh-Hans"], emphasis=shown)}
    written = write(n.Para((n.Emph(text("重点")), n.Emph(text("圈"), mark="dot"))), theme=replace(theme, lines=lines))
    assert len(written.find(f"//w:r[w:t='重点']/w:rPr/{path}")) == 1
    assert written.find("//w:em/@w:val") == ["underDot"]  # only the mark that the source names


def test_a_latin_document_never_has_vertical_lines() -> None:
    assert write(para("text"), lang="en", theme=vertical()).find("//w:textDirection") == []


def test_zhuyin_is_told_to_stand_above() -> None:
    reading = n.Para((n.Ruby((("臺", "ㄊㄞˊ"),), kind="mono"),))
    assert write(reading, lang="zh-Hant").codes == ["DF738"]
    assert write(reading, lang="zh-Hant", theme=vertical()).codes == []


def test_readings_of_single_characters_are_pairs_and_of_a_word_one() -> None:
    mono = write(n.Para((n.Ruby((("東", "とう"), ("京", "きょう")), kind="mono"),)), lang="ja")
    assert ["".join(each.itertext(f"{W}t")) for each in mono.find("//w:ruby")] == ["とう東", "きょう京"]
    assert mono.find("//w:ruby[1]//w:hps/@w:val")[0] == str(11 * 2 // 2)  # half of 11 pt, in half-points
    group = write(n.Para((n.Ruby((("今日", "きょう"),), kind="group"),)), lang="ja")
    assert group.find("//w:ruby//w:rubyAlign/@w:val") == ["distributeSpace"]
    assert group.find("//w:ruby//w:lid/@w:val") == ["ja-JP"]


def test_the_judges_are_content_with_all_of_it_in_both_directions(tmp_path: Path) -> None:
    emphasis = n.Emph(text("強、調。"), mark="sesame")
    ruby = n.Ruby((("東", "とう"), ("京", "きょう")), kind="mono")
    line = n.Para((*text("平成25年"), emphasis, ruby, spanned("割注", "warichu"), spanned("12", "tcy")))
    named = n.Para((spanned("曹雪芹", "name"), spanned("红楼梦", "book", lang="zh-Hans")))
    for name, theme in (("across", handout()), ("down", vertical())):
        written = write(line, named, item(12, "項"), lang="ja", title="題", theme=theme)
        path = written.save(tmp_path / f"{name}.docx")
        findings = [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)]
        assert [str(found) for found in findings] == []
