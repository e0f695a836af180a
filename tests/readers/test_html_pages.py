"""Whole pages: the article is found, its numbering and text are kept, the furniture goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.model.meta import plain
from docforge.model.text import block_text
from docforge.model.walk import find, strip_positions
from docforge.protocols import ReadOptions, Result
from docforge.readers.html import READER
from docforge.world import MemoryWorld
from readerkit import para, run

VITEPRESS = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>行程 | 笔记</title></head><body>
<div id="app"><nav class="VPNav">导航</nav><div class="VPDoc"><main><div class="vp-doc _a"><div>
<h1 id="行程" tabindex="-1">行程 <a class="header-anchor" href="#行程">\u200b</a></h1>
<ol><li>甲<ol start="3"><li>三</li></ol><li value="5"><p>乙</p></li></ol><hr><ol><li>丙</ol>
<div class="tip custom-block"><p class="custom-block-title">提示</p><p>看。</p></div>
<div class="language-js vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">js</span>
<pre class="shiki"><code><span class="line">let  a</span>
<span class="line">b</span></code></pre></div>
<p>速度<ruby>漢<rt>かん</rt></ruby>&amp;</p></div></div></main>
<footer class="VPDocFooter">编辑此页</footer></div></div></body></html>
"""


def page(text: str | bytes, **options: object) -> Result[n.Document]:
    data = text if isinstance(text, bytes) else text.encode()
    return READER.read(data, "a.html", ReadOptions(**options), MemoryWorld())  # type: ignore[arg-type]


def codes(result: Result[n.Document]) -> list[str]:
    return [item.code for item in result.diagnostics]


def test_a_page_of_a_docs_site_gives_its_article_alone() -> None:
    result = page(VITEPRESS)
    heading, first, rule, second, box, code, last = strip_positions(result.value).blocks
    assert heading == n.Heading(level=1, content=run("行程"), attr=n.Attr(id="行程"))
    assert isinstance(rule, n.Rule)
    assert [item.marker for item in first.items] == ["1.", "5."]
    assert first.items[0].blocks[1].items[0].marker == "3."
    assert [item.marker for item in second.items] == ["1."]
    assert box == n.Div(blocks=(para("看。"),), title=run("提示"), attr=n.Attr(classes=("tip",)))
    assert code == n.CodeBlock(text="let  a\nb", attr=n.Attr(classes=("js",)))
    assert last.content == (n.Text(text="速度"), n.Ruby(pairs=(("漢", "かん"),), kind="mono"), n.Text(text="&"))
    assert result.value.lang == "zh-CN"
    (note,) = [item for item in result.diagnostics if item.code == "DF150"]
    assert note.message == (
        "page furniture left out: 1 copy buttons, 1 language labels, 1 permalinks, 6 characters around the article"
    )


def test_places_are_those_of_the_file() -> None:
    (_, first, *_) = page(VITEPRESS).value.blocks
    lines = VITEPRESS.split("\n")
    at = first.items[1].blocks[0].at
    assert at is not None
    assert lines[at.line - 1][at.column - 1] == "乙"


SITES = {
    "VuePress": '<div class="sidebar">边</div><div class="theme-default-content">{}</div>',
    "VuePress 2": '<div class="vp-sidebar">边</div><main><div vp-content>{}</div></main>',
    "mdBook": '<h1 class="menu-title">书</h1><div id="content"><main>{}</main></div>',
    "MkDocs": '<div class="md-sidebar">边</div><article class="md-content__inner md-typeset">{}</article>',
    "Zenn": '<aside>边</aside><div class="znc">{}</div>',
    "WeChat": '<h1 id="activity-name">题</h1><div id="js_content" style="visibility: hidden;">{}</div><p>赞</p>',
    "government": '<div class="share">分享</div><div class="TRS_Editor">{}</div>',
}


@pytest.mark.parametrize("around", SITES.values(), ids=SITES)
def test_known_sites_keep_their_article_only(around: str) -> None:
    result = page(around.format("<ol><li>甲<li>乙</ol><hr><ol><li>丙</ol>"))
    first, rule, second = result.value.blocks
    assert [len(first.items), len(second.items)] == [2, 1]
    assert isinstance(rule, n.Rule)
    assert "DF151" not in codes(result)


