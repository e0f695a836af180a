"""Readers never raise, never drop what is nested deep, and take time in proportion to their input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find, strip_positions
from docforge.protocols import ReadOptions, Result
from docforge.readers.json import READER as JSON
from docforge.readers.markdown import READER as MARKDOWN
from docforge.readers.text import READER as TEXT
from docforge.world import MemoryWorld
from readerkit import Read
from work import calls

DEEP: dict[str, Callable[[int], str]] = {
    "bullets": lambda depth: "\n".join("  " * k + f"- 项{k}。" for k in range(depth)),
    "numbers": lambda depth: "\n".join("   " * k + f"1. 项{k}。" for k in range(depth)),
    "quotations": lambda depth: "\n".join("> " * (k + 1) + f"项{k}。\n" + "> " * (k + 1) for k in range(depth)),
    "markers on one line": lambda depth: "- " * depth + "项0。",
    "containers": lambda depth: "\n".join(f"::: tip\n项{k}。\n" for k in range(depth)),
    "divisions": lambda depth: "\n".join(f'<div class="a">\n项{k}。\n' for k in range(depth)),
    "html lists": lambda depth: "".join(f"<ul><li>项{k}。" for k in range(depth)),
    "bold": lambda depth: "<b>" * depth + "项0。" + "</b>" * depth,
    "links": lambda depth: "[" * depth + "项0。" + "](x)" * depth,
    "images": lambda depth: "![" * depth + "项0。" + "](x)" * depth,
    "notes": lambda depth: "^[" * depth + "项0。" + "]" * depth,
    "spans": lambda depth: "[" * depth + "项0。" + "]{.a}" * depth,
}


def depth_of(document: n.Document) -> int:
    """Levels of blocks within blocks, found without recursion."""
    deepest = 0
    waiting: list[tuple[object, int]] = [(document, 0)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(node, tuple):
            waiting += [(part, depth) for part in node]
        elif hasattr(node, "__struct_fields__"):
            inner = depth + isinstance(node, n.Quote | n.Div | n.Ordered | n.Bullets)
            waiting += [(getattr(node, name), inner) for name in node.__struct_fields__]
    return deepest


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("depth", [10, 60, 65, 100, 1000])
def test_nothing_is_dropped_however_deep(make: Callable[[int], str], depth: int, read: Read) -> None:
    source = make(depth)
    result = read(source)
    found = block_text(result.value.blocks)
    found += "".join(block_text(blocks) for blocks in result.value.notes.values())
    position = 0
    for k in range(depth):
        if f"项{k}。" in source:
            position = found.find(f"项{k}。", position)
            assert position >= 0, f"level {k} is lost"
    assert depth_of(result.value) <= 64
    strip_positions(result.value)
    jsonform.decode(jsonform.encode(result.value))


@pytest.mark.parametrize("name", ["bullets", "numbers", "quotations", "containers", "divisions"])
def test_what_is_too_deep_is_reported_with_its_line(name: str, read: Read) -> None:
    assert not [item for item in read(DEEP[name](64)).diagnostics if item.code == "DF114"]
    problem = next(item for item in read(DEEP[name](65)).diagnostics if item.code == "DF114")
    lines = DEEP[name](65).split("\n")
    assert "项64。" in "".join(lines[problem.line - 1 : problem.line + 1])


def test_numbers_below_the_deepest_level_stay_as_text(read: Read) -> None:
    result = read("\n\n".join("    " * k + f"{k + 1}. 项{k}。" for k in range(300)))
    found = block_text(result.value.blocks)
    assert "70.\n项69。" in found
    assert "300. 项299。" in found


MARKUP = """
甲|乙，|a |1|- |2. |> |# |␤|␤␤|    |⇥|　|*|**|_|~~|`|```|$|$$|---|===|[|]|(|)|{|}|![|](
[^1]|[^1]: |^[|{#a .b}|:::|::: tip|[TOC]|\\|&amp;|&#10;|<b>|</b>|<ruby>|<rt>|<table>|<tr>|<td>|</table>|<ul>|<li>
</ul>|<dl>|<dd>|<pre>|</pre>|<!--|-->|<script>|</script>|<details>|<summary>|</details>|<![CDATA[|<?|<a href=x>|</a>
<div class=a>|</div>|<h2>|</h2>|<br>|~ |: |---␤a: 1␤---␤|+++␤a=1␤+++␤|[](http://x/#y)|字数: 2 字 时长: 1 分钟|<p>|==
"""
"""Fragments for random texts; ␤ is a line feed, ⇥ a tab."""

FRAGMENTS = MARKUP.strip().replace("\n", "|").replace("␤", "\n").replace("⇥", "\t").split("|")
FRAGMENTS += ["|", "|-|\n", "{漢|か}", "\u200b", "\ufeff", "\x00", "\x0b", "\u202e", "\ufffe", "\r", "\r\n"]

BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(lambda parts: "".join(parts).encode()),
)


@given(BYTES, st.sampled_from(["keep", "tidy", "strip"]), st.sampled_from(["", "auto", "gb18030", "utf-16"]))
def test_no_bytes_make_a_reader_raise(data: bytes, spacing: str, encoding: str) -> None:
    options = ReadOptions(encoding=encoding, spacing=spacing, notations=("mark",))  # type: ignore[arg-type]
    for reader in (MARKDOWN, TEXT, JSON):
        result: Result[n.Document] = reader.read(data, "a", options, MemoryWorld())
        again = jsonform.decode(jsonform.encode(result.value))
        assert again == result.value
        assert all(item.file == "a" for item in result.diagnostics)


@given(st.text(alphabet="甲乙丙，。12 \n*-.#>`|~$_", max_size=120))
def test_every_han_character_of_a_text_is_kept(text: str) -> None:
    document = MARKDOWN.read(text.encode(), "a.md", ReadOptions(), MemoryWorld()).value
    # What stands behind the opening of fenced code is its language, not its text.
    languages = "".join(part for code in find(document, n.CodeBlock) for part in _words(code.attr))
    assert Counter(_han(block_text(document.blocks) + languages)) == Counter(_han(text))


def _words(attr: n.Attr) -> tuple[str, ...]:
    return (*attr.classes, *(value for _, value in attr.pairs))


def _han(text: str) -> list[str]:
    return [char for char in text if char in "甲乙丙"]


FAMILIES = {
    "brackets": "[",
    "link starts": "[a](",
    "image starts": "![a](",
    "strong starts": "**a",
    "closers": "a**",
    "crossing": "*a_",
    "tags": "<a ",
    "comments": "<!-- ",
    "cdata": "<![CDATA[",
    "entities": "&a",
    "braces": "{漢|",
    "attributes": "[x]{.a ",
    "dollars": "$a ",
    "display": "$$a\n\n",
    "containers": "::: a\n",
    "container ends": ":::\n",
    "note calls": "[^a]",
    "note starts": "^[",
    "tables": "|a|b|\n|-|-|\n",
    "quotations": "> > a\n",
    "items": "- a\n",
    "definitions": "a\n: b\n",
    "divisions": "<div>\n\n",
    "stray ends": "</div>\n\n",
    "cells": "<table><tr><td>",
    "open bold": "<b>",
    "crossing tags": "<b></i>",
    "indents": "　　甲\n",
    "blanks": "甲 ",
    "dates": "4 月",
    "radicals": "http://a⽔ ",
    "lines": "甲\n",
    "attribute lines": "{.a}\n",
    "controls": "\x01",
    "backslashes": "\\|",
    "images": "![a](b)\n",
}


@pytest.mark.parametrize("part", FAMILIES.values(), ids=FAMILIES)
def test_work_grows_with_the_input_and_no_faster(part: str, read: Read) -> None:
    read(part * 50)
    # Four times the input takes four times the work, sixteen times if it were quadratic.
    assert calls(lambda: read(part * 800)) < 8 * calls(lambda: read(part * 200)) + 2000
