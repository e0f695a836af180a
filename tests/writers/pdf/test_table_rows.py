"""Rows of a table where a page ends."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import docforge


@pytest.mark.parametrize("lines", range(26, 34))
def test_no_row_stands_alone_where_a_page_parts_a_table(lines: int, tmp_path: Path) -> None:
    body = "\n\n".join("字" for _ in range(lines))
    source = tmp_path / "a.md"
    source.write_text(f"# 题\n\n{body}\n\n| 甲 |\n|---|\n| 一 |\n| 二 |\n| 三 |\n", encoding="utf-8")
    done = docforge.convert(source, tmp_path / "a.pdf", lang="zh-Hans", facts=False, settings={"meta-line": False})
    assert done.ok
    pages = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    counts = [sum(char in "一二三" for char in page.get_textpage().get_text_bounded()) for page in pages]
    assert max(counts) == sum(counts) == 3
