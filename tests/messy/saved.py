"""Pages as browsers save them: one article in the page of each kind of site, with what stands around and in it."""

from __future__ import annotations

ARTICLE = """
<h1 id="行程">行程{permalink}</h1>
<p>近日，城市举办<b>读书节</b>，见<a href="https://notes.example/b.html">那里</a>。&nbsp;</p>
<h2>一、名单</h2>
<ol start="3"><li>甲<li value="7"><p>乙</p><p>乙的补充</p></ol>
<hr>
<ol><li>丙</li></ol>
<ul><li>子<ul><li>丑</li></ul></li></ul>
<p>读<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>与H<sub>2</sub>O，<mark>标</mark>，<code>x = 1</code>。</p>
<table><caption>一表</caption><thead><tr><th colspan="2">合</th></tr></thead>
<tbody><tr><td rowspan="2">左</td><td>上</td></tr><tr><td>下</td></tr></tbody></table>
<blockquote><p>引文一</p><p>引文二</p></blockquote>
{box}
<details><summary>解析</summary><p>因为如此。</p></details>
<pre><code class="language-py">def f():
    return "文"</code></pre>
<p>速度<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>s</mi><mi>v</mi></mrow><annotation
 encoding="application/x-tex">s/v</annotation></semantics></math></span><span
 class="katex-html" aria-hidden="true">sv</span></span>，完。</p>
<b><p>粗段一</p><p>粗段二</p></b>
<p>末行<br>再一行</p>
"""

_HEAD = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>行程 | 站</title></head><body>'
_SIDE = "<nav><ul><li><a href='/x'>侧栏一</a></li><li><a href='/y'>侧栏二</a></li></ul></nav>"

PAGES = {
    "vitepress": (
        (
            f'{_HEAD}<div class="VPSidebar">{_SIDE}</div><main class="main"><div class="vp-doc"><div>'
            f'{ARTICLE}</div></div><footer class="VPDocFooter"><a href="/z">下一页</a></footer></main></body></html>'
        ),
        '<a class="header-anchor" href="#行程">​</a>',
        '<div class="tip custom-block"><p class="custom-block-title">提醒</p><p>盒文</p></div>',
        "//div[contains(@class, 'vp-doc')]",
    ),
    "vuepress": (
        (
            f'{_HEAD}<aside class="sidebar">{_SIDE}</aside><main class="page"><div class="theme-default-content">'
            f'{ARTICLE}</div><footer class="page-meta">最近更新</footer></main></body></html>'
        ),
        '<a class="header-anchor" href="#行程">#</a>',
        '<div class="custom-block warning"><p class="custom-block-title">注意</p><p>盒文</p></div>',
        "//div[@class='theme-default-content']",
    ),
    "mdbook": (
        (
            f'{_HEAD}<nav id="sidebar">{_SIDE}</nav><div id="content" class="content"><main>{ARTICLE}</main>'
            '<nav class="nav-wrapper"><a href="2.html">下一章</a></nav></div></body></html>'
        ),
        "",
        '<div class="warning"><p>盒文</p></div>',
        "//main",
    ),
    "mkdocs": (
        (
            f'{_HEAD}<div class="md-sidebar">{_SIDE}</div><article class="md-content__inner md-typeset">'
            f'{ARTICLE}</article><footer class="md-footer">版权</footer></body></html>'
        ),
        '<a class="headerlink" href="#行程" title="Permanent link">¶</a>',
        '<div class="admonition note"><p class="admonition-title">提醒</p><p>盒文</p></div>',
        "//article",
    ),
    "unknown": (
        (
            f"{_HEAD}<header><a href='/'>首页</a></header>{_SIDE}<div><div id='c'>{ARTICLE * 3}</div></div>"
            "<footer>版权所有</footer></body></html>"
        ),
        "",
        "<aside>盒文</aside>",
        "//div[@id='c']",
    ),
}
"""Kind → the page, its permalink, its box, and an XPath of the article."""


def saved(kind: str) -> tuple[str, str]:
    """A saved page of a kind of site, and where its article is."""
    page, permalink, box, region = PAGES[kind]
    return page.replace("{permalink}", permalink).replace("{box}", box), region
