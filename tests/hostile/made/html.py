"""HTML that runs, loads or sends, inside Markdown and as a saved page: nothing of it may reach a file."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.made.case import Case, page, saved

RUNS = {
    "script": "<script>alert(1)</script>",
    "script-of-a-server": '<script src="http://127.0.0.1:9/x.js"></script>',
    "onclick": '<p onclick="alert(1)">按我</p>',
    "onerror": '<img src="x.png" onerror="alert(1)" alt="图">',
    "onload-svg": "<svg onload=alert(1)><circle r=1 /></svg>",
    "script-in-svg": "<svg><script>alert(1)</script></svg>",
    "foreign-object": "<svg><foreignObject><script>alert(1)</script></foreignObject></svg>",
    "javascript-link": '<a href="javascript:alert(1)">按我</a>',
    "tab-in-scheme": '<a href="java&#9;script:alert(1)">按我</a>',
    "newline-in-scheme": '<a href="java&#10;script:alert(1)">按我</a>',
    "entities-in-scheme": '<a href="&#106;avascript:alert(1)">按我</a>',
    "vbscript": '<a href="vbscript:msgbox(1)">按我</a>',
    "data-link": '<a href="data:text/html,<script>alert(1)</script>">按我</a>',
    "file-link": '<a href="file:///etc/passwd">按我</a>',
    "form": '<form action="http://127.0.0.1:9/"><input name=a value=b><button>送</button></form>',
    "button-that-sends": '<button formaction="javascript:alert(1)">送</button>',
    "iframe": '<iframe src="http://127.0.0.1:9/"></iframe>',
    "iframe-of-text": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="file:///etc/passwd"></object>',
    "embed": '<embed src="http://127.0.0.1:9/x.swf">',
    "applet": '<applet code="x.class"></applet>',
    "base": '<base href="file:///etc/"><img src="passwd" alt="图">',
    "refresh": '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    "style-sheet": '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    "attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "icon": '<link rel="icon" href="http://127.0.0.1:9/x.png">',
    "import": "<style>@import 'http://127.0.0.1:9/x.css';</style>",
    "font-face": "<style>@font-face{font-family:a;src:url(http://127.0.0.1:9/a.ttf)}</style>",
    "color-profile": "<style>@color-profile --a {src:url(http://127.0.0.1:9/a.icc)}</style>",
    "background": '<p style="background:url(http://127.0.0.1:9/a.png)">甲</p>',
    "list-image": '<ul style="list-style-image:url(http://127.0.0.1:9/a.png)"><li>甲</li></ul>',
    "border-image": '<div style="border-image:url(http://127.0.0.1:9/a.png)">甲</div>',
    "content": '<p style="content:url(http://127.0.0.1:9/a.png)">甲</p>',
    "expression": '<p style="width:expression(alert(1))">甲</p>',
    "huge-font": '<p style="font-size:1e9px">甲</p>',
    "huge-spacing": '<p style="letter-spacing:1e9px">甲</p>',
    "fixed": '<div style="position:fixed;width:1e9px;height:1e9px">甲</div>',
    "source-set": '<img srcset="http://127.0.0.1:9/a.png 2x" src="b.png" alt="图">',
    "picture": '<picture><source srcset="http://127.0.0.1:9/a.webp"><img src="b.png" alt="图"></picture>',
    "video": '<video src="http://127.0.0.1:9/a.mp4" poster="file:///etc/passwd"></video>',
    "audio": '<audio src="http://127.0.0.1:9/a.mp3" autoplay></audio>',
    "track": '<video><track src="http://127.0.0.1:9/a.vtt"></video>',
    "ping": '<a href="https://a.example/" ping="http://127.0.0.1:9/">甲</a>',
    "mathml-action": '<math><maction actiontype="statusline#javascript:alert(1)"><mi>x</mi></maction></math>',
    "mathml-link": '<math href="javascript:alert(1)"><mi>x</mi></math>',
    "mathml-html": "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "annotation-xml": '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
    "template": "<template><script>alert(1)</script></template>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "unknown-element": "<x-evil onclick=alert(1)>甲</x-evil>",
    "plaintext": "<xmp><script>alert(1)</script></xmp>",
    "comment-trick": "<!--><script>alert(1)</script>-->",
    "conditional-comment": "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "attribute-trick": '<p title="><script>alert(1)</script>">甲</p>',
    "id-trick": '<p id="a&quot; onclick=&quot;alert(1)">甲</p>',
    "class-trick": '<p class="a&quot;><script>alert(1)</script>">甲</p>',
    "language-trick": '<p lang="zh&quot; onclick=&quot;alert(1)">甲</p>',
    "template-code": "{{ ''.__class__.__mro__ }} {% for x in range(10**9) %}x{% endfor %}",
    "php": "<?php system('id'); ?>",
    "server-include": '<!--#include virtual="/etc/passwd" -->',
    "doctype": '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;</p>',
}


def cases() -> Iterator[Case]:
    for name, html in RUNS.items():
        yield page(f"html/{name}.md", html)
        yield saved(f"saved/{name}.html", html)
    for depth in (100, 200, 2_000, 50_000):
        yield saved(f"saved/divisions-{depth}.html", "<div>" * depth + "项。" + "</div>" * depth, keeps=("项。",))
        yield saved(f"saved/lists-{depth}.html", "<ul><li>" * depth + "项。" + "</li></ul>" * depth, keeps=("项。",))
    yield saved("saved/spans-50000.html", "<p>" + "<span>" * 50_000 + "项。" + "</p>", keeps=("项。",))
    yield saved("saved/formatting-5000.html", "<p><b><i>" * 2_500 + "项。", keeps=("项。",))
    yield saved("saved/adoption.html", ("<a><b><p>" * 300) + "项。" + "</a></b>" * 300, keeps=("项。",))
    yield saved("saved/attributes.html", "<p " + " ".join(f"a{k}=b" for k in range(50_000)) + ">项。</p>")
    yield saved("saved/table-in-table.html", "<table><tr><td>" * 500 + "项。", keeps=("项。",))
    yield saved("saved/colspan.html", "<table><tr><td colspan=99999999 rowspan=99999999>项。</td></tr></table>")
