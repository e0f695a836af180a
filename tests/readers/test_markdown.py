"""One small case for each construct of Markdown and its extensions."""

from __future__ import annotations

from typing import Literal

import pytest

from docforge.model import nodes as n
from readerkit import Blocks, Inlines, Read, item, para, run, said


def text(value: str) -> n.Text:
    return n.Text(text=value)


def ordered(*items: n.ListItem, start: int = 1, delimiter: str = "Period") -> n.Ordered:
    return n.Ordered(items=items, start=start, style="Decimal", delimiter=delimiter)


# ---------------------------------------------------------------- lists


def test_each_item_keeps_its_own_marker(blocks: Blocks) -> None:
    assert blocks("3. 甲\n5. 乙\n9. 丙") == (ordered(item("3.", "甲"), item("5.", "乙"), item("9.", "丙"), start=3),)


def test_markers_that_go_back_stay_as_typed(blocks: Blocks) -> None:
    (listing,) = blocks("1. 甲\n2. 乙\n\n1. 丙\n2. 丁")
    assert [entry.marker for entry in listing.items] == ["1.", "2.", "1.", "2."]


def test_another_delimiter_begins_another_list(blocks: Blocks) -> None:
    first, second = blocks("1. 甲\n2) 乙")
    assert first == ordered(item("1.", "甲"))
    assert second == ordered(item("2)", "乙"), start=2, delimiter="OneParen")


def test_a_year_at_a_line_start_is_a_marker(blocks: Blocks) -> None:
    assert blocks("2024. 年份") == (ordered(item("2024.", "年份"), start=2024),)


@pytest.mark.parametrize("line", ["1.近日", "1、近日", "（1）近日", "１．近日", "① 近日", "1.\u00a0近日"])
def test_typed_labels_are_text(line: str, inlines: Inlines) -> None:
    assert inlines(line) == run(line)


def test_a_break_between_lists_is_a_rule(blocks: Blocks) -> None:
    assert blocks("1. 甲\n\n------\n\n1. 乙") == (ordered(item("1.", "甲")), n.Rule(), ordered(item("1.", "乙")))


def test_dashes_right_under_a_paragraph_make_a_heading(blocks: Blocks) -> None:
    assert blocks("甲\n------") == (n.Heading(level=2, content=run("甲")),)


def test_a_paragraph_flush_left_ends_the_list(blocks: Blocks) -> None:
    assert blocks("1. 甲\n\n甲的补充。\n\n2. 乙") == (
        ordered(item("1.", "甲")),
        para("甲的补充。"),
        ordered(item("2.", "乙"), start=2),
    )


def test_an_indented_paragraph_belongs_to_its_item(blocks: Blocks) -> None:
    (listing,) = blocks("1. 1、国体\n\n   ：国体即国家性质。")
    assert listing.items[0].blocks == (para("1、国体"), para("：国体即国家性质。"))


def test_task_items_are_checked_or_not(blocks: Blocks) -> None:
    assert blocks("- [ ] 待办\n- [x] 已办\n- 无") == (
        n.Bullets(items=(item("-", "待办", checked=False), item("-", "已办", checked=True), item("-", "无"))),
    )


# ---------------------------------------------------------------- notes, definitions, tables


def test_notes_stand_in_the_order_of_their_first_call(read: Read) -> None:
    document = read("乙[^b]甲[^a]再[^b]\n\n[^a]: 注甲\n\n[^b]: 注乙\n\n    第二段").value
    assert list(document.notes) == ["b", "a"]
    assert [call.to for call in document.blocks[0].content if isinstance(call, n.NoteRef)] == ["b", "a", "b"]
    assert [block.content[0].text for block in document.notes["b"]] == ["注乙", "第二段"]


def test_a_note_may_stand_in_the_line(read: Read) -> None:
    document = read("甲^[注 *强*]。").value
    (name,) = document.notes
    assert document.blocks[0].content[1].to == name
    assert [type(node).__name__ for node in document.notes[name][0].content] == ["Text", "Emph"]


