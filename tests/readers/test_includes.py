"""Includes of mdBook, VitePress and MkDocs: what they bring in, where it stands, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.protocols import ReadOptions, Result
from docforge.readers.edits import apply
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld

FILES = {
    "p/part.md": "一\n\n二\n\n三\n",
    "p/front.md": "---\ntitle: x\n---\n正文\n",
    "p/code.rs": "// ANCHOR: all\nfn a() {}\n// ANCHOR: in\nlet b = 1;\n// ANCHOR_END: in\n"
    "# hidden\n// ANCHOR_END: all\nend\n",
    "p/js/x.js": "// #region one\nlet a\n// #endregion one\nlet b\n",
    "p/sec.md": "甲\n--8<-- [start:s]\n乙\n--8<-- [end:s]\n丙\n",
    "p/loop.md": "{{#include again.md}}\n",
    "p/again.md": "{{#include loop.md}}\n",
    "p/outer.md": "外\n\n{{#include part.md:3}}\n",
    "p/heads.md": "---\ntitle: 题\n---\n\n# 题\n\n## 基本 用法\n\n甲\n\n### 细节\n\n```md\n## 细节二\n```\n\n乙\n\n"
    "## Other {#own}\n\n丙\n\n下划线\n------\n\n丁\n\n## 基本 用法\n\n戊\n",
    "secret.md": "秘密",
}


def read(text: str, **options: Any) -> Result[n.Document]:
    world = MemoryWorld({name: body.encode() for name, body in FILES.items()})
    return READER.read(text.encode(), "p/in.md", ReadOptions(root="p", **options), world)


def words(result: Result[n.Document]) -> list[str]:
    return [block.text if isinstance(block, n.CodeBlock) else block_text((block,)) for block in result.value.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{#include part.md}}", ["一", "二", "三"]),
        ("{{#include part.md:3}}", ["二"]),
        ("{{#include part.md:3:5}}", ["二", "三"]),
        ("{{#include part.md::1}}", ["一"]),
        ("{{ #include part.md:5: }}", ["三"]),
        ("{{#include outer.md}}", ["外", "二"]),
        ("{{#include front.md}}", ["正文"]),
        ("```rust\n{{#include code.rs:in}}\n```", ["let b = 1;\n"]),
        ("```rust\n{{#rustdoc_include code.rs:all}}\n```", ["fn a() {}\nlet b = 1;\n"]),
        ("{{#playground code.rs:in editable}}", ["let b = 1;\n"]),
        ("前 `{{#include part.md}}` 后", ["前 {{#include part.md}} 后"]),
        ("\\{{#include part.md}}", ["{{#include part.md}}"]),
        ("```\n\\{{#include part.md}}\n```", ["{{#include part.md}}\n"]),
        ("<!--@include: ./part.md-->", ["一", "二", "三"]),
        ("<!-- @include: ./part.md{3,5} -->", ["二", "三"]),
        ("<!--@include: @/part.md{,1}-->", ["一"]),
        ("<!--@include: ./heads.md#基本-用法-->", ["甲", "细节", "## 细节二\n", "乙"]),
        ("<!--@include: ./heads.md#%E7%BB%86%E8%8A%82-->", ["## 细节二\n", "乙"]),
        ("<!--@include: ./heads.md#own-->", ["丙"]),
        ("<!--@include: ./heads.md#下划线{2,2}-->", ["丁"]),
        ("<!--@include: ./heads.md#基本-用法-1-->", ["戊"]),
        ("@[code](./js/x.js)", ["// #region one\nlet a\n// #endregion one\nlet b\n"]),
        ("@[code{2-2} ts{1}](@/js/x.js)", ["let a\n"]),
        ("@[code{1,4-4}](js/x.js)", ["// #region one\nlet b\n"]),
        ("<<< @/js/x.js#one{1}", ["let a\n"]),
        ("<<< ./js/x.js {js}", ["// #region one\nlet a\n// #endregion one\nlet b\n"]),
        ('--8<-- "part.md:1:3"', ["一", "二"]),
        ('--8<-- "sec.md:s"', ["乙"]),
        ("--8<--\npart.md:1\n; part.md\nsec.md:s\n--8<--", ["一乙"]),
        (';--8<-- "part.md"', ['--8<-- "part.md"']),
        ('```\n--8<-- "part.md:1"\n```', ["一\n"]),
    ],
)
def test_an_include_brings_in_what_it_names(text: str, expected: list[str]) -> None:
    found = read(text)
    assert found.diagnostics == ()
    assert [one.rstrip("\n") for one in words(found)] == [one.rstrip("\n") for one in expected]


def test_what_is_no_heading_has_no_anchor() -> None:
    for anchor in ("细节二", "title-题", "gone"):
        found = read(f"<!--@include: ./heads.md#{anchor}-->")
        assert [item.code for item in found.diagnostics] == ["DF144"]


def test_a_snippet_is_a_code_block_in_its_language() -> None:
    block = read("<<< @/js/x.js#one").value.blocks[0]
    assert isinstance(block, n.CodeBlock)
    assert block.attr.classes[0] == "js"


def test_included_text_keeps_its_own_source_and_place() -> None:
    found = read("# 题\n\n{{#include outer.md}}\n\n末\n")
    assert [one.name for one in found.value.sources] == ["p/in.md", "p/outer.md", "p/part.md"]
    assert [block.at for block in found.value.blocks] == [
        n.Position(1, 1, 0), n.Position(1, 1, 1), n.Position(3, 1, 2), n.Position(5, 1, 0),
    ]  # fmt: skip


def test_a_problem_in_included_text_is_told_with_its_own_file() -> None:
    FILES["p/bad.md"] = "好\n\n坏\u202e字\n"
    found = read("{{#include bad.md}}")
    assert [(one.code, one.file, one.line, one.column) for one in found.diagnostics] == [("DF111", "p/bad.md", 3, 2)]


def test_edits_of_included_text_are_not_made_in_the_text_that_includes() -> None:
    FILES["p/spaced.md"] = "于4 月22 日开会。\n"
    text = "{{#include spaced.md}}\n\n于5 月1 日。\n"
    made = read(text).value.edits
    assert {edit.at.source for edit in made} == {0, 1}
    assert apply(text, made) == "{{#include spaced.md}}\n\n于5月1日。\n"


@pytest.mark.parametrize(
    ("text", "code", "file", "line", "column"),
    [
        ("甲 {{#include no.md}}", "DF140", "p/in.md", 1, 3),
        ("\n{{#include ../secret.md}}", "DF141", "p/in.md", 2, 1),
        ("{{#include /etc/passwd}}", "DF141", "p/in.md", 1, 1),
        ('--8<-- "https://x.example/a.md"', "DF141", "p/in.md", 1, 1),
        ("{{#include loop.md}}", "DF142", "p/again.md", 1, 1),
        ("{{#include code.rs:nothing}}", "DF144", "p/in.md", 1, 1),
        ("<!--@include: ./part.md#nothing-->", "DF144", "p/in.md", 1, 1),
    ],
)
def test_what_cannot_be_included_is_told_and_stays_to_be_seen(
    text: str, code: str, file: str, line: int, column: int
) -> None:
    found = read(text)
    assert [(one.code, one.file, one.line, one.column) for one in found.diagnostics] == [(code, file, line, column)]
    assert "include" in "".join(words(found)) or "8<" in "".join(words(found))
    assert "秘密" not in "".join(words(found))


def test_a_chain_of_includes_ends_at_the_limit() -> None:
    for number in range(12):
        FILES[f"p/chain{number}.md"] = f"{{{{#include chain{number + 1}.md}}}}\n"
    assert [one.code for one in read("{{#include chain0.md}}").diagnostics] == ["DF143"]


def test_each_kind_of_site_reads_its_own_notation() -> None:
    assert words(read("{{#include part.md:1}}", site="vitepress")) == ["{{#include part.md:1}}"]
    assert words(read('--8<-- "part.md:1"', site="mdbook")) == ['--8<-- "part.md:1"']


@given(
    st.lists(
        st.sampled_from(
            [
                "{{#include part.md",
                ":3",
                "}}",
                "<!--@include: ./x",
                "-->",
                "<<< ",
                "\n",
                "--8<--",
                '"',
                "`",
                "```",
                "{",
                "#",
                "a",
            ]
        )
    )
)
def test_no_text_breaks_the_reading_of_includes(pieces: list[str]) -> None:
    assert read("".join(pieces)).value.sources[0].name == "p/in.md"
