"""No text of included files is lost, in the notation of each kind of site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import witness
from commandline import docforge
from messy import make
from witness import sources

PART = "部分的文。\n\n1. 子\n2. 丑\n\n末句。\n"
CODE = "a = 1\n# region one\nb = 2\n# endregion one\nc = 3\n"

NOTATIONS = {
    "mdbook": ("{{#include parts/p.md}}", "```py\n{{#include parts/c.py:2:3}}\n```", "# region one\nb = 2"),
    "vitepress": ("<!--@include: ./parts/p.md-->", "<<< ./parts/c.py#one", "b = 2"),
    "mkdocs": ('--8<-- "parts/p.md"', '```py\n--8<-- "parts/c.py:1:1"\n```', "a = 1"),
}


@pytest.mark.parametrize("kind", NOTATIONS)
def test_a_page_says_what_stands_in_the_files_it_includes(tmp_path: Path, kind: str) -> None:
    text, code, shown = NOTATIONS[kind]
    around = "# 题\n\n前文。\n\n{}\n\n中文。\n\n{}\n\n后文。\n"
    page = make(tmp_path, kind, {"a": around.format(text, code), "b": "# 他\n\n文。\n"}, "zh-Hans", "书")["a"]
    parts = page.parent / "parts"
    parts.mkdir()
    (parts / "p.md").write_text(PART, encoding="utf-8")
    (parts / "c.py").write_text(CODE, encoding="utf-8")
    if kind == "mkdocs":
        page.write_text(page.read_text("utf-8").replace("parts/", "docs/parts/"), encoding="utf-8")
    project = tmp_path / "docforge.toml"
    told = re.sub(r'(?m)^each = "book"$', 'include = ["a.md"]', project.read_text("utf-8"))
    project.write_text(told, encoding="utf-8")
    done = docforge(["build", "."], tmp_path)
    assert done.status == 0, done.err
    whole = sources.markdown(around.format(PART, f"```py\n{shown}\n```"))
    for suffix in witness.FORMATS:
        assert witness.differences(whole, witness.text_of(tmp_path / "dist" / f"book.{suffix}"), suffix) == []
