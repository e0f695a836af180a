"""Front matter, formulas and includes: languages within the language, each with bombs of its own."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.made.case import LAST, Case, page

FRONT = {
    "python-object": "a: !!python/object/apply:os.system [id]",
    "python-name": "a: !!python/name:os.system",
    "custom-tag": "a: !evil {b: c}",
    "binary": "a: !!binary aGVsbG8=",
    "aliases": "a: &a [x]\n"
    + "".join(f"{chr(98 + k)}: &{chr(98 + k)} [*{chr(97 + k)}, *{chr(97 + k)}]\n" for k in range(20)),
    "anchor-of-itself": "a: &a [*a]",
    "merge": "a: &a {b: c}\nd:\n  <<: *a",
    "deep": "a: " + "[" * 1_200 + "]" * 1_200,
    "deep-maps": "\n".join("  " * k + f"a{k}:" for k in range(400)),
    "twice": "title: 甲\ntitle: 乙",
    "long": "a: " + "b" * 100_000,
    "many": "".join(f"a{k}: b\n" for k in range(3_000)),
    "surrogate": 'title: "\\uD800"',
    "control": 'title: "甲\\u0001乙"',
    "nul": 'title: "甲\\0乙"',
    "bidi": 'title: "\\u202e甲"',
    "tab": "a:\n\tb: c",
    "documents": "a: b\n--- !!python/none\nc: d",
    "directive": "%YAML 9.9\n--- a",
    "unclosed-quote": 'title: "甲',
    "list": "- a\n- b",
    "scalar": "甲",
    "complex-key": "? [a, b]\n: c",
    "number-bomb": "a: " + "9" * 20_000,
    "sexagesimal": "a: 190:20:30:" + "59:" * 1000 + "1",
    "template": 'title: "{{ 7*7 }}{% raw %}"',
    "markup": 'title: "<script>alert(1)</script>"',
    "language": 'lang: "zh\\" onclick=\\"alert(1)"',
    "long-language": "lang: " + "zh-" * 5_000,
    "cover-out": "cover: ../../etc/passwd",
    "cover-of-a-server": "cover: http://127.0.0.1:9/a.png",
    "theme-out": "theme: /etc/passwd",
    "date": "date: 99999-99-99",
    "date-code": 'date: "\'; DROP TABLE"',
    "isbn": 'isbn: "<a>"',
}

TOML = {
    "usual": "a = 1",
    "deep": "a = " + "[" * 5_000 + "]" * 5_000,
    "deep-tables": "[" + ".".join("a" * 9_000) + "]",
    "long-number": "a = " + "9" * 20_000,
    "long-number-of-base-16": "a = 0x" + "f" * 20_000,
    "surrogate": 'title = "\\uD800"',
    "infinite": "title = inf\na = 1e999999999",
}

FORMULAS = {
    "input": r"\input{/etc/passwd}",
    "include": r"\includegraphics{/etc/passwd}",
    "write": r"\immediate\write18{id}",
    "define-itself": r"\def\a{\a\a}\a",
    "define": r"\newcommand{\a}[1]{#1#1#1#1}\a{\a{\a{\a{\a{\a{\a{\a{\a{\a{x}}}}}}}}}}",
    "loop": r"\loop\iftrue\repeat",
    "link": r"\href{javascript:alert(1)}{x}",
    "html": r"\htmlData{a=b}{x}\class{a}{x}\style{background:url(http://127.0.0.1:9)}{x}",
    "require": r"\require{unicode}\unicode{x0}",
    "deep-groups": "{" * 3_000 + "x" + "}" * 3_000,
    "deep-fractions": r"\frac{1}{" * 500 + "x" + "}" * 500,
    "deep-roots": r"\sqrt{" * 1_000 + "x" + "}" * 1_000,
    "deep-left": r"\left(" * 1_000 + "x" + r"\right)" * 1_000,
    "superscripts": "x" + "^{x" * 1_000 + "}" * 1_000,
    "unclosed": r"\frac{1}{",
    "long": "x+" * 20_000 + "x",
    "matrix": r"\begin{matrix}" + ("a&" * 200 + r"a\\") * 50 + r"\end{matrix}",
    "columns": r"\begin{array}{" + "c" * 10_000 + r"}a\end{array}",
    "huge-rule": r"\rule{1e9em}{1e9em}\hspace{1e9em}",
    "control": "x\u202ey",
}

INCLUDES = {
    "up": "{{#include ../../../etc/passwd}}",
    "absolute": "{{#include /etc/passwd}}",
    "server": "{{#include http://127.0.0.1:9/a.md}}",
    "device": "<!--@include: /dev/zero-->",
    "process": "<<< /proc/self/environ",
    "snippet-up": '--8<-- "../../../etc/passwd"',
    "snippet-server": '--8<-- "http://127.0.0.1:9/a"',
    "encoded-up": "{{#include %2e%2e/%2e%2e/etc/passwd}}",
    "rooted-up": "<<< @/../../etc/passwd",
    "nul": "{{#include a\\0b}}",
    "long": "{{#include " + "a" * 10_000 + "}}",
}


def cases() -> Iterator[Case]:
    for name, front in FRONT.items():
        yield Case(f"front/{name}.md", f"---\n{front}\n---\n\n# 题目\n\n{LAST}\n".encode("utf-8", "surrogatepass"))
    yield Case("front/never-ends.md", f"---\ntitle: 甲\n\n# 题目\n\n{LAST}\n".encode())
    for name, front in TOML.items():
        yield Case(f"front/toml-{name}.md", f"+++\n{front}\n+++\n\n# 题目\n\n{LAST}\n".encode())
    for name, tex in FORMULAS.items():
        yield page(f"formulas/{name}.md", f"$$\n{tex}\n$$\n\n甲 $ {tex} $ 乙")
    for name, directive in INCLUDES.items():
        yield page(f"includes/{name}.md", directive)
    ring = {"ring-b.txt": b"{{#include ring-c.txt}}", "ring-c.txt": b"{{#include ring-b.txt}}"}
    yield page("includes/ring.md", "{{#include ring-b.txt}}", beside=ring)
    yield page("includes/itself.md", "{{#include itself.md}}")
    chain = {f"chain-{k}.txt": f"{{{{#include chain-{k + 1}.txt}}}}".encode() for k in range(20)}
    yield page("includes/chain.md", "{{#include chain-0.txt}}", beside=chain)
    doubled = {f"double-{k}.txt": (f"{{{{#include double-{k + 1}.txt}}}}\n" * 8).encode() for k in range(9)}
    doubled["double-9.txt"] = "甲\n\n".encode() * 100
    yield page("includes/doubling.md", "{{#include double-0.txt}}", beside=doubled)
    yield page("includes/picture.md", "{{#include a.bin}}", beside={"a.bin": b"\x89PNG" + bytes(99)})
