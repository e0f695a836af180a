"""Shapes of real notes that reading settles: formulas, switches, cards, frames, blanks, names of code blocks."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find, strip_positions
from docforge.protocols import ReadOptions
from docforge.readers.elements.names import color_role
from docforge.readers.markdown import READER as MARKDOWN
from docforge.world import MemoryWorld
from readerkit import Blocks, Inlines, Read, para, run, said

MATHJAX = (
    "<mjx-container><svg><path d='M0'></path></svg><mjx-assistive-mml><math><mfrac><mi>s</mi><mi>v</mi></mfrac></math>"
    "</mjx-assistive-mml></mjx-container>"
)
KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mi>s</mi><annotation '
    'encoding="application/x-tex">\\frac{s}{v}</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true"><span>s</span><span>v</span></span></span>'
)
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>s</mi><mi>v</mi></mfrac></math>'


def test_a_formula_that_mathjax_drew_is_one_formula(inlines: Inlines, read: Read) -> None:
    assert inlines(f"速度为{MATHJAX}。") == (
        n.Text(text="速度为"),
        n.Math(text="s/v", mathml=MATHML),
        n.Text(text="。"),
    )
    assert read(f"速度为{MATHJAX}。").diagnostics == ()


def test_a_formula_that_katex_drew_is_its_tex(inlines: Inlines) -> None:
    assert inlines(f"甲{KATEX}乙") == (n.Text(text="甲"), n.Math(text="\\frac{s}{v}"), n.Text(text="乙"))


def test_formulas_inside_html_blocks(blocks: Blocks) -> None:
    (paragraph,) = blocks(f"<p>速度{MATHJAX}</p>")
    assert paragraph.content == (n.Text(text="速度"), n.Math(text="s/v", mathml=MATHML))


def test_a_formula_that_is_never_closed_keeps_its_text(read: Read) -> None:
    assert "s" in block_text(read("甲<math><mi>s</mi>乙").value.blocks)


def test_a_container_without_a_blank_has_its_line_as_title(blocks: Blocks) -> None:
    assert blocks(":::info （某地）从所给四个选项中：\n看\n:::") == (
        n.Div(blocks=(para("看"),), title=run("（某地）从所给四个选项中："), attr=n.Attr(classes=("info",))),
    )


def test_quotation_markers_of_any_indent_make_one_quotation(blocks: Blocks) -> None:
    (quote,) = blocks("> 甲是有目的的烧除。\n  > A.阻断火势  \n > B.清理枯木\n   > C.改变土壤")
    assert isinstance(quote, n.Quote)
    assert block_text(quote.blocks).split() == ["甲是有目的的烧除。", "A.阻断火势", "B.清理枯木", "C.改变土壤"]


def test_equals_signs_highlight_on_vitepress_only(inlines: Inlines) -> None:
    marked = n.Span(content=run("恒定"), attr=n.Attr(classes=("mark",)))
    assert inlines("以==恒定==的", site="vitepress") == (n.Text(text="以"), marked, n.Text(text="的"))
    assert inlines("以==恒定==的") == run("以==恒定==的")


@pytest.mark.parametrize("source", ["&nbsp;", "<br>", "<p>&nbsp;</p>", "<p><br></p>", "&emsp;&emsp;"])
def test_paragraphs_of_blanks_go_with_a_note(source: str, read: Read) -> None:
    result = read(f"甲\n\n{source}\n\n乙")
    assert strip_positions(result.value).blocks == (para("甲"), para("乙"))
    assert [item.code for item in result.diagnostics] in (["DF153"], ["DF402"])


def test_a_line_of_wide_blanks_stays_as_a_place_to_fill_in(read: Read) -> None:
    (_, line, _) = read("甲\n\n&emsp;&emsp;&emsp;&emsp;\n\n乙").value.blocks
    assert line.content[0].text == "\u2003" * 4


def test_blanks_to_fill_in_stay(inlines: Inlines) -> None:
    assert isinstance(inlines("<u>　　</u>")[0], n.Underline)


def test_each_block_of_a_code_group_has_its_name(blocks: Blocks) -> None:
    (group,) = blocks("::: code-group\n```js [config.js]\na\n```\n```ts{1} [config.ts]\nb\n```\n:::")
    assert [code.title for code in group.blocks] == [run("config.js"), run("config.ts")]
    assert group.blocks[0].blocks == (n.CodeBlock(text="a", attr=n.Attr(classes=("js",))),)
    assert group.blocks[1].blocks[0].attr.pairs == (("info", "{1}"),)


def test_a_fence_with_the_name_of_its_file_has_it_as_title(blocks: Blocks) -> None:
    for source, site in (('```js title="a.js" {1}\nx\n```', "mkdocs"), ("```js:a.js\nx\n```", "zenn")):
        (box,) = blocks(source, site=site)
        assert isinstance(box, n.Div)
        assert (box.title, box.attr.classes) == (run("a.js"), ("code",))
        assert box.blocks[0].attr.classes == ("js",)
    (code,) = blocks("```js:a.js\nx\n```")
    assert isinstance(code, n.CodeBlock)


def test_panels_of_components_have_their_names(read: Read) -> None:
    source = (
        '<CodeGroup>\n<CodeGroupItem title="npm">\n\n```sh\nnpm i\n```\n\n</CodeGroupItem>\n</CodeGroup>\n\n'
        '<Tabs>\n<TabItem value="a" label="甲">文</TabItem>\n<TabItem value="b">字</TabItem>\n</Tabs>\n\n后。'
    )
    result = read(source)
    *panels, after = strip_positions(result.value).blocks
    assert [(panel.title, block_text(panel.blocks).strip()) for panel in panels] == [
        (run("npm"), "npm i"), (run("甲"), "文"), (run("b"), "字"),
    ]  # fmt: skip
    assert after == para("后。")
    assert result.diagnostics == ()


def test_an_image_with_its_size(inlines: Inlines) -> None:
    sized = inlines('见![图](/a.png "题" =250x)')[1]
    assert sized == n.Image(run("图"), "/a.png", "题", n.Attr(pairs=(("width", "250"),)))
    assert inlines("![](a.png =50%x20)")[0].attr.pairs == (("width", "50%"), ("height", "20"))
    assert inlines("![](a.png =x)") == run("![](a.png =x)")


def test_a_quotation_with_githubs_sign_is_a_box(read: Read) -> None:
    source = "> [!NOTE]\n> 提示\n\n> [!warning] 自定**标题**\n> 警告\n>\n> 又\n\n> [!X] 引\n\n> 引\n>\n> [!NOTE] 文\n"
    note, warning, other, quoted = strip_positions(read(source).value).blocks
    assert note == n.Div((para("提示"),), attr=n.Attr(classes=("note",)))
    title = (n.Text("自定"), n.Strong(run("标题")))
    assert warning == n.Div((para("警告"), para("又")), title, n.Attr(classes=("warning",)))
    assert isinstance(other, n.Quote)
    assert block_text((other,)) == "[!X] 引"
    assert isinstance(quoted, n.Quote)


def test_boxes_and_tabs_of_mkdocs(read: Read) -> None:
    source = (
        '!!! note "题"\n    甲\n\n    - 乙\n\n        !!! bug\n            丙\n\n??? question "折"\n    丁\n\n'
        '=== "一"\n\n    ```py\n    x\n    ```\n\n!!! warning ""\n    戊\n己\n'
    )
    result = read(source, site="mkdocs")
    note, folded, tab, warning, after = strip_positions(result.value).blocks
    assert (note.title, note.attr.classes, note.blocks[0]) == (run("题"), ("note",), para("甲"))
    inner = note.blocks[1].items[0].blocks[1]
    assert (inner.title, inner.attr.classes, inner.blocks) == (run("Bug"), ("danger", "bug"), (para("丙"),))
    assert folded == n.Div((para("丁"),), run("折"), n.Attr(classes=("details", "question")))
    assert tab == n.Div((n.CodeBlock("x", n.Attr(classes=("py",))),), run("一"), n.Attr(classes=("panel",)))
    assert warning == n.Div((para("戊"),), attr=n.Attr(classes=("warning",)))
    assert after == para("己")
    assert said(read("!!! note\n    甲 {{< x\n\n    <b\n", site="mkdocs")) == said(read("甲", site="mkdocs"))
    assert isinstance(read('!!! note "题"\n', site="vitepress").value.blocks[0], n.Para)


def test_html_in_a_container_ends_where_the_container_ends(read: Read) -> None:
    result = read("::: raw\n<div>甲</div>\n:::\n\n乙\n\n<div>\n:::\n</div>\n")
    box, after, *_ = strip_positions(result.value).blocks
    assert box == n.Div((para("甲"),), attr=n.Attr(classes=("raw",)))
    assert after == para("乙")
    assert [code for code, line, _ in said(result) if line < 4] == []


def test_comments_that_colour_a_line_of_code_are_no_code_on_sites_that_know_them(blocks: Blocks) -> None:
    source = "```ts\na // [!code focus]\n<b> <!-- [!code ++] -->\nc // [!x]\n```"
    assert blocks(source, site="vitepress")[0].text == "a\n<b>\nc // [!x]"
    assert blocks(source)[0].text.startswith("a // [!code")


def test_a_message_that_alerts(blocks: Blocks) -> None:
    (box, other) = blocks(":::message alert\n注意してください。\n:::\n\n:::message\n注。\n:::")
    assert box == n.Div(blocks=(para("注意してください。"),), attr=n.Attr(classes=("warning", "alert")))
    assert other.attr.classes == ("message",)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("https://notes.example/card", "https://notes.example/card"),
        ("<https://notes.example/card>", "https://notes.example/card"),
        ("@[card](https://notes.example/card)", "https://notes.example/card"),
        ("@[youtube](abc)", "https://www.youtube.com/watch?v=abc"),
    ],
)
def test_an_address_alone_is_a_card_on_zenn(source: str, url: str, blocks: Blocks) -> None:
    (card,) = blocks(source, site="zenn")
    assert card.attr.classes == ("card",)
    assert card.blocks[0].content == (n.Link(content=run(url), url=url),)
    assert not list(find(blocks(source), n.Div))


def test_frames_are_links_with_one_warning(read: Read) -> None:
    result = read(
        '<iframe src="/思维导图/a.html" width="100%"></iframe>\n\n甲\n\n<iframe src="b.html" title="图"></iframe>'
    )
    first, _, second = result.value.blocks
    assert [(div.attr.classes, div.blocks[0].content[0].url) for div in (first, second)] == [
        (("embed",), "/思维导图/a.html"),
        (("embed",), "b.html"),
    ]
    assert block_text((second,)).strip() == "图"
    assert [place for place in said(result) if place[0] == "DF154"] == [("DF154", 1, 1)]


def test_a_badge_shows_its_text(read: Read) -> None:
    result = read('甲 <Badge type="tip" text="新" /> <Badge text="旧" />')
    assert block_text(result.value.blocks) == "甲 新 旧"
    assert [item.code for item in result.diagnostics] == ["DF118"]


ROLES = {
    "#dd0000": "red",
    "#D00": "red",
    "blue": "blue",
    "rgb(0, 128, 0)": "green",
    "#888888": "gray",
    "#ff8c00": "orange",
    "#8000ff": "purple",
    "#000": "",
    "#ffffff": "",
    "nonsense": "",
}


@pytest.mark.parametrize(("color", "role"), ROLES.items())
def test_colours_have_roles_by_their_hue(color: str, role: str) -> None:
    assert color_role(color) == role


def test_a_mark_goes_on_over_the_paragraphs_it_holds(blocks: Blocks) -> None:
    first, second = blocks('<div><b id="x"><p>甲</p><p>乙</p></b></div>')
    assert first.content == (n.Strong(content=run("甲")),)
    assert second.content == (n.Strong(content=run("乙")),)


def test_shortcodes_of_emoji_are_read_on_sites_that_use_them(inlines: Inlines) -> None:
    assert inlines("好 :tada: :nope: 10:30:00", site="vitepress") == run("好 🎉 :nope: 10:30:00")
    assert inlines("好 :tada:") == run("好 :tada:")


@pytest.mark.parametrize(("site", "source"), [("mkdocs", r"甲\(a_1*b*\)乙"), ("mdbook", r"甲\\(a_1*b*\\)乙")])
def test_latex_brackets_hold_formulas_on_sites_that_use_them(site: str, source: str, inlines: Inlines) -> None:
    assert inlines(source, site=site) == (n.Text(text="甲"), n.Math(text="a_1*b*"), n.Text(text="乙"))
    assert not list(find(inlines(source), n.Math))


def test_modules_of_mdx_are_left_out_and_expressions_stay() -> None:
    source = "import A from './a'\nimport B from './b'\n\n# 题\n\nimport 是一个词。{{ a }}\n\nexport const a = 1\n"
    result = MARKDOWN.read(source.encode(), "a.mdx", ReadOptions(), MemoryWorld())
    assert block_text(result.value.blocks).split() == ["题", "import", "是一个词。{{", "a", "}}"]
    assert [(item.code, item.line) for item in result.diagnostics] == [("DF119", 1), ("DF119", 8)]
