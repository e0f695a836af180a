"""Lines of bold where a level of headings is missing."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import inline_text
from settled import settled


def headings(markdown: str) -> list[tuple[int, str]]:
    blocks = settled(markdown).value.blocks
    return [(block.level, inline_text(block.content)) for block in blocks if isinstance(block, n.Heading)]


def test_a_bold_line_before_a_heading_two_levels_deeper_is_the_missing_level() -> None:
    text = "# 题\n\n## 甲\n\n**一、乙**\n\n文。\n\n#### 丙\n\n文。\n\n**二、丁**\n\n#### 戊\n\n文。\n"
    assert headings(text) == [(1, "甲"), (2, "一、乙"), (3, "丙"), (2, "二、丁"), (3, "戊")]


def test_below_the_title_the_first_level_may_be_missing_too() -> None:
    assert headings("# 行程\n\n**一、基本公式**\n\n### 相遇\n\n文。\n") == [(1, "一、基本公式"), (2, "相遇")]


def test_it_is_told_with_its_place() -> None:
    found = [item for item in settled("# 题\n\n**一、乙**\n\n### 丙\n").diagnostics if item.code == "DF205"]
    assert [(item.severity, item.line) for item in found] == [("note", 3)]


def test_where_no_level_is_missing_bold_stays_bold() -> None:
    assert headings("# 题\n\n## 甲\n\n**乙**\n\n### 丙\n") == [(1, "甲"), (2, "丙")]
    assert headings("# 题\n\n## 甲\n\n**乙**\n\n文。\n") == [(1, "甲")]


def test_sentences_pictures_and_bold_within_a_line_are_no_headings() -> None:
    for line in ("**这是一句话。**", "**注意**：小心", "**![图](a.png)**", "**" + "长" * 41 + "**"):
        assert headings(f"# 题\n\n## 甲\n\n{line}\n\n#### 丙\n") == [(1, "甲"), (2, "丙")]
