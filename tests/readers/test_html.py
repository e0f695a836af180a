"""HTML inside Markdown: what becomes of its elements, and that no text is lost."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.text import block_text
from readerkit import Blocks, Inlines, Read, item, para, run, said


def span(role: str, *content: n.Inline | str) -> n.Span:
    return n.Span(content=run(*content), attr=n.Attr(classes=(role,)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("甲<br>乙", ("甲", n.Break(hard=True), "乙")),
        ("m<sup>2</sup>", ("m", n.Superscript(content=run("2")))),
        ("H<sub>2</sub>O", ("H", n.Subscript(content=run("2")), "O")),
        ("<kbd>Ctrl</kbd>", (span("kbd", "Ctrl"),)),
        ("<mark>重</mark>", (span("mark", "重"),)),
        ("<u>甲</u>", (n.Underline(content=run("甲")),)),
        ("<s>甲</s><del>乙</del>", (n.Strike(content=run("甲")), n.Strike(content=run("乙")))),
        ("<b>甲</b><strong>乙</strong>", (n.Strong(content=run("甲")), n.Strong(content=run("乙")))),
        ("<i>甲</i><em>乙</em>", (n.Emph(content=run("甲")), n.Emph(content=run("乙")))),
        ('<span lang="ja" class="c">字</span>', (n.Span(content=run("字"), attr=n.Attr("", ("c",), "ja")),)),
        ("<span style='color:red'>字</span>", ("字",)),
        ("<code>a&lt;b</code>", (n.Code(text="a<b"),)),
        ('<a href="/x">甲</a>', (n.Link(content=run("甲"), url="/x"),)),
        ('<img src="p.png" alt="图">', (n.Image(content=run("图"), url="p.png"),)),
        ("甲<!-- 乙 -->丙", ("甲丙",)),
    ],
)
def test_elements_within_a_line(source: str, expected: tuple[n.Inline | str, ...], inlines: Inlines) -> None:
    assert inlines(source) == run(*expected)


def test_a_colour_becomes_a_role_that_keeps_its_value(inlines: Inlines) -> None:
    (coloured,) = inlines('<font color="#dd0000">重点</font>')
    assert coloured == n.Span(
        content=run("重点"), attr=n.Attr(classes=("color", "color-red"), pairs=(("color", "#dd0000"),))
    )


def test_layout_typed_into_the_text_is_reported_once_for_each_attribute(read: Read) -> None:
    source = (
        '<span style="color:red">甲</span><b style="color:red">乙</b>\n\n<p align=right>丙</p>\n\n'
        '<div align=center style="x">\n\n丁\n\n</div>\n\n<center>戊</center>\n\n'
        '<font color="red" size=4>己</font> [庚]{color=blue}\n\n<img src="p.png" width=20>'
    )
    result = read(source)
    assert [(item.severity, item.line, item.message) for item in result.diagnostics if item.code == "DF131"] == [
        ("warning", 1, 'layout or colour left out: style="color:red" on <span> (3 places)'),
        ("warning", 3, 'layout or colour left out: align="right" on <p> (2 places)'),
        ("warning", 11, "layout or colour left out: <center>"),
        ("warning", 13, 'layout or colour left out: size="4" on <font>'),
        ("warning", 13, 'layout or colour left out: color="blue"'),
    ]


def test_looks_that_an_export_left_on_details_are_a_note(read: Read) -> None:
    result = read(
        '<details style="padding:16px"><summary style="x">解析</summary><table border=1><tr><td>甲</table></details>'
    )
    assert {(item.code, item.severity) for item in result.diagnostics} == {("DF131", "note")}
    assert len(result.diagnostics) == 2


def test_alignment_of_a_markdown_table_is_kept_and_no_finding(read: Read) -> None:
    assert read("| a | b |\n|:-:|--:|\n| c | d |").diagnostics == ()


def test_marks_inside_elements_and_elements_inside_marks(inlines: Inlines) -> None:
    assert inlines("<u>**甲**</u>**<u>乙</u>**") == (
        n.Underline(content=(n.Strong(content=run("甲")),)),
        n.Strong(content=(n.Underline(content=run("乙")),)),
    )


def test_an_element_left_open_ends_with_its_paragraph(read: Read) -> None:
    result = read("甲<b>乙\n\n丙")
    assert result.value.blocks[0].content[1].content[0].text == "乙"
    assert result.value.blocks[1].content[0].text == "丙"
    assert said(result) == [("DF126", 1, 2)]


def test_an_unknown_tag_goes_and_its_text_stays_with_one_warning(read: Read) -> None:
    result = read("<Badge>新</Badge>甲<Badge>旧</Badge>")
    assert block_text(result.value.blocks) == "新甲旧"
    assert said(result) == [("DF118", 1, 1)]


def test_scripts_and_styles_are_left_out_with_a_warning(read: Read) -> None:
    result = read("<script setup>\nlet a = '甲'\n\nb\n</script>\n\n乙\n\n<style>\n.a {}\n</style>")
    assert block_text(result.value.blocks) == "乙"
    assert said(result) == [("DF119", 1, 1), ("DF119", 9, 1)]


def test_comments_are_left_out_in_silence_but_not_includes(read: Read) -> None:
    assert read("<!-- 甲 -->\n\n<!--\n\n乙\n\n-->").diagnostics == ()
    assert said(read("<!--@include: ./b.md-->", site="mdbook")) == [("DF127", 1, 1)]


def test_an_answer_in_details_keeps_its_list_out_of_runs(blocks: Blocks) -> None:
    source = (
        '<details class="details custom-block" open="" style="padding:16px"><summary style="font-weight:700">解析'
        '</summary><p>设全程为 2s。</p><ol start="3"><li>选 C。</li></ol></details>'
    )
    assert blocks(source) == (
        n.Div(
            title=run("解析"),
            attr=n.Attr(classes=("details",)),
            blocks=(
                para("设全程为 2s。"),
                n.Ordered(items=(item("3.", "选 C。"),), start=3, style="Decimal", delimiter="Period", plain=True),
            ),
        ),
    )


def test_markdown_stands_between_tags_where_blank_lines_part_them(blocks: Blocks) -> None:
    assert blocks("<details>\n<summary>题</summary>\n\n**甲**\n\n- 乙\n\n</details>\n\n丙") == (
        n.Div(
            title=run("题"),
            attr=n.Attr(classes=("details",)),
            blocks=(para(n.Strong(content=run("甲"))), n.Bullets(items=(item("-", "乙"),))),
        ),
        para("丙"),
    )


def test_both_variants_of_a_switch_are_kept_with_their_names(blocks: Blocks) -> None:
    assert blocks('<div class="options-api">\n\n甲\n\n</div>\n<div class="composition-api">\n\n乙\n\n</div>') == (
        n.Div(blocks=(para("甲"),), attr=n.Attr(classes=("variant",), pairs=(("variant", "options-api"),))),
        n.Div(blocks=(para("乙"),), attr=n.Attr(classes=("variant",), pairs=(("variant", "composition-api"),))),
    )


def test_a_table_with_spans_and_missing_end_tags(blocks: Blocks) -> None:
    (table,) = blocks("<table><tr><th>甲<th>乙<tr><td colspan=2>丙<tr><td rowspan=2>丁<td>戊</table>")
    assert [[cell.columns for cell in row.cells] for row in table.bodies[0].rows] == [[2], [1, 1]]
    assert [cell.rows for cell in table.bodies[0].rows[1].cells] == [2, 1]
    assert [cell.blocks for cell in table.head.rows[0].cells] == [
        (para("甲", tight=True),),
        (para("乙", tight=True),),
    ]


def test_a_cell_that_reaches_down_fills_its_place_in_the_rows_below(blocks: Blocks) -> None:
    (table,) = blocks(
        "<table><tr><th colspan=2>甲<th rowspan=2>乙<tr><td>1<td>2<td>3<tr><td rowspan=3>4<td>5<td>6<tr><td>7"
        "<tr><td></table>"
    )
    assert len(table.columns) == 3
    assert [len(row.cells) for row in table.bodies[0].rows] == [3, 3, 2, 2]


def test_a_span_that_says_nothing_is_no_mark_around_a_typed_indent(read: Read) -> None:
    result = read('<p><span style="font-size:15px">　　<span>近日</span></span></p>')
    assert block_text(result.value.blocks) == "近日"
    assert ("DF402", 1, 33) in said(result)
    kept = read('<p><u>　　</u>是首都</p><p><span class="x">　　近日</span></p>').value.blocks
    assert [block_text((block,)) for block in kept] == ["　　是首都", "　　近日"]


def test_code_of_an_export_keeps_its_lines_and_language(blocks: Blocks) -> None:
    assert blocks('<pre><code class="language-js">  a &lt; b\n  c</code></pre>') == (
        n.CodeBlock(text="  a < b\n  c", attr=n.Attr(classes=("js",))),
    )


def test_a_frame_of_another_page_stays_as_a_link(read: Read) -> None:
    result = read('<iframe src="/a.html" title="导图"></iframe>')
    (embed,) = result.value.blocks
    assert embed.attr.classes == ("embed",)
    (link,) = embed.blocks[0].content
    assert (link.url, link.content[0].text) == ("/a.html", "导图")
    assert said(result) == [("DF154", 1, 1)]


def test_an_unclosed_element_is_reported_and_loses_nothing(read: Read) -> None:
    result = read("<details>\n<summary>题</summary>\n\n甲\n\n乙")
    assert block_text(result.value.blocks).split() == ["题", "甲", "乙"]
    assert said(result) == [("DF126", 1, 1)]


@pytest.mark.parametrize(
    "source",
    [
        "<td>甲</td>",
        "<li>甲",
        "</div>甲",
        "<table>甲</table>",
        "<ul>甲<li>乙</ul>丙",
        "<dl>甲<dd>乙</dl>",
        "<summary>甲</summary>",
        "<table><tr>甲<td>乙",
        "<div>甲 < 乙 <",
        "<ol><div>甲</div></ol>",
    ],
)
def test_ill_formed_html_loses_no_text(source: str, read: Read) -> None:
    found = block_text(read(source).value.blocks)
    assert [char for char in source if char in "甲乙丙"] == [char for char in found if char in "甲乙丙"]


@pytest.mark.parametrize(
    ("opening", "markers"),
    [
        ("<ol reversed>", ["3.", "2.", "1."]),
        ("<ol reversed start=9>", ["9.", "8.", "7."]),
        ("<ol start=0>", ["0.", "1.", "2."]),
    ],
)
def test_lists_count_down_when_reversed(opening: str, markers: list[str], blocks: Blocks) -> None:
    (made,) = blocks(f"{opening}<li>甲<li>乙<li>丙</ol>")
    assert [entry.marker for entry in made.items] == markers
