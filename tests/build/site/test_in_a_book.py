"""A site as a book: its navigation, its own links and its includes come together in one build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commandline import docforge

FILES = {
    "docforge.toml": '[target.book]\neach = "book"\nformats = ["json"]\noutput = "dist/{path}.{format}"\n',
    "book.toml": '[book]\ntitle = "书"\nlanguage = "zh-Hans"\n',
    "src/SUMMARY.md": "# Summary\n\n[前言](pre.md)\n\n# 部\n\n- [甲](a/1.md)\n- [速算技巧](a/03速算技巧.md)\n",
    "src/pre.md": "# 前言\n\n见[速算](https://notes.example/a/速算技巧.html)和[甲](./a/1.html)。\n",
    "src/a/1.md": "# 甲\n\n```rust\n{{#include ../../listings/x.rs:in}}\n```\n\n{{#include ../part/p.md}}\n",
    "src/a/03速算技巧.md": "# 速算技巧[](https://notes.example/a/速算技巧.html#速算技巧)\n\n文。\n",
    "src/part/p.md": "附带。\n\n{{#include none.md}}\n",
    "listings/x.rs": "// ANCHOR: in\nlet b = 1;\n// ANCHOR_END: in\n",
}


def _of(kind: str, value: Any) -> list[Any]:
    """All nodes of a kind in a document's JSON."""
    if isinstance(value, list):
        return [found for one in value for found in _of(kind, one)]
    if not isinstance(value, dict):
        return []
    inner = [found for one in value.values() for found in _of(kind, one)]
    return [value, *inner] if value.get("t") == kind else inner


def test_links_and_includes_of_a_site_are_settled_in_its_book(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = docforge(["build", "."], tmp_path)
    document = json.loads((tmp_path / "dist" / "book.json").read_text(encoding="utf-8"))
    headings = {"".join(one["text"] for one in head["content"]): head for head in _of("Heading", document["blocks"])}
    assert list(headings) == ["前言", "部", "甲", "速算技巧"]
    assert [link["url"] for link in _of("Link", document["blocks"])] == [
        "#" + headings["速算技巧"]["attr"]["id"],
        "#" + headings["甲"]["attr"]["id"],
    ]
    assert [block["text"].strip() for block in _of("CodeBlock", document["blocks"])] == ["let b = 1;"]
    assert {one["name"] for one in document["sources"]} >= {"listings/x.rs", "src/part/p.md"}
    assert "src/part/p.md:3:1: error[DF140]" in done.text + done.err
    assert done.status == 1