def test_an_article_of_an_unknown_site_is_found_and_said() -> None:
    body = "".join(f"<p>第{k}段的文字写在这里。</p>" for k in range(20))
    result = page(
        f"<body><div class=nav>目录</div><div><div id=x><h1>题</h1>{body}</div></div><footer>页脚</footer></body>"
    )
    assert "DF151" in codes(result)
    assert "目录" not in block_text(result.value.blocks)
    assert len(list(find(result.value.blocks, n.Para))) == 20


def test_title_author_and_date_come_from_where_the_site_says_them() -> None:
    result = page(
        '<meta name="ArticleTitle" content="关于某事的通知"><meta name="PubDate" content="2024-04-23">'
        '<div class="TRS_Editor"><p>正文。</p></div>'
    )
    assert {key: plain(value) for key, value in result.value.meta.items()} == {
        "title": "关于某事的通知",
        "date": "2024-04-23",
    }


def test_pictures_that_load_late_have_their_real_address() -> None:
    result = page('<div id="js_content"><p>图：<img data-src="https://a.example/1.png" src="data:,x"></p></div>')
    (image,) = find(result.value.blocks, n.Image)
    assert image.url == "https://a.example/1.png"


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("gb2312", "gb18030", "简体"),
        ("big5", "big5hkscs", "繁體"),
        ("Shift_JIS", "cp932", "日本語"),
        ("euc-jp", "euc_jp", "日本語"),
        ("euc-kr", "cp949", "한국어"),
    ],
)
def test_encodings_that_pages_declare_are_read_with_a_note(declared: str, codec: str, text: str) -> None:
    source = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}</p>'
    result = page(source.encode(codec))
    assert block_text(result.value.blocks) == text
    assert "DF152" in codes(result)


KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>s</mi></mrow>'
    '<annotation encoding="application/x-tex">\\frac{s}{v}</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true">sv</span></span>'
)
MATHJAX = (
    "<mjx-container><svg><g></g></svg><mjx-assistive-mml><math><mfrac><mi>s</mi><mi>v</mi></mfrac></math>"
    "</mjx-assistive-mml></mjx-container>"
)
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>s</mi><mi>v</mi></mfrac></math>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [(KATEX, n.Math(text="\\frac{s}{v}")), (MATHJAX, n.Math(text="s/v", mathml=MATHML))],
)
def test_a_rendered_formula_is_one_formula(source: str, expected: n.Math) -> None:
    (found,) = strip_positions(page(f"<div class=vp-doc><p>速度为{source}。</p></div>").value).blocks
    assert found.content == (n.Text(text="速度为"), expected, n.Text(text="。"))


@pytest.mark.parametrize(
    "source",
    [
        "<b>甲<p>乙</b>丙",
        "<table>甲<tr>乙<td>丙</table>",
        "<ul><li>甲<ul><li>乙</ul>丙",
        "<p>甲<div>乙</p>丙",
        "<a href=x><div>甲</div>乙</a>丙",
    ],
)
def test_misnested_pages_lose_no_text(source: str) -> None:
    assert sorted(char for char in block_text(page(source).value.blocks) if char in "甲乙丙") == ["丙", "乙", "甲"]


MARKUP = """
<p>|</p>|甲|乙 |<b>|</b>|<table>|<tr>|<td>|</table>|<ul>|<li>|</ul>|<pre>|</pre>|&amp;|&#1;|&#xD800;|<!--|-->|<h1 id=a>
</h1>|<a href=#a>|</a>|<svg>|<math>|<script>|</script>|<ruby>|<rt>|<select>|<option>|<frameset>|<template>|<br>|</div>
<div class=vp-doc>|<details>|<summary>|<![CDATA[|<?x|<textarea>|<mjx-container>|<caption>|<form>|</p >|<x-y>|<p id=a
"""
PARTS = [*MARKUP.strip().replace("\n", "|").split("|"), "\n", "\x00"]
PAGES = st.lists(st.sampled_from(PARTS), max_size=40).map(lambda parts: "".join(parts).encode())