def test_a_note_that_is_defined_nowhere_stays_text(read: Read) -> None:
    result = read("甲[^x]乙\n\n[^y]: 注")
    assert "".join(node.text for node in result.value.blocks[0].content) == "甲[^x]乙"
    assert ("DF123", 1, 2) in said(result)


def test_a_note_that_nothing_calls_is_kept_at_the_end(read: Read) -> None:
    result = read("甲\n\n[^y]: 注")
    kept = result.value.blocks[-1]
    assert isinstance(kept, n.Div)
    assert kept.blocks[0].content[0].text == "注"
    assert [code for code, *_ in said(result)] == ["DF121"]


def test_a_second_note_of_one_label_stays_where_it_stands(read: Read) -> None:
    result = read("甲[^a]\n\n[^a]: 一\n\n[^a]: 二")
    assert result.value.notes["a"][0].content[0].text == "一"
    assert isinstance(result.value.blocks[1], n.Div)
    assert ("DF122", 5, 1) in said(result)


def test_terms_with_their_definitions(blocks: Blocks) -> None:
    assert blocks("术语\n: 一\n: 二") == (
        n.Terms(items=(n.Definition(run("术语"), ((para("一", tight=True),), (para("二", tight=True),))),)),
    )


def test_a_table_keeps_cells_beyond_its_header(blocks: Blocks) -> None:
    (table,) = blocks("| a | b |\n|:--|--:|\n| 1 \\| 2 | `x\\|y` | 多 |")
    assert [column.align for column in table.columns] == ["left", "right", "default"]
    (row,) = table.bodies[0].rows
    assert [cell.blocks[0].content for cell in row.cells] == [run("1 | 2"), (n.Code(text="x|y"),), run("多")]
    assert [len(row.cells) for row in table.head.rows] == [3]


# ---------------------------------------------------------------- attributes


def test_attributes_of_headings_code_images_links_and_spans(blocks: Blocks) -> None:
    heading, paragraph, code = blocks(
        '# 题 {#id .a lang=ja k="v w"}\n\n[跨]{.s} ![i](p){width=50%} [l](u){#l} `c`{.k}\n\n```py {#f .n}\nx\n```'
    )
    assert heading.content == run("题")
    assert heading.attr == n.Attr("id", ("a",), "ja", (("k", "v w"),))
    span, _, image, _, link, _, inline_code = paragraph.content
    assert span == n.Span(content=run("跨"), attr=n.Attr(classes=("s",)))
    assert image.attr == n.Attr(pairs=(("width", "50%"),))
    assert link.attr == n.Attr(id="l")
    assert inline_code.attr == n.Attr(classes=("k",))
    assert code.attr == n.Attr("f", ("py", "n"))


def test_attributes_of_blocks_stand_before_them_or_at_their_end(blocks: Blocks) -> None:
    assert blocks("{#k .a}\n段\n\n段 {.b}\n\n段\n{.c}\n\n{.d}\n- 项") == (
        para("段", attr=n.Attr("k", ("a",))),
        para("段", attr=n.Attr(classes=("b",))),
        para("段", attr=n.Attr(classes=("c",))),
        n.Bullets(items=(item("-", "项"),), attr=n.Attr(classes=("d",))),
    )


def test_braces_of_other_kinds_are_text(inlines: Inlines) -> None:
    assert inlines("集合 {a=1}") == run("集合 {a=1}")
    assert inlines("{}、{ }、{甲}、{a|b}") == run("{}、{ }、{甲}、{a|b}")


def test_event_handlers_never_become_attributes(inlines: Inlines) -> None:
    assert inlines("[甲]{.a onclick=x}") == (n.Span(content=run("甲"), attr=n.Attr(classes=("a",))),)


def test_attributes_without_a_block_are_reported(read: Read) -> None:
    assert said(read("甲\n\n{.end}")) == [("DF129", 3, 1)]


