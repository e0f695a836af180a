"""Shapes that break parsers and layout engines: everything that can be read is in all three files."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
from docforge.model.text import block_text

LAST = "末段在此。"
LISTS = "".join("  " * depth + f"- 第{depth}层\n" for depth in range(60))
QUOTES = "> " * 60 + "最深处\n"
LONG = "长" * 20_000 + "\n"
LATIN = "x" * 5_000 + "\n"


@pytest.mark.parametrize(
    "body", [LISTS, QUOTES, LONG, LATIN], ids=["lists 60 deep", "quotes 60 deep", "long", "unbroken"]
)
def test_nothing_is_lost(body: str, tmp_path: Path) -> None:
    source = tmp_path / "notes.md"
    source.write_text(f"# 题目\n\n{body}\n\n{LAST}\n", encoding="utf-8")
    files = [tmp_path / f"notes.{suffix}" for suffix in ("pdf", "epub", "docx")]
    outcome = docforge.convert(source, files, lang="zh-Hans")
    assert outcome.ok, outcome.diagnostics
    assert outcome.document is not None
    assert block_text(outcome.document.blocks).endswith(LAST)
    verdict = docforge.verify(files)
    assert verdict.ok, verdict.diagnostics
