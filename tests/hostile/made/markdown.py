"""Markdown that makes parsers slow, deep or wrong: nesting, markers that never close, notes and tables without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hostile.made.case import Case, page

DEEP: dict[str, Callable[[int], str]] = {
    "bullets": lambda depth: "\n".join("  " * k + f"- 项{k}。" for k in range(depth)),
    "numbers": lambda depth: "\n".join("   " * k + f"1. 项{k}。" for k in range(depth)),
    "quotations": lambda depth: "> " * depth + f"项{depth - 1}。",
    "divisions": lambda depth: "\n".join(f'<div class="a">\n\n项{k}。\n' for k in range(depth)) + "\n\n</div>" * depth,
    "bold": lambda depth: "<b>" * depth + f"项{depth - 1}。" + "</b>" * depth,
    "links": lambda depth: "[" * depth + f"项{depth - 1}。" + "](x)" * depth,
    "notes": lambda depth: "^[" * depth + f"项{depth - 1}。" + "]" * depth,
    "containers": lambda depth: "\n".join(f"::: tip\n项{k}。\n" for k in range(depth)) + "\n:::" * depth,
    "details": lambda depth: "<details>" * depth + f"项{depth - 1}。" + "</details>" * depth,
    "cells": lambda depth: "<table><tr><td>" * depth + f"项{depth - 1}。" + "</td></tr></table>" * depth,
}

ENDLESS = {
    "brackets": "[" * 5_000,
    "closing-brackets": "[" * 250 + "]" * 250,
    "links": "[a](" * 500,
    "images": "![a](" * 500,
    "link-in-angles": "[a](<b" * 500,
    "strong": "**a" * 500,
    "closers": "a**" * 500,
    "emphasis-in-emphasis": "*a **a " * 250,
    "crossing": "*a_ " * 375,
    "runs-of-stars": "a***" * 375 + "b",
    "long-run-of-stars": "*" * 10_000 + "a" + "*" * 10_000,
    "backticks": "".join("e" + "`" * k for k in range(600)),
    "unclosed-code": "`" * 500,
    "tags": "<a " * 500,
    "unclosed-comment": "<!-- " * 500,
    "dashes-in-comment": "<!-" + "-" * 5_000,
    "cdata": "<![CDATA[" * 250,
    "declarations": "<!A " * 500,
    "instructions": "<?a " * 500,
    "entities": "&a" * 750,
    "long-entity": "&" + "a" * 6_000 + ";",
    "dollars": "$a " * 500,
    "display-formulas": "$$a\n\n" * 500,
    "braces": "{漢|" * 500,
    "attributes": "[x]{.a " * 375,
    "notes-called": "[^a]" * 500,
    "references": "".join(f"[a{k}]: /b{k}\n" for k in range(250)),
    "same-reference": "[a]: b\n" * 500 + "\n" + "[a] " * 500,
    "tables": "|a|b|\n|-|-|\n" * 300,
    "table-of-short-rows": "|" + "a|" * 400 + "\n|" + "-|" * 400 + "\n" + "|b|\n" * 400,
    "pipes": "|" * 5_000,
    "rules": "* " * 500,
    "headings": "# 题\n" * 300,
    "setext": "甲\n===\n" * 300,
    "fences": "```\n~~~\n" * 800,
    "quotations-of-one-line": "> > a\n" * 250,
    "items": "- a\n" * 500,
    "items-and-blanks": "- a\n\n\n" * 250,
    "changing-markers": "".join(f"{'-+*'[k % 3]} a\n" for k in range(500)),
    "definitions": "a\n: b\n" * 500,
    "container-ends": ":::\n" * 500,
    "stray-ends": "</div>\n\n" * 500,
    "open-tags": "<b>" * 500,
    "crossing-tags": "<b></i>" * 250,
    "backslashes": "\\" * 6_000,
    "emails": "a@" * 500,
    "addresses": "http://" * 250,
    "long-address": "http://a/" + "b" * 10_000,
    "long-number": "9" * 500 + ". 甲",
    "large-numbers": "999999999. 甲\n999999998. 乙\n",
    "labels": "（一）" * 500,
    "restarts": "\n".join(f"{k % 3 + 1}. 甲" for k in range(300)),
    "contents": "[[toc]]\n\n" * 300,
    "ids": "".join("## 题 {#a}\n\n" for _ in range(500)),
}


def cases() -> Iterator[Case]:
    for name, make in DEEP.items():
        for depth in (10, 21, 65, 1_000):
            yield page(f"deep/{name}-{depth}.md", make(depth), keeps=(f"项{depth - 1}。",))
    for name, body in ENDLESS.items():
        yield page(f"endless/{name}.md", body)
    yield page("notes/ring.md", "甲[^a]\n\n[^a]: 乙[^b]\n\n[^b]: 丙[^a]")
    yield page("notes/itself.md", "甲[^a]\n\n[^a]: 乙[^a]")
    yield page("notes/many.md", "".join(f"甲[^{k}]\n\n[^{k}]: 注{k}\n\n" for k in range(150)))
    yield page("notes/deep.md", "甲[^0]\n\n" + "".join(f"[^{k}]: 注[^{k + 1}]\n\n" for k in range(300)))
    yield page(
        "tables/colspan.md", "<table><tr><td colspan=10000000>甲</td><td>乙</td></tr></table>", keeps=("甲", "乙")
    )
    yield page(
        "tables/rowspan.md", "<table><tr><td rowspan=10000000>甲</td><td>乙</td></tr></table>", keeps=("甲", "乙")
    )
    yield page(
        "tables/overlapping.md",
        "<table><tr><td rowspan=3>甲</td><td>乙</td></tr><tr><td colspan=5 rowspan=9>丙</td></tr></table>",
        keeps=("甲", "乙", "丙"),
    )
    yield page("tables/negative.md", "<table><tr><td colspan=-3 rowspan=0>甲</td></tr></table>", keeps=("甲",))
    yield page("tables/wide.md", "|" + "甲|" * 200 + "\n|" + "-|" * 200 + "\n|" + "乙|" * 200)
    yield page("tables/long.md", "|甲|\n|-|\n" + "".join(f"|{k}|\n" for k in range(2_050)))
    yield page("tables/many-cells.md", "|" + "甲|" * 100 + "\n|" + "-|" * 100 + "\n" + ("|" + "乙|" * 100 + "\n") * 10)
    yield page("lines/many-marks.md", "**甲**乙" * 400)
    yield page("lines/many-readings.md", "{漢字|かんじ}" * 200)
    yield page("lines/many-breaks.md", "甲<br>" * 300)
    yield page("lines/many-formulas.md", "$x$甲" * 100)
    yield page("lines/many-links.md", "[甲](https://a.example/) " * 500)
