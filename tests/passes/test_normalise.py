from __future__ import annotations

from itertools import pairwise

import pytest

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.passes.normalise import PASS
from docforge.passes.normalise.language import canonical_tag, detect
from docforge.protocols import PassOptions, Result
from settled import codes, lines, said, settled


def _title(markdown: str, name: str = "notes.md") -> str:
    return inline_text(settled(markdown, name=name).value.title)


# ---------------------------------------------------------------- title


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("# 甲\n\n文\n", "甲"),
        ("文\n\n# 甲\n\n文\n", "甲"),
        ("---\ntitle: 乙\n---\n# 甲\n", "甲"),
        ("---\ntitle: 乙\n---\n文\n", "乙"),
        ("---\ntitle: 乙\n---\n# 甲\n\n文\n\n# 丙\n", "乙"),
        ("## 丁\n\n文\n", "丁"),
        ("## 丁\n\n文\n\n## 戊\n", "丁"),
        ("文\n", "01-行程"),
        ("# 第一章 甲\n\n文\n\n# 第二章 乙\n", "01-行程"),
    ],
)
def test_the_title_is_the_h1_else_the_front_matters_else_the_first_heading_else_the_files(
    markdown: str, title: str
) -> None:
    assert _title(markdown, "a/01-行程.md") == title


def test_the_title_is_not_repeated_in_the_text() -> None:
    assert lines("# 甲\n\n文\n") == ["title 甲", "p 文"]


def test_a_heading_that_is_one_of_several_stays_and_lends_its_words() -> None:
    assert lines("## 丁\n\n文\n\n## 戊\n") == ["title 丁", "h1 (2) 丁", "p 文", "h1 (2) 戊"]


def test_two_titles_that_differ_are_told() -> None:
    assert codes(settled("---\ntitle: 乙\n---\n# 甲\n\n文\n")) == ["DF203"]
    assert codes(settled("---\ntitle: 甲\n---\n# 甲\n\n文\n")) == []


@pytest.mark.parametrize(
    ("lang", "title"), [("zh-Hans", "无题"), ("ja", "無題"), ("ko", "제목 없음"), ("fr", "Untitled")]
)
def test_a_text_from_a_pipe_is_called_untitled_in_its_language(lang: str, title: str) -> None:
    result = settled("x\n", lang=lang, name="-")
    assert inline_text(result.value.title) == title
    assert said(result, "DF202").severity == "note"


def test_marks_in_the_title_are_kept() -> None:
    assert settled("# 甲 *乙*\n").value.title == (
        n.Text("甲 ", at=n.Position(1, 3)),
        n.Emph((n.Text("乙", at=n.Position(1, 6)),), at=n.Position(1, 5)),
    )


# ---------------------------------------------------------------- headings


def _levels(markdown: str) -> list[tuple[int, int]]:
    found = find(settled(markdown).value.blocks, n.Heading)
    return [(heading.level, heading.source_level) for heading in found]


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [
        ("# T\n\n## a\n\n### b\n\n## c\n", [(1, 2), (2, 3), (1, 2)]),
        ("# T\n\n### a\n\n#### b\n", [(1, 3), (2, 4)]),
        ("# T\n\n## a\n\n#### b\n\n### c\n", [(1, 2), (2, 4), (2, 3)]),
        ("---\ntitle: T\n---\n\n## a\n\n### b\n", [(1, 2), (2, 3)]),
        ("# T\n\n# U\n\n## a\n", [(1, 0), (2, 0)]),
        ("---\ntitle: T\n---\n\n# a\n\nx\n\n# b\n\n## c\n", [(1, 0), (1, 0), (2, 0)]),
    ],
)
def test_levels_are_closed_below_the_title(markdown: str, levels: list[tuple[int, int]]) -> None:
    assert _levels(markdown) == levels


def test_a_skipped_level_is_told_once_and_a_shift_is_not() -> None:
    assert codes(settled("# T\n\n## a\n\n### b\n")) == []
    result = settled("# T\n\n### a\n\n### b\n")
    assert codes(result) == ["DF204", "DF204"]
    first = result.diagnostics[0]
    assert (first.line, first.hint) == (3, "write ## if it is a section of the heading above")


