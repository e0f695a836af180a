"""What the writers write is what the model says, in every construct and every format."""

from __future__ import annotations

import pytest

import constructs
from docforge.model import nodes as n


def test_every_construct_verifies_clean_in_three_formats(everything):
    verdict = everything.verdict()
    assert [(item.code, item.message) for item in verdict.diagnostics] == []
    assert verdict.ok
    assert {row.file for row in verdict.value} == {"h.pdf", "h.epub", "h.docx"}


def test_the_table_counts_paragraphs_and_labels(everything):
    for row in everything.verdict().value:
        # Runs of 2 + 2 inner, 3, 1, 1 and one paragraph of the body series.
        assert row.numbered == 10
        assert row.matching == len(everything.facts.paragraphs)
        assert row.paragraphs < row.matching  # contents and added lines are compared but not counted


def test_paragraphs_notes_and_tables_over_many_pages_verify_clean(pages):
    verdict = pages.verdict()
    assert [(item.code, item.file, item.message) for item in verdict.diagnostics] == []
    assert verdict.ok


@pytest.mark.parametrize("show_run", ["beside", "none"])
def test_however_runs_are_shown_the_files_verify_clean(show_run, request):
    handout = request.getfixturevalue("make_handout")(constructs.everything(show_run))
    assert [(item.code, item.message) for item in handout.verdict().diagnostics] == []


def test_without_facts_the_files_agree_with_each_other_and_it_is_said(everything, pages):
    for handout in (everything, pages):
        verdict = handout.verdict(against=False)
        assert [(item.code, item.severity) for item in verdict.diagnostics] == [("DF826", "note")]
        assert verdict.ok


def test_word_and_pdf_agree_without_an_epub(everything):
    assert [item.code for item in everything.verdict("pdf", "docx", against=False).diagnostics] == ["DF826"]


def note(name: str, *content: n.Inline | str) -> dict[str, n.Blocks]:
    return {name: (constructs.para(*content),)}


CASES: dict[str, tuple[n.Blocks, dict[str, n.Blocks], str]] = {
    "a note with a list and code": (
        (constructs.para("甲", n.NoteRef("a"), "乙"),),
        {
            "a": (
                constructs.para("一"),
                n.Bullets((constructs.entry(constructs.para("点")),)),
                n.CodeBlock("x\n  y"),
            )
        },
        "zh-Hans",
    ),
    "a note that calls a note": (
        (constructs.para("甲", n.NoteRef("a"), "乙"),),
        {**note("a", "一", n.NoteRef("b"), "尾"), **note("b", "二")},
        "zh-Hans",
    ),
    "digits that are raised before a note of the same number": (
        (constructs.para("x", n.Superscript(constructs.inlines("1")), "和", n.NoteRef("a"), "尾"),),
        note("a", "注"),
        "zh-Hans",
    ),
    "items without a first paragraph": (
        (
            constructs.item("1.", 1, name="q", address="s1p1"),
            constructs.item("2.", 2, n.CodeBlock("code"), address="s1p2"),
            constructs.item("3.", 3, n.Bullets((constructs.entry(constructs.para("b")),)), address="s1p3"),
            constructs.item(
                "4.", 4, constructs.item("①", 1, "x", level=2, scheme="circled:{}", address="s1p4.1"), address="s1p4"
            ),
        ),
        {},
        "zh-Hans",
    ),
    "pictures: decoration, missing side by side, in an item": (
        (
            constructs.para(n.Image((), "a.png")),
            constructs.para(
                n.Image(constructs.inlines("甲"), "m1.png"), n.Image(constructs.inlines("乙"), "m2.png"), "文"
            ),
            constructs.item("1.", 1, constructs.para(n.Image(constructs.inlines("图"), "a.png"), "后"), address="s1p1"),
        ),
        {},
        "zh-Hans",
    ),
    "characters that fonts join or do not draw": (
        (
            constructs.para("零宽\u200b空格\u00a0不断 软\u00ad连 ①㎡½ 𠮷野 é e\u0301 か\u3099"),
            constructs.para("\u3000\u3000缩进\u3000中间"),
            constructs.para("“引”——…… – - 列   列"),
        ),
        {},
        "zh-Hans",
    ),
    "the same text many times": (
        (
            *(constructs.item(f"{k}.", k, "同样的文字。", address=f"s1p{k}") for k in range(1, 6)),
            constructs.para("同样的文字。"),
            constructs.para("同样的文字。"),
        ),
        {},
        "zh-Hans",
    ),
    "Japanese with readings of several kinds": (
        (
            constructs.para(
                "日本語。",
                n.Ruby((("東京", "とうきょう"),)),
                "が、",
                n.Ruby((("一", "いち"), ("日", "にち"), ("中", "じゅう")), kind="jukugo"),
                n.Quoted(constructs.inlines("引用")),
            ),
        ),
        {},
        "ja",
    ),
    "Korean and long English lines": (
        (
            constructs.para("한국어 문장이 아주 길게 이어집니다. " * 12 + "끝."),
            constructs.para("Internationalization and characterization of responsibilities, again. " * 8 + "End."),
        ),
        {},
        "ko",
    ),
    "numbers of the body series beside labels": (
        (
            constructs.para("一段", number=1),
            constructs.item("1.", 1, constructs.para("项", number=2), constructs.para("续", number=3), address="s1p1"),
            constructs.item("第十条之一", 10, constructs.para("条", number=4), scheme="chinese:第{}条", address="s1pa"),
            constructs.para("二段", number=5),
        ),
        {},
        "zh-Hans",
    ),
    "blanks on both sides of a link's edge": (
        (
            constructs.para(
                n.Link(constructs.inlines("좋다. "), "https://e.org"), " ", n.Strong(constructs.inlines("끝"))
            ),
            constructs.para("좋다. ", n.Link(constructs.inlines(" 좋다."), "https://e.org"), " 끝"),
            constructs.para(
                "오늘은 날씨가 좋다. " * 4, n.Link((n.Text("https://e.org/" + "a" * 90),), "https://e.org/a")
            ),
        ),
        {},
        "ko",
    ),
    "code of ideographic blanks": (
        (
            *(constructs.para("中文字" * k, n.Code("\u3000"), "后面的字" * 9) for k in range(1, 16)),
            constructs.para("文", n.Code("\u3000\u3000")),
        ),
        {},
        "zh-Hans",
    ),
    "anchors on everything": (
        (
            n.Heading(1, (n.Span(constructs.inlines("头"), attr=n.Attr(id="s1")),), attr=n.Attr(id="h")),
            n.Quote((constructs.para("q"),), attr=n.Attr(id="q1")),
            n.CodeBlock("c", attr=n.Attr(id="c1")),
            n.Bullets((constructs.entry(constructs.para("b")),), attr=n.Attr(id="b1")),
            constructs.para(n.Link(constructs.inlines("l"), "#q1", attr=n.Attr(id="l1")), attr=n.Attr(id="p1")),
        ),
        {},
        "en",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_hard_cases_verify_clean(case, make_handout):
    blocks, notes, lang = CASES[case]
    handout = make_handout(n.Document(blocks, title=constructs.inlines("题"), lang=lang, notes=notes, final=True))
    assert [(item.code, item.file, item.message) for item in handout.verdict().diagnostics] == []