def test_what_stands_behind_a_fence_is_kept(blocks: Blocks) -> None:
    assert blocks("```js{1,3} [a.js]\nx\n```") == (
        n.CodeBlock(text="x", attr=n.Attr(classes=("js",), pairs=(("info", "{1,3} [a.js]"),))),
    )


# ---------------------------------------------------------------- containers


def test_a_container_takes_its_title_from_the_opening_line(blocks: Blocks) -> None:
    assert blocks(":::info （某地）从**四个**选项中：\n甲\n:::\n乙") == (
        n.Div(
            blocks=(para("甲"),),
            title=run("（某地）从", n.Strong(content=run("四个")), "选项中："),
            attr=n.Attr(classes=("info",)),
        ),
        para("乙"),
    )


def test_containers_nest(blocks: Blocks) -> None:
    (outer,) = blocks(":::: outer\n甲\n\n::: inner {#k}\n乙\n:::\n::::")
    assert outer.blocks == (para("甲"), n.Div(blocks=(para("乙"),), attr=n.Attr("k", ("inner",))))


def test_an_unclosed_container_keeps_what_follows_and_is_reported(read: Read) -> None:
    result = read("甲\n\n::: tip\n乙\n\n丙")
    assert len(result.value.blocks[1].blocks) == 2
    assert said(result) == [("DF115", 3, 1)]


def test_a_container_ends_with_the_item_it_stands_in(read: Read) -> None:
    result = read("- ::: tip\n  甲\n- 乙")
    (listing,) = result.value.blocks
    assert len(listing.items) == 2
    assert said(result) == [("DF115", 1, 3)]


def test_a_stray_end_of_a_container_is_reported(read: Read) -> None:
    assert said(read("甲\n\n:::")) == [("DF116", 3, 1)]


@pytest.mark.parametrize("line", ["[TOC]", "[[toc]]", "@[toc]", "[toc]"])
def test_a_place_for_a_table_of_contents(line: str, blocks: Blocks) -> None:
    assert blocks(line) == (n.Contents(),)


@pytest.mark.parametrize("what", ["figures", "tables"])
def test_a_place_for_a_list_of_captions(what: Literal["figures", "tables"], blocks: Blocks) -> None:
    assert blocks(f"[[{what}]]") == (n.Contents(what=what),)


def test_a_paragraph_after_a_table_that_begins_with_a_colon_is_its_caption(blocks: Blocks) -> None:
    (table,) = blocks("| a |\n|---|\n| 1 |\n\n: 各村**人口** {#people}\n")
    assert isinstance(table, n.Table)
    assert table.caption.blocks == (n.Para((n.Text("各村"), n.Strong((n.Text("人口"),))), tight=True),)
    assert table.attr.id == "people"


def test_a_colon_without_a_table_or_a_blank_begins_plain_text(blocks: Blocks) -> None:
    assert [type(block) for block in blocks("| a |\n|---|\n| 1 |\n\n:丁\n\n丙")] == [n.Table, n.Para, n.Para]
    assert [type(block) for block in blocks("> 甲\n\n: 乙")] == [n.Quote, n.Para]


# ---------------------------------------------------------------- formulas, ruby, images, links


def test_formulas_stand_between_dollars(blocks: Blocks) -> None:
    assert blocks("甲$a+b$乙\n\n$$\nx^2\n$$") == (
        para("甲", n.Math(text="a+b"), "乙"),
        para(n.Math(text="x^2", display=True)),
    )


@pytest.mark.parametrize("line", ["价格$5到$10", "$5，$6", "花了$ 5 $", "\\$a\\$"])
def test_amounts_of_money_are_no_formulas(line: str, inlines: Inlines) -> None:
    assert inlines(line) == run(line.replace("\\", ""))


def test_a_formula_that_begins_a_line_ending_in_a_digit_is_one(inlines: Inlines) -> None:
    assert inlines("$x$ = 1") == (n.Math(text="x"), text(" = 1"))