def test_units_typed_in_a_plain_text_become_headings() -> None:
    text = "某条例\n\n第一章　总则\n\n第一节　通则\n\n第一条　甲。\n\n第二章　附则\n\n第二条　乙。\n"
    assert [line for line in lines(text) if line.startswith("h")] == [
        "h1 (2) 第一章　总则",
        "h2 (3) 第一节　通则",
        "h1 (2) 第二章　附则",
    ]
    assert codes(settled(text)) == ["DF205"] * 4
    assert inline_text(settled(text).value.title) == "某条例"


def test_a_sentence_that_begins_with_a_unit_stays_a_paragraph() -> None:
    assert lines("第一章讲了总则。\n")[0] == "p 第一章讲了总则。"


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("学习国家的东西", "zh-Hans"),
        ("學習國家的東西", "zh-Hant"),
        ("山水", "zh-Hans"),
        ("これは日本語の文章です。", "ja"),
        ("漢字ばかりの文章でも仮名で分かる", "ja"),
        ("한국어 문장입니다. 漢字도 조금.", "ko"),
        ("Plain English.", "en"),
        ("An English text about 道.", "en"),
        ("The word こんにちは means hello.", "en"),
        ("Notes on 茶の湯 and what it needs.", "en"),
        ("What 茶の湯 needs is a kettle, a bowl called 茶碗 and time for the guests to look at them.", "en"),
        ("用 Python 写 code 的 notes", "zh-Hans"),
        ("安装 Docker 以后运行 docker compose up。", "zh-Hans"),
        ("中文里引用「の」字", "zh-Hans"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_the_characters(text: str, lang: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("zh-CN", "zh-Hans"), ("zh_TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("ja-JP", "ja"), ("ko", "ko"),
     ("EN-us", "en-US"), ("sr-latn-rs", "sr-Latn-RS"), ("zh", "zh"), ("Chinese", ""), ("", ""), ("a b", "")],
)  # fmt: skip
def test_tags_are_written_one_way(tag: str, canonical: str) -> None:
    assert canonical_tag(tag) == canonical


def test_an_asked_language_goes_before_the_front_matters_and_that_before_the_text() -> None:
    matter = "---\nlang: ja\n---\n\n学习国家\n"
    assert settled(matter, lang="ko").value.lang == "ko"
    assert settled(matter, lang="").value.lang == "ja"
    assert settled("学习国家\n", lang="").value.lang == "zh-Hans"
    assert settled("---\nlanguage: zh-TW\n---\n\n学习\n", lang="").value.lang == "zh-Hant"
    assert settled("---\nlang: zh\n---\n\n學習\n", lang="").value.lang == "zh-Hant"


def test_a_detected_language_is_told_and_a_bad_tag_is_a_warning() -> None:
    assert codes(settled("# 学习国家\n\n文\n", lang="")) == ["DF206"]
    result = settled("---\nlang: Chinese\n---\n\n# 学习\n\n文\n", lang="")
    assert codes(result) == ["DF207", "DF206"]


@pytest.mark.parametrize(
    ("country", "lang"),
    [("cn", "zh-Hans"), ("TW", "zh-Hant"), ("hk", "zh-Hant"), ("jp", "ja"), ("kr", "ko")],
)
def test_a_country_given_for_a_language_is_read_as_its_language_with_a_warning(country: str, lang: str) -> None:
    result = settled("# 学习\n\n文\n", lang=country)
    assert (result.value.lang, codes(result)) == (lang, ["DF207"])
    assert said(result, "DF207").hint == f"write {lang}"


def test_twi_is_a_language() -> None:
    result = settled("# Akwaaba\n\nMe din de Kofi.\n", lang="tw")
    assert (result.value.lang, codes(result)) == ("tw", [])


# ---------------------------------------------------------------- notes and inlines


def _notes(document: n.Document) -> Result[n.Document]:
    return PASS.run(document, PassOptions())


def _para(*content: n.Inline) -> n.Para:
    return n.Para(content)


def test_notes_stand_in_the_order_of_their_first_call() -> None:
    document = n.Document(
        blocks=(_para(n.Text("x"), n.NoteRef("b"), n.NoteRef("a"), n.NoteRef("b")),),
        title=(n.Text("t"), n.NoteRef("c")),
        notes={"a": (_para(n.Text("A")),), "b": (_para(n.Text("B"), n.NoteRef("d")),), "c": (), "d": ()},
        lang="en",
    )
    assert list(_notes(document).value.notes) == ["c", "b", "a", "d"]


def test_a_note_that_nobody_calls_is_kept_at_the_end_and_told() -> None:
    document = n.Document(
        blocks=(_para(n.Text("x")),), title=(n.Text("t"),), notes={"a": (_para(n.Text("A")),)}, lang="en"
    )
    result = _notes(document)
    assert result.value.notes == {}
    assert result.value.blocks[1] == n.Div(
        (_para(n.Text("A")),), attr=n.Attr(classes=("note-uncalled",), pairs=(("note", "a"),))
    )
    assert codes(result) == ["DF208"]


def test_notes_that_only_call_each_other_are_kept_too() -> None:
    document = n.Document(
        blocks=(),
        title=(n.Text("t"),),
        notes={"a": (_para(n.Text("A"), n.NoteRef("b")),), "b": (_para(n.Text("B"), n.NoteRef("a")),)},
        lang="en",
    )
    result = _notes(document).value
    assert list(result.notes) == ["b"]
    assert [inline_text(text.content) for text in find(result.blocks, n.Para)] == ["A"]


def test_a_note_is_as_deep_as_its_longest_way_from_the_text() -> None:
    names = [f"n{number}" for number in range(600)]
    notes = {name: (_para(n.Text(name), n.NoteRef(after)),) for name, after in pairwise(names)}
    document = n.Document(
        blocks=(_para(n.Text("x"), *map(n.NoteRef, names)),),
        title=(n.Text("t"),),
        notes=notes | {names[-1]: (_para(n.Text("end")),)},
        lang="en",
    )
    result = _notes(document)
    calls = {name: [call.to for call in find(blocks, n.NoteRef)] for name, blocks in result.value.notes.items()}
    assert {name: to for name, to in calls.items() if to} == {"n0": ["n1"], "n1": ["n2"]}
    said = [item.message for item in result.diagnostics if item.code == "DF114"]
    assert len(said) + int(said[-1].split()[0]) - 1 == 597


def test_a_call_of_no_note_is_kept_as_text_and_an_error() -> None:
    document = n.Document(
        blocks=(_para(n.Text("x"), n.NoteRef("a", at=n.Position(1, 2))),), title=(n.Text("t"),), lang="en"
    )
    result = _notes(document)
    assert result.value.blocks[0] == _para(n.Text("x"), n.Text("[^a]", at=n.Position(1, 2)))
    assert (said(result, "DF303").severity, said(result, "DF303").column) == ("error", 2)


def test_neighbouring_texts_are_one_and_empty_marks_go() -> None:
    document = n.Document(
        blocks=(_para(n.Text("a"), n.Strong(()), n.Text("b"), n.Span(()), n.Span((), attr=n.Attr(id="x"))),),
        title=(n.Text("t"),),
        lang="en",
    )
    assert _notes(document).value.blocks == (_para(n.Text("ab"), n.Span((), attr=n.Attr(id="x"))),)


def test_a_note_called_in_an_alternative_text_is_called_after_the_picture() -> None:
    result = settled("甲![图[^1]](a.png)乙\n\n[^1]: 注\n")
    (image,) = find(result.value.blocks, n.Image)
    assert inline_text(image.content) == "图"
    (paragraph,) = result.value.blocks
    assert isinstance(paragraph, n.Para)
    assert [type(node) for node in paragraph.content] == [n.Text, n.Image, n.NoteRef, n.Text]


def test_a_note_called_only_in_a_short_caption_is_kept_as_uncalled() -> None:
    caption = n.Caption((n.Para((n.Text("图"),)),), (n.NoteRef("a"),))
    document = n.Document((n.Figure((), caption),), lang="zh-Hans", notes={"a": (n.Para((n.Text("注"),)),)})
    blocks = PASS.run(document, PassOptions()).value.blocks
    assert [type(block) for block in blocks] == [n.Figure, n.Div]


def test_headings_in_a_quotation_lie_below_the_heading_above_it_and_change_none_after_it() -> None:
    result = settled("# 题\n\n## 甲\n\n### 乙\n\n> ## 引\n>\n> #### 深\n>\n> # 浅\n\n### 丙\n")
    levels = [(inline_text(one.content), one.level) for one in find(result.value.blocks, n.Heading)]
    assert levels == [("甲", 1), ("乙", 2), ("引", 1), ("深", 2), ("浅", 1), ("丙", 2)]
    assert "DF204" not in codes(result)
