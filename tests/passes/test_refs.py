from __future__ import annotations

import re

import pytest

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.passes.refs.targets import printed_label
from settled import codes, lines, said, settled

_TWO_RUNS = "1. 甲\n2. 乙\n3. 丙\n\n---\n\n1. 丁\n2. 戊\n\n   {}\n"


def _in_second_run(text: str) -> str:
    """A sentence in paragraph 2 of the second of two runs, with its references marked."""
    return next(line.strip()[2:] for line in lines(_TWO_RUNS.format(text)) if line.startswith("  p "))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("见第1段。", "见[第1段⇒s2p1]。"),
        ("见第一段。", "见[第一段⇒s2p1]。"),
        ("见第１段。", "见[第１段⇒s2p1]。"),
        ("见第3段。", "见[第3段⇒s1p3]。"),
        ("见第2自然段", "见[第2自然段⇒s2p2]"),
        ("第1至2段", "[第1⇒s2p1]至[2段⇒s2p2]"),
        ("第一段至第二段", "[第一段⇒s2p1]至[第二段⇒s2p2]"),
        ("第1、2段", "[第1⇒s2p1]、[2段⇒s2p2]"),
        ("参见第2点", "参见[第2点⇒s2p2]"),
        ("see ¶3 and para. 1", "see [¶3⇒s1p3] and [para. 1⇒s2p1]"),
        ("see paragraphs 1–2.", "see [paragraphs 1⇒s2p1]–[2⇒s2p2]."),
        ("3번 문단", "[3번 문단⇒s1p3]"),
        ("看 @s1p2 和 @s2p1。", "看 [2⇒s1p2] 和 [1⇒s2p1]。"),
        ("**见第1段**", "**见[第1段⇒s2p1]**"),
        ("[](#s1p3)", "[3⇒s1p3]"),
        ("[丙](#s1p3)", "[丙→s1p3]"),
    ],
)
def test_a_reference_is_linked_and_keeps_its_words(text: str, marked: str) -> None:
    assert _in_second_run(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "第1页",
        "《某书》第1段",
        "《某书》（修订版）第1段",
        "第1段时间",
        "第一点是好",
        "按第一条",
        "第一章",
        "`见第1段`",
        "a@s1p2.example",
        "第1期",
    ],
)
def test_what_is_no_reference_stays_text(text: str) -> None:
    assert "⇒" not in _in_second_run(text)
    assert codes(settled(_TWO_RUNS.format(text))) == []


def test_references_in_quotations_speak_of_another_text() -> None:
    assert lines("1. 甲\n\n> 见第1段\n")[1:3] == ["quote", "  p 见第1段"]


def test_a_reference_before_all_runs_must_be_unique_in_the_document() -> None:
    text = "见第{}段。\n\n1. 甲\n2. 乙\n3. 丙\n\n---\n\n1. 丁\n"
    assert lines(text.format(3))[0] == "p 见[第3段⇒s1p3]。"
    result = settled(text.format(1))
    assert codes(result) == ["DF302"]
    assert (said(result, "DF302").line, said(result, "DF302").column) == (1, 2)


def test_a_reference_to_a_repeated_number_is_ambiguous() -> None:
    result = settled("1. 甲\n2. 乙\n2. 丙\n3. 见第2段\n")
    assert codes(result) == ["DF211", "DF302"]


# ---------------------------------------------------------------- statutes

_STATUTE = "第一条　为了甲。|甲二。|第二条　下列：|（一）子；|（二）丑。|前款。|第二条之一　插。|第三条　{}"
_STATUTE = _STATUTE.replace("|", "\n\n") + "\n"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("依照第一条执行", "依照[第一条⇒s1p1]执行"),
        ("本办法第二条第一款第（二）项", "本办法[第二条第一款第（二）项⇒s1p2.2]"),
        ("第二条第（一）项", "[第二条第（一）项⇒s1p2.1]"),
        ("本法第二条之一", "本法[第二条之一⇒s1p2i1]"),
        ("第一条至第三条", "[第一条⇒s1p1]至[第三条⇒s1p3]"),
        ("依照《某法》第三条、第一条，本条例第二条", "依照《某法》第三条、第一条，本条例[第二条⇒s1p2]"),
        ("刑法第一条", "刑法第一条"),
        ("第一条第一款", "[第一条第一款⇒s1p1]"),
    ],
)
def test_references_in_a_statute(text: str, marked: str) -> None:
    assert lines(_STATUTE.format(text))[-2].removeprefix("paragraph 第三条 s1p3 ") == marked


def test_the_second_paragraph_of_an_article_is_counted_though_it_has_no_label() -> None:
    document = settled(_STATUTE.format("第一条第二款")).value
    (ref,) = find(document.blocks, n.Ref)
    target = next(para for para in find(document.blocks, n.Para) if para.attr.id == ref.to)
    assert isinstance(target.content[0], n.Text)
    assert target.content[0].text == "甲二。"


def test_a_clause_that_is_not_there_is_told() -> None:
    result = settled(_STATUTE.format("第一条第五款"))
    assert codes(result) == ["DF301"]
    assert said(result, "DF301").severity == "note"