def test_ruby_in_both_notations(inlines: Inlines) -> None:
    group = n.Ruby(pairs=(("漢字", "かんじ"),))
    mono = n.Ruby(pairs=(("東", "とう"), ("京", "きょう")), kind="mono")
    assert inlines("{漢字|かんじ}") == (group,)
    assert inlines("{東京|とう|きょう}") == (mono,)
    assert inlines("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>") == (group,)
    assert inlines("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>") == (mono,)


def test_ruby_with_the_wrong_number_of_readings_stays_text(inlines: Inlines) -> None:
    assert inlines("{漢字|か|ん|じ}") == run("{漢字|か|ん|じ}")


def test_an_image_alone_with_a_title_is_a_figure(blocks: Blocks) -> None:
    assert blocks('![替代](p.png "题注")') == (
        n.Figure(
            blocks=(para(n.Image(content=run("替代"), url="p.png"), tight=True),),
            caption=n.Caption(blocks=(para("题注", tight=True),)),
        ),
    )
    assert blocks("![替代](p.png)") == (para(n.Image(content=run("替代"), url="p.png")),)


def test_addresses_stay_as_typed(inlines: Inlines) -> None:
    assert inlines("[甲](<https://a.b/政治 理论#段>)") == (n.Link(content=run("甲"), url="https://a.b/政治%20理论#段"),)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "java&#9;script:x", "vbscript:x", "data:text/html;base64,x"]
)
def test_addresses_that_run_scripts_are_refused_and_the_text_kept(url: str, read: Read) -> None:
    result = read(f"甲[文字]({url})乙 ![图]({url})")
    assert "".join(node.text for node in result.value.blocks[0].content) == "甲文字乙 图"
    assert [code for code, *_ in said(result)] == ["DF117", "DF117"]


def test_a_raster_picture_may_be_in_its_address_and_an_svg_may_not(read: Read) -> None:
    assert read("![a](data:image/png;base64,AA)").diagnostics == ()
    assert said(read("![a](data:image/svg+xml,AA)")) == [("DF117", 1, 1)]


def test_a_link_that_shows_nothing_shows_its_address(inlines: Inlines) -> None:
    assert inlines("[](http://a.b)") == (n.Link(content=run("http://a.b"), url="http://a.b"),)
    assert inlines("[](#s2p7)") == (n.Link(content=(), url="#s2p7"),)


def test_highlight_is_read_only_when_asked_for(inlines: Inlines) -> None:
    assert inlines("以==恒定==的") == run("以==恒定==的")
    mark = n.Span(content=run("恒定"), attr=n.Attr(classes=("mark",)))
    assert inlines("以==恒定==的", notations=("mark",)) == run("以", mark, "的")


def test_prose_indented_by_four_blanks_is_code_and_noted(read: Read) -> None:
    result = read("    近日，城市举办读书节。")
    assert isinstance(result.value.blocks[0], n.CodeBlock)
    assert said(result) == [("DF124", 1, 5)]
    assert read("    x = 1").diagnostics == ()


def test_ragged_quotation_marks_are_one_quotation(blocks: Blocks) -> None:
    (quote,) = blocks("> `例`：计划火烧。\n  > A.阻断火势  \n > B.清理枯木\n   > C.改变土壤")
    assert isinstance(quote, n.Quote)
    texts = [node.text for node in quote.blocks[0].content if isinstance(node, n.Text)]
    assert texts == ["：计划火烧。", "A.阻断火势", "B.清理枯木", "C.改变土壤"]


def test_a_container_without_a_blank_holds_its_image(blocks: Blocks) -> None:
    image = n.Image(content=run("图"), url="https://img.example/1.png")
    assert blocks(":::info （某地）选择：\n![图](https://img.example/1.png)\n:::") == (
        n.Div(blocks=(para(image),), title=run("（某地）选择："), attr=n.Attr(classes=("info",))),
    )


def test_heading_levels_stay_those_of_the_source(blocks: Blocks) -> None:
    assert blocks("# 行程\n### 一、基本公式") == (
        n.Heading(level=1, content=run("行程")),
        n.Heading(level=3, content=run("一、基本公式")),
    )
