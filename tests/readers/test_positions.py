"""Every node knows where it began: the source at that place begins with what the node is written as."""

from __future__ import annotations

from typing import Any

import pytest

from docforge.model import nodes as n
from docforge.model.walk import iterate
from readerkit import Read

SAMPLES = {
    "a list in a quotation": "> - 甲 **乙** *丙*\n>   续行 `码` ***粗斜***\n>\n"
    '>   > 1. 深 [链](u "t")\n>   >    续 ![图](p) 字\n',
    "lists with tabs": "-\ttab 项\n\t续 *强* \\* 转 &amp; 实\n\n10.\t甲 `乙`\n",
    "lists in lists": "* a\n  1. b **b _c_ d**\n     c ~~d~~\n     - e $x$ f\n",
    "a table": "甲\n\n| 左 *a* | `b` | c \\| **d** |\n|:--|--|--:|\n| [x](y) | ![z](w) |\n| 1 | 2 | 3 | *4* |\n",
    "a table in an item": "1. 甲\n\n   | *a* | b |\n   |---|---|\n   | c | **d** |\n",
    "headings": "Setext *title*\n多 **行**\n------\n\n## 闭合 *b* ##\n\n> # 引 `c`\n",
    "a definition list": "术语 *t*\n: 定义 **x**\n  续 `y`\n\n    块 *z*\n",
    "notes": "[^n]: 注 *a*\n\n    注二 **b**\n\n见[^n] ^[内 **注** `c`] 后\n",
    "links": "<https://a.b/> 后 [甲 *乙*](u) 再 [ref] [跨 *度*]{.c} *末*\n\n[ref]: http://x\n",
    "html in a line": "前 <b>x *y*</b> <kbd>K</kbd> <ruby>漢<rt>かん</rt></ruby> {漢字|かんじ} *z*\n",
    "html blocks": '- <div class="a">\n  文字 <em>强</em> &lt; 后<br>\n  第二行 <b>三</b>\n'
    "  <ul><li>项 <b>一</b><li>项二</ul>\n  </div>\n",
    "hard breaks": "line one  \nline two\\\nthree *x*\n",
    "containers": "::: tip 标题 *x*\n- 正文 **b**\n:::\n",
    "after front matter": "---\ntitle: 题\n---\n\n- 甲 *乙*\n",
    "beyond the first plane": "𠮷野 *家* 𠮷 **屋**\n",
    "typed indents": "1.   近日 *强*\n2.   4 月22 日 **粗**\n",
}

WRITTEN_AS: dict[type, tuple[str, ...]] = {
    n.Strong: ("**", "__", "<b>", "<strong"),
    n.Emph: ("*", "_", "<em", "<i"),
    n.Strike: ("~~",),
    n.Link: ("[", "<http"),
    n.Image: ("![",),
    n.Code: ("`",),
    n.Math: ("$",),
    n.Ruby: ("{", "<ruby"),
    n.NoteRef: ("[^", "^["),
    n.Quote: (">",),
    n.Table: ("|",),
    n.Span: ("[", "<"),
    n.Div: (":::", "<"),
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_the_source_at_a_node_begins_with_the_node(text: str, read: Read) -> None:
    lines = text.split("\n")
    seen = 0
    for node in iterate(read(text).value):
        if not isinstance(node, n.Node | n.ListItem) or isinstance(node, n.MetaString):
            continue
        at = node.at
        assert at is not None, f"{node} has no place"
        rest = lines[at.line - 1][at.column - 1 :]
        assert rest.startswith(_written(node)), f"{type(node).__name__} at {at.line}:{at.column}: {rest!r}"
        seen += 1
    assert seen > 3


def _written(node: Any) -> tuple[str, ...]:
    match node:
        case n.Text(text=text):
            # An entity or an escape stands for its first character.
            return (text[0], "&", "\\")
        case n.ListItem(marker=marker):
            return (marker or "<li",)
        case n.Break(hard=True):
            return ("\\", " ", "<br", "")
        case n.Heading(level=level):
            return ("#" * level, "Setext")
        case _:
            return WRITTEN_AS.get(type(node), ("",))


def test_columns_count_code_points_from_one(read: Read) -> None:
    (paragraph,) = read("𠮷 *a*").value.blocks
    assert paragraph.content[1].at == n.Position(1, 3)


def test_only_line_feeds_and_carriage_returns_end_a_line(read: Read) -> None:
    document = read("甲\u2028乙\r\n\r\n丙\r\r丁\x85戊").value
    assert [block.at.line for block in document.blocks] == [1, 3, 5]