@given(
    st.one_of(st.binary(max_size=120), st.lists(st.sampled_from(PARTS), max_size=40).map(lambda p: "".join(p).encode()))
)
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    result = page(data)
    assert jsonform.decode(jsonform.encode(result.value)) == result.value


@pytest.mark.parametrize(
    "part",
    ["<div>甲", "<b id={}>甲", "<p><b class={}>甲", "<ul><li>甲", "<table><tr><td>甲", "<span>甲"],
)
def test_depth_is_bounded_and_no_text_is_lost(part: str) -> None:
    source = "".join(part.format(k) for k in range(1500))
    assert block_text(page(source).value.blocks).count("甲") == 1500


@given(st.lists(st.sampled_from(["p", "li", "td", "h2", "b", "blockquote", "div", "ruby"]), max_size=12), st.data())
def test_the_text_is_what_another_parser_finds_in_the_article(names: list[str], data: st.DataObject) -> None:
    from lxml import html as lxml_html

    around = {"li": "<ol start=3><li>{}</ol>", "td": "<table><tr><td>{}</table>", "b": "<p><b>{}</b></p>"}
    around["ruby"] = "<p><ruby>漢<rt>かん</rt></ruby>{}</p>"
    parts = []
    for number, name in enumerate(names):
        text = f"第{number}段" + data.draw(st.sampled_from(["&amp;", "", "甲乙", "&#x4e00;", "<i>斜</i>"]))
        parts.append(around.get(name, f"<{name}>{{}}</{name}>").format(text))
    source = f"<nav>导航</nav><div class=vp-doc>{''.join(parts)}。</div>"
    (article,) = lxml_html.document_fromstring(source).find_class("vp-doc")
    document = page(source).value
    found = block_text(document.blocks)
    readings = sum(len(ruby.pairs) for ruby in find(document.blocks, n.Ruby))
    assert "".join(found.split()).replace("かん", "") == "".join(article.text_content().split()).replace("かん", "")
    assert readings == names.count("ruby")


@pytest.mark.parametrize(
    ("shown", "pictures"),
    [
        ('<noscript><img src="https://a.example/1.png"></noscript>', ["https://a.example/1.png"]),
        ('<img src="data:image/gif;base64,R0lGOD"><noscript><img src="https://a.example/1.png"></noscript>',
         ["https://a.example/1.png"]),
        ('<noscript><img src="https://a.example/1.png"></noscript><img class="lazy" data-original="1.png">',
         ["https://a.example/1.png"]),
        ('<img src="a_files/1.png"><noscript><img src="https://a.example/1.png?w=9"></noscript>', ["a_files/1.png"]),
        ('<img src="2.png"><noscript><img src="1.png"></noscript>', ["2.png", "1.png"]),
        ('<noscript><img height="1" width="1" src="https://count.example/tr"></noscript>', []),
    ],
)  # fmt: skip
def test_a_picture_for_readers_without_scripts_is_read_once(shown: str, pictures: list[str]) -> None:
    result = page(f"<html><body><article><p>前文。</p><div>{shown}</div><p>后文。</p></article></body></html>")
    assert [image.url for image in find(result.value.blocks, n.Image)] == pictures


def test_words_for_readers_without_scripts_are_read_and_a_plea_for_scripts_is_quoted() -> None:
    result = page("<p>前文。</p><noscript><p>全文。</p></noscript><noscript>Please enable JavaScript.</noscript>")
    assert block_text(result.value.blocks).split() == ["前文。", "全文。"]
    (note,) = [item for item in result.diagnostics if item.code == "DF150"]
    assert '1 <noscript> "Please enable JavaScript."' in note.message


def test_what_the_head_holds_for_readers_without_scripts_stays_in_the_head() -> None:
    result = page("<head><noscript><p>请打开</p></noscript><title>题</title></head><body><p>文。</p></body>")
    assert block_text(result.value.blocks) == "文。"


def test_noscript_within_noscript_has_a_limit() -> None:
    result = page("<body>" + "<noscript>" * 5_000 + "<p>底</p>")
    assert block_text(result.value.blocks) == "底"
    assert "DF114" in codes(result)
