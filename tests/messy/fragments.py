"""Blocks of Markdown and of the HTML in it, one of a kind; «N» is a number that no other has."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

FRAGMENTS = (
    "甲乙丙丁，戊己庚辛。\n",
    "Plain words with *emphasis* and **strong words** and `code x`.\n",
    "- 一\n- 二\n\n  续段\n\n  ```py\n  x = 1\n  ```\n- 三\n",
    "1. 子\n   - 丑\n     1. 寅\n2. 卯\n",
    "> 引文甲\n>\n> - 列\n>\n> > 内引\n",
    "| 左 | 右 |\n|:--|--:|\n| a `b` | **c** [链](https://x.example) |\n| d |\n",
    '```js\nlet s = "<b>" // 注释\n```\n',
    "![描述](chart.png)\n",
    '行内![小图](chart.png "题")之后。\n',
    "一行  \n二行\\\n三行\n",
    "<div>块内 <b>粗</b> 字</div>\n",
    '<p align="center">中<br>行</p>\n',
    "<table><tr><th colspan=2>合</th></tr><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>\n",
    "<ul><li>一<li>二</ul>\n",
    "<dl><dt>词</dt><dd>义</dd></dl>\n",
    "<details><summary>题</summary>\n\n- 项\n\n文\n\n</details>\n",
    '<figure><img src="chart.png" alt="说"><figcaption>图注</figcaption></figure>\n',
    "<blockquote>引<footer>出处</footer></blockquote>\n",
    "<center>居中 <u>下</u></center>\n",
    "<pre>  a\n b</pre>\n",
    "<span style='color:red'>红</span><sup>上</sup><sub>下</sub><kbd>K</kbd>\n",
    "<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>\n",
    "::: tip 题目\n提示内文\n\n- 列\n:::\n",
    "术语\n: 定义一\n\n    第二段\n",
    "文[^«N»]。\n\n[^«N»]: 注文**粗**。\n",
    "- [ ] 待办\n- [x] 完成\n",
    "~~删~~ H<sub>2</sub>O https://example.org/a_b 后\n",
    "$$\na^2 + b\n$$\n",
    "公式 $x_1$ 与 $5 价 10$ 元\n",
    "## 二级标题 `代码` **粗** {#id«N» .cls}\n",
    "***\n",
    "标题式\n------\n",
    "（一）事\n\n（二）物\n",
    "A. 甲项\n\nB. 乙项\n",
    "1) 一\n2) 二\n\n3. 三\n",
    "*   宽列\n\n    - 内列\n\n      深段\n",
    "<!-- 注释 -->\n\n之后\n",
    '[参][r]与[r]。\n\n[r]: https://x.example "题"\n',
    "\\*不是强调\\* &amp; &lt; &copy; &#x4e2d;\n",
    "* 项一\n+ 项二\n- 项三\n",
    "<https://a.example> <m@x.example>\n",
    "2024. 年份起头。\n",
    "正文\n# 紧接标题\n正文二\n",
    "|单列|\n|-|\n|值|\n",
    "<font color=red>色</font>字\n",
    "<p>段一<p>段二\n",
    "<ol start=5><li>五<li value=9>九</ol>\n",
    "词<wbr>语<br/>行<hr>后\n",
    "<custom-x>自定 <b>粗</b></custom-x>\n",
    "{{ 变量 }} 与 {汉字|hàn zì}\n",
    "「*強調*」と『**太字**』。\n",
    "1. 1、甲\n2. 2、乙\n   （1）丙\n   （2）丁\n",
    "**一、粗标题**\n\n文\n",
    '<a href="https://x.example">链</a><a name=k></a>后\n',
    "<section><article>文章<aside>旁注</aside></article></section>\n",
    '<abbr title="全称">缩</abbr> <cite>书</cite> <time>今</time> <small>小</small>\n',
    "<math><mi>x</mi><mo>+</mo><mn>1</mn></math>\n",
    "<s>删</s><ins>增</ins><del>去</del><var>x</var><samp>样</samp><dfn>义</dfn>\n",
)


def _below(first: str, indent: str) -> Callable[[str], str]:
    return lambda text: first + "".join(indent + line if line.strip() else line for line in text.splitlines(True))


_AROUND: Sequence[Callable[[str], str]] = (
    str,
    _below("", "> "),
    _below("- 外\n\n", "  "),
    _below("1. 外\n\n", "   "),
    lambda text: f"::: info 框\n{text}\n:::\n",
)
"""A fragment alone, in a quotation, in items of lists, in a box."""


def mixture(seed: int, count: int) -> str:
    """A page of so many fragments, each alone or within another block."""
    choose = random.Random(seed)
    parts = [choose.choice(_AROUND)(choose.choice(FRAGMENTS).replace("«N»", f"{seed}x{part}")) for part in range(count)]
    return f"# 题 {seed}\n\n" + "\n".join(parts) + "\n末段。\n"


def everything() -> str:
    """A page of all fragments, each once in each place."""
    parts = [
        f"段 {number}x{place}。\n\n{around(text.replace('«N»', f'{number}x{place}'))}"
        for number, text in enumerate(FRAGMENTS)
        for place, around in enumerate(_AROUND)
    ]
    return "# 题\n\n" + "\n".join(parts) + "\n末段。\n"