def test_a_japanese_statute_labels_its_paragraphs_from_the_second_on() -> None:
    text = "第一条　次の各号。|一　甲|二　乙|２　次の各号。|一　丙|二　丁|第二条　{}による。".replace("|", "\n\n")
    for words, address in (
        ("第一条第二項", "s1p1.2b"),
        ("第一条第一項第二号", "s1p1.2"),
        ("第一条第二項第二号", "s1p1.2b.2"),
        ("第一条第一項", "s1p1"),
    ):
        assert lines(text.format(words), lang="ja")[-2] == f"paragraph 第二条 s1p2 [{words}⇒{address}]による。"


def test_a_korean_article_is_found() -> None:
    assert (
        lines("제1조(목적) 가.\n\n제2조(끝) 제1조에 따른다.\n", lang="ko")[1]
        == "paragraph 제2조 s1p2 (끝) [제1조⇒s1p1]에 따른다."
    )


def test_a_chapter_is_linked_where_there_is_one() -> None:
    text = "# 书\n\n## 第一章 甲\n\n见第一章和第二章。\n"
    (ref,) = find(settled(text).value.blocks, n.Ref)
    (heading,) = find(settled(text).value.blocks, n.Heading)
    assert ref.to == heading.attr.id
    assert codes(settled(text)) == []


def test_body_numbers_are_found_where_there_are_no_others() -> None:
    (ref,) = find(settled("# 书\n\n甲\n\n见第1段。\n", number="all").value.blocks, n.Ref)
    assert ref.content == (n.Text("第1段"),)


# ---------------------------------------------------------------- links


def test_a_link_may_lead_to_an_id_a_slug_or_the_top() -> None:
    text = "# 题\n\n## 一 节 {#part}\n\n## 行程\n\n[a](#part) [b](#%E8%A1%8C%E7%A8%8B) [c](#) [](#行程)\n"
    document = settled(text).value
    part, trip = (heading.attr.id for heading in find(document.blocks, n.Heading))
    assert [link.url for link in find(document.blocks, n.Link)] == [
        f"#{part}",
        f"#{trip}",
        f"#{document.title_attr.id}",
    ]
    (ref,) = find(document.blocks, n.Ref)
    assert (ref.to, ref.show, ref.content) == (trip, "title", (n.Text("行程"),))


def test_a_link_to_nowhere_is_an_error_and_keeps_its_words() -> None:
    result = settled("# 题\n\n见[范围](#scop)。\n\n## 节 {#scope}\n")
    found = said(result, "DF301")
    assert (found.severity, found.line, found.column) == ("error", 3, 2)
    assert found.hint == "did you mean #scope?"
    (span,) = find(result.value.blocks, n.Span)
    assert span.attr == n.Attr(classes=("unresolved",), pairs=(("target", "#scop"),))
    assert [text.text for text in find(span, n.Text)] == ["范围"]


def test_an_empty_link_to_nowhere_shows_where_it_led() -> None:
    result = settled("# 题\n\n见[](#nowhere)。\n")
    assert [text.text for text in find(result.value.blocks, n.Text)] == ["见", "#nowhere", "。"]


def test_an_address_that_does_not_exist_is_an_error() -> None:
    result = settled("1. 甲\n2. 见 @s1p9。\n")
    assert said(result, "DF301").severity == "error"
    assert said(result, "DF301").column == 6


def test_links_to_other_places_are_left_alone() -> None:
    (link,) = find(settled("[x](https://a.example/#s1p1)\n").value.blocks, n.Link)
    assert link.url == "https://a.example/#s1p1"


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("7.", "7"),
        ("1)", "1"),
        ("一、", "一"),
        ("（三）", "（三）"),
        ("第十二条", "第十二条"),
        ("①", "①"),
        ("1.2.", "1.2"),
        (".", "."),
    ],
)
def test_a_label_is_referred_to_without_what_ends_it(label: str, printed: str) -> None:
    assert printed_label(label) == printed


def test_an_unresolved_reference_is_a_warning_where_it_sends_the_reader_there() -> None:
    result = settled("1. 甲\n2. 见第9段。\n")
    assert said(result, "DF301") == Diagnostic("DF301", '"第9段" leads to nothing', "notes.md", 2, 5, 3, "", "warning")


def test_an_unresolved_reference_that_may_speak_of_another_text_is_a_note() -> None:
    result = settled("1. 甲\n2. 作者在第9段写道。\n")
    assert said(result, "DF301").severity == "note"


def test_references_follow_paragraphs_that_are_numbered_on() -> None:
    source = "1. 甲\n2. 乙，见第1段。\n\n------\n\n1. 丙\n2. 丁，见第1段、第二段、第1至2段。\n"
    printed = [line for line in lines(source, restart="never") if "见" in line]
    assert [re.sub(r"^[^见]*", "", line) for line in printed] == [
        "见[第1段⇒s1p1]。",
        "见[第3段⇒s1p3]、[第四段⇒s1p4]、[第3⇒s1p3]至[4段⇒s1p4]。",
    ]
