"""Typed blanks: what goes, what is reported, and that every change can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.protocols import ReadOptions
from docforge.readers.edits import EditMismatchError, apply, revert
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld
from readerkit import Read, said


def text_of(document: n.Document) -> str:
    return block_text(document.blocks)


def test_a_typed_indent_after_a_marker_is_noted_and_not_printed(read: Read) -> None:
    result = read("1. \u2003\u2003近日，城市举办读书节。")
    (listing,) = result.value.blocks
    (paragraph,) = listing.items[0].blocks
    assert paragraph.content == (n.Text(text="近日，城市举办读书节。", at=n.Position(1, 6)),)
    assert result.value.edits == (n.Edit("indent", n.Position(1, 4), "\u2003\u2003"),)


def test_an_indent_written_as_entities_goes_too(read: Read) -> None:
    result = read("&emsp;&emsp;近日")
    assert text_of(result.value) == "近日"
    assert [edit.before for edit in result.value.edits] == ["&emsp;", "&emsp;"]


def test_full_width_indents_are_noted_and_full_width_letters_kept(read: Read) -> None:
    result = read("　　关于ＸＸＸ的建议书\n\nＸＸＸＸ年ＸＸ月ＸＸ日\n")
    assert text_of(result.value) == "关于ＸＸＸ的建议书\nＸＸＸＸ年ＸＸ月ＸＸ日"
    assert [(edit.rule, edit.before) for edit in result.value.edits] == [("indent", "　　")]


def test_a_line_with_a_typed_indent_inside_a_paragraph_stays_a_line(read: Read) -> None:
    result = read("甲。\n　　乙。")
    assert text_of(result.value) == "甲。\n乙。"
    assert ("DF405", 2, 1) in said(result)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("4 月22 日，会议在 2024 年举行。", "4月22日，会议在 2024年举行。"),
        ("2024 年 4 月 22 日 15 时", "2024年4月22日15时"),
        ("２０２４ 年", "２０２４年"),
        ("有 2 日本人和 3 分支", "有 2 日本人和 3 分支"),
        ("2024 年 3 个人", "2024年 3 个人"),
        ("在 `4 月` 与 $4 月$ 里", "在 4 月 与 4 月 里"),
        ("2024년 4월 22일", "2024년 4월 22일"),
        ("**4** 月22 日", "4月22日"),
    ],
)
def test_blanks_inside_dates_go_and_others_stay(source: str, expected: str, read: Read) -> None:
    assert text_of(read(source).value) == expected


def test_a_blank_between_han_is_reported_and_kept(read: Read) -> None:
    result = read("授予王某某、张某某 黄某某“奖章”。\n\n你若安好，便是晴天   安好→晴天")
    assert text_of(result.value) == "授予王某某、张某某 黄某某“奖章”。\n你若安好，便是晴天   安好→晴天"
    assert said(result) == [("DF401", 1, 10), ("DF401", 3, 10)]
    assert {item.severity for item in result.diagnostics} == {"note"}


def test_strip_removes_blanks_between_han_but_not_in_headings_and_tables(read: Read) -> None:
    result = read("# 目 录\n\n保护 格局\n\n| 张 三 |\n|---|\n| 李 四 |", spacing="strip")
    assert result.value.blocks[0].content[0].text == "目 录"
    assert text_of(result.value) == "目 录\n保护格局\n张 三\n李 四"
    assert [edit.rule for edit in result.value.edits] == ["han-han"]


@pytest.mark.parametrize(
    "text",
    [
        *("第一条　为了规范", "一　总则", "（一）　甲方", "图一　人数", "## 二　分则", "第十條之一　違反"),
        *("問一　次の", "第三条の二　次の", "附件二　表格", "例题三　某人", "第一单元　天地", "**第十条之一**　违反"),
    ],
)
def test_the_blank_after_a_label_is_no_blank_between_words(text: str, read: Read) -> None:
    result = read(text, spacing="strip")
    assert text_of(result.value) == text.removeprefix("## ").replace("**", "")
    assert result.diagnostics == ()


@pytest.mark.parametrize("spacing", ["tidy", "strip"])
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1. <u>　　　　</u>是首都。", "　　　　是首都。"),
        ("1. <u>　　</u>是首都。", "　　是首都。"),
        ("<u>　　</u>是首都。", "　　是首都。"),
        ("<u>&emsp;&emsp;</u>是首都。", "\u2003\u2003是首都。"),
        ("[　　]{.underline}是首都。", "　　是首都。"),
        ("首都是<u>　　</u>的城市", "首都是　　的城市"),
        ("首都是（　　）的城市（ ）吗", "首都是（　　）的城市（ ）吗"),
        ("4<u>&nbsp;&nbsp;</u>月 <u> </u>日", "4\u00a0\u00a0月  日"),
        ("<b><u>　</u></b>是首都。", "　是首都。"),
        ("| <u>　　</u> |\n|---|", "　　"),
    ],
)
def test_blanks_to_fill_in_stay_without_a_word(source: str, expected: str, spacing: str, read: Read) -> None:
    result = read(source, spacing=spacing)
    assert text_of(result.value) == expected
    assert result.value.edits == ()
    assert result.diagnostics == ()


def test_an_indent_before_an_underlined_blank_goes_alone(read: Read) -> None:
    result = read("　　<u>　　　　</u>是首都。")
    assert text_of(result.value) == "　　　　是首都。"
    assert [(edit.at.column, edit.before) for edit in result.value.edits] == [(1, "　　")]


@pytest.mark.parametrize(
    "blank", ["　　　", "　　　　", "\u2003\u2003\u2003", "\u00a0" * 5, "&emsp;&emsp;&emsp;", "\u2002" * 5]
)
def test_a_blank_wider_than_an_indent_is_kept_and_noted(blank: str, read: Read) -> None:
    result = read(f"3. {blank}是谁？")
    assert text_of(result.value).strip() == "是谁？"
    assert not text_of(result.value).startswith("是")
    assert result.value.edits == ()
    assert said(result) == [("DF407", 1, 4)]


@pytest.mark.parametrize("blank", ["　", "　　", "\u2003\u2003", "\u00a0" * 4, "&nbsp;&nbsp;", "\u2002" * 4, "　　 "])
def test_a_blank_of_up_to_two_em_is_an_indent(blank: str, read: Read) -> None:
    assert text_of(read(f"3. {blank}近日").value) == "近日"


def test_a_wide_blank_inside_a_paragraph_keeps_its_line(read: Read) -> None:
    result = read("甲。\n　　　　乙。")
    assert text_of(result.value) == "甲。\n　　　　乙。"
    assert said(result) == [("DF407", 2, 1), ("DF405", 2, 1)]


def test_strip_keeps_a_wide_blank_between_han(read: Read) -> None:
    result = read("首都是　　　　的城市，保护 格局", spacing="strip")
    assert text_of(result.value) == "首都是　　　　的城市，保护格局"
    assert said(result) == [("DF401", 1, 4), ("DF401", 1, 14)]


def test_blanks_around_marks_are_kept_in_silence_and_stripped_with_a_note(read: Read) -> None:
    assert read("请看 **重点** 内容").diagnostics == ()
    stripped = read("请看 **重点** 内容", spacing="strip")
    assert text_of(stripped.value) == "请看重点内容"
    assert said(stripped) == [("DF401", 1, 3), ("DF401", 1, 10)]


def test_keep_changes_no_blank(read: Read) -> None:
    result = read("1. \u2003\u2003近日 4 月22 日 保护 格局", spacing="keep")
    assert text_of(result.value) == "\u2003\u2003近日 4 月22 日 保护 格局"
    assert result.value.edits == ()
    assert result.diagnostics == ()


def test_blanks_of_options_and_latin_text_stay_as_typed(read: Read) -> None:
    assert text_of(read("A.气度 琢磨  B.气概 捉摸\n\na  b   c").value) == "A.气度 琢磨  B.气概 捉摸\na  b   c"


def test_compatibility_characters_are_folded_each_with_its_place(read: Read) -> None:
    result = read("杂交⽔稻；\u200c宪法\n\n\ufa19 ① ㎡ ½ ＡＢ `⽔` $⽔$ [⽊](/⽊) <https://a.b/⽔>")
    assert text_of(result.value).splitlines() == ["杂交水稻；宪法", "神 ① ㎡ ½ ＡＢ ⽔ ⽔ 木 https://a.b/⽔"]
    assert said(result) == [("DF403", 1, 3), ("DF404", 1, 6), ("DF403", 3, 1), ("DF403", 3, 21)]
    link = next(node for node in result.value.blocks[1].content if isinstance(node, n.Link))
    assert link.url == "/⽊"


def test_joiners_between_letters_that_need_them_stay(read: Read) -> None:
    assert text_of(read("می\u200cخواهم").value) == "می\u200cخواهم"


def test_many_of_a_kind_are_counted_after_the_first_twenty(read: Read) -> None:
    result = read("\n\n".join("甲 乙" for _ in range(50)))
    assert len(result.diagnostics) == 21
    assert result.diagnostics[-1].message.startswith("30 more of the same kind (lines 41, 43")


def test_a_flattened_formula_is_kept_and_noted(read: Read) -> None:
    result = read("1. **1、公式**：v平=2v1v2v1+v2；适用于两段等距离路程")
    assert "v平=2v1v2v1+v2；" in text_of(result.value)
    assert said(result) == [("DF406", 1, 15)]


def test_removed_blanks_are_told_once_for_each_kind(read: Read) -> None:
    result = read("1. \u2003甲\n2. \u2003乙\n3. 4 月22 日")
    assert [(item.code, item.message) for item in result.diagnostics] == [
        ("DF402", "typed indents removed: 2"),
        ("DF402", "blanks inside dates removed: 2"),
    ]


SOURCES = st.lists(
    st.sampled_from(
        [
            *("甲", "乙丙", "，", "4", "年", "月", "日", "a", "# ", "1. ", "- ", "> ", "**", "`", "$", "\n", "\n\n"),
            *(
                " ",
                "  ",
                "\u2003",
                "　",
                "\u00a0",
                "\u200b",
                "\u200c",
                "\ufeff",
                "⽔",
                "\ufa19",
                "&emsp;",
                "\x01",
                "\x0b",
            ),
            *(
                "[](http://x/#y)",
                "# 题\n\n字数: 20 字 时长: 1 分钟\n",
                "<b>",
                "</b>",
                "<div>",
                "[甲 乙](u)",
                "|",
                "|--|\n",
            ),
        ]
    ),
    max_size=40,
).map("".join)


@given(SOURCES, st.sampled_from(["tidy", "strip"]))
def test_undoing_the_edits_gives_the_source_again(source: str, spacing: str) -> None:
    options = ReadOptions(spacing=spacing)  # type: ignore[arg-type]
    edits = READER.read(source.encode(), "a.md", options, MemoryWorld()).value.edits
    source = source.removeprefix("\ufeff")
    assert revert(apply(source, edits), edits) == source


@given(SOURCES)
def test_a_source_with_its_edits_made_reads_without_further_edits_of_blanks(source: str) -> None:
    first = READER.read(source.encode(), "a.md", ReadOptions(), MemoryWorld()).value
    edits = [edit for edit in first.edits if edit.rule in ("indent", "date")]
    for edit in edits:
        assert not edit.after
        assert edit.before.strip(" \t\u00a0\u2003　") in ("", "&emsp;")


def test_edits_refuse_a_text_they_do_not_belong_to() -> None:
    edit = n.Edit("date", n.Position(1, 2), " ")
    assert apply("4 月", (edit,)) == "4月"
    with pytest.raises(EditMismatchError, match="line 1, column 2"):
        apply("4月", (edit,))
