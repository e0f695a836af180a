"""The shapes that real notes have, each a page in five languages: what is between « and » is a word of the language."""

from __future__ import annotations

import re

WORDS = {
    "zh-Hans": ("行程", "近日，城市举办读书节。", "名词", "动词", "水车", "张某某", "你若安好，便是晴天", "解析"),
    "zh-Hant": ("行程", "近日，城市舉辦讀書節。", "名詞", "動詞", "水車", "張某某", "你若安好，便是晴天", "解析"),
    "ja": ("旅程", "先日、町で読書の催しがあった。", "名詞", "動詞", "水車", "田中", "晴れの日には本を読む", "解説"),
    "ko": (
        "여정",
        "얼마 전 도시에서 독서 잔치가 열렸다.",
        "명사",
        "동사",
        "물레방아",
        "김모",
        "맑은 날에는 책을 읽는다",
        "풀이",
    ),
    "en": (
        "Journey",
        "The town held a reading day.",
        "noun",
        "verb",
        "water mill",
        "Mr Doe",
        "Fair days are for books",
        "Why",
    ),
}

SHAPES = {
    "01-permalink": "# «0»[](https://notes.example/a/«0».html#«0»)\n\n«1»\n",
    "02-typed-indent": "# «0» 2\n\n1. \u2003\u2003«1»\n",
    "03-rule": "# «0» 3\n\n1. «2»\n2. «3»\n\n------\n\n1. «4»\n",
    "04-restart": "# «0» 4\n\n1. «2»\n2. «3»\n\n1. «4»\n2. «5»\n",
    "05-typed-label": "# «0» 5\n\n1. **1、«2»**：«1»\n2. **2、«3»**：«6»。\n",
    "06-other-scheme": "# «0» 6\n\n7. **7、«2»**：«1»\n   1. （1）«3»+«4»：«6»\n   2. （2）«2»+«4»：«5»\n",
    "07-colon": "# «0» 7\n\n1. 1、«2»\n\n   ：«1»\n",
    "08-flush-left": "# «0» 8\n\n1. «2»\n\n«1»\n\n2. «3»\n",
    "09-options": "# «0» 9\n\n4. «6»（ ）\n\n5. A.«2» «3»  B.«4» «5»\n\n6. C.«5» «2»  D.«3» «4»\n",
    "10-options-alone": "# «0» 10\n\n**«2»**：«6»？\n\n1. A.60   B.80\n2. C.90  D.100\n",
    "11-details": '# «0» 11\n\n1. «1»\n\n<details class="details custom-block" open="" style="padding:16px"><summary '
    'style="font-weight:700">«7»</summary><p>«6» 2s。</p><ol start="3"><li>«2» C。</li></ol></details>\n',
    "12-hard-breaks": "# «0» 12\n\n**«2»**：«1»  \n（1）«3»：«6»  \n   `«4»`：«5»、«2»  \n（2）«4»：«1»\n",
    "13-container": "# «0» 13\n\n:::info （«2»）«6»：\n![img](https://img.example/1.png)\n:::\n",
    "14-ragged": "# «0» 14\n\n> `«2»`：«1»\n  > A.«3»  \n > B.«4»\n   > C.«5»\n",
    "15-blanks": "# «0» 15\n\n«5»、«5» «5»“«2»”。\n«6»   «2»→«3»\n",
    "16-dates": "# «0» 16\n\n4 月22 日，«1»2024 年。\n",
    "17-highlight": '# «0» 17\n\n«1»<font color="#dd0000">«2»</font>\n',
    "18-code-voice": "# «0» 18\n\n«6»（`«2»«3»`）\n",
    "19-folded": "# «0» 19\n\n«4»⽔⽕\u200c«2»①㎡½\n",
    "20-levels": "# «0» 20\n### 一、«2»\n\n«1»\n",
    "21-mathjax": "# «0» 21\n\n«6»<mjx-container><svg><text>zz</text></svg><mjx-assistive-mml><math><mfrac>"
    "<mi>s</mi><mi>v</mi></mfrac></math></mjx-assistive-mml></mjx-container>\n",
    "22-flattened": "# «0» 22\n\n1. **1、«2»**：v=2v1v2v1+v2；«6»\n",
    "23-own-links": "# «0» 23\n\n«1»[«4»](./22-flattened.md)\n",
    "24-switch": '# «0» 24\n\n<div class="options-api">\n\n«1»\n\n</div>\n'
    '<div class="composition-api">\n\n«6»\n\n</div>\n',
    "25-card": "# «0» 25\n\n«1»\n\nhttps://notes.example/card\n",
    "26-diagram": "# «0» 26\n\n```mermaid\ngraph TD\n  A[«2»] --> B[«3»]\n```\n",
    "27-notations": "# «0» 27\n\n「«4»」《«2»》［＃「«3»」に傍点］　^^12^^«6»\n",
    "28-prose": "# «0» 28\n\n## «2»\n\n«1»\n\n«6»。\n",
    "29-iframe": '# «0» 29\n\n«1»\n\n<iframe src="https://notes.example/«2».html" title="«4»" width="100%"></iframe>\n',
    "30-form": "# «0» 30\n\n　　«6»ＸＸＸ«2»\n\nＸＸＸＸ年ＸＸ月ＸＸ日\n",
    "31-mixture": "# «0» 31\n\n«1»[^a] {«4»|yomi}\n\n| «2» | «3» |\n|---|---|\n| «4» | «5» |\n\n- [x] «2»\n"
    "- [ ] «3»\n  - «4»\n\n«2»\n: «1»\n\n$a^2+b$ «6» ~~«3»~~ `x = 1`\n\n[^a]: «6»\n",
}
"""By number of the shape. The last holds what none of the others does."""

OF_A_SITE = {
    "vitepress": "# «0» V\n\n«6»==«2»==。\n\n::: code-group\n\n```js [«3»]\nlet a = 1\n```\n\n:::\n\n"
    "::: details «7»\n«1»\n:::\n",
    "vuepress": '# «0» U\n\n«1»<Badge text="«2»" />\n\n::: tip «3»\n«6»\n:::\n',
    "mdbook": "# «0» M\n\n«1»\n\n```rust\nlet b = 2;\n```\n\n\\\\(a+b\\\\) «6»\n",
    "mkdocs": '# «0» K\n\n«1»\n\n!!! note "«2»"\n    «6»\n\n«3»\n',
    "zenn": "# «0» Z\n\n:::message alert\n«1»\n:::\n\n:::details «7»\n«6»\n:::\n",
}
"""What only one kind of site writes."""


def page(template: str, lang: str) -> str:
    """A page in a language."""
    return re.sub(r"«(\d)»", lambda found: WORDS[lang][int(found[1])], template)
