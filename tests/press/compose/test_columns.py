"""Real text in columns from 8 to 44 em: what a careful reader would mark is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from columnkit import count
from docforge.press.compose import Settings

NASTY = [
    "他在会上说：“（甲）《论十大关系》、《实践论》……是‘重要’的。”——编者注（2024年）。",
    "使用 WeasyPrint 70 生成 PDF/A-2u 文件，耗时约1.5秒；在Debian 12上（含 Python 3.11）测试。",
    "「引文」『内引』〈单〉【注】，！？……——完。コーヒー、ちょっと待って。“一”“二”、“三”；“四”：“五”！",
]


def paragraphs(root: Path, name: str) -> list[str]:
    """The long plain lines of an example."""
    lines = (root / "examples" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if len(line) > 30 and not any(mark in line for mark in "|[]<>`*#{")]


@pytest.mark.parametrize("optimise", [False, True], ids=["line by line", "over the paragraph"])
@pytest.mark.parametrize("name", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_columns_of_every_width_have_no_faults(root: Path, name: str, optimise: bool) -> None:
    texts = paragraphs(root, name) + (NASTY if name != "ko" else [])
    lines = 0
    for width in range(8, 46, 2):
        faults = count(texts, name, float(width), Settings(optimise=optimise, last_line_min=2))
        assert (faults.forbidden, faults.ragged, faults.loose_pairs, faults.sticking_out) == ([], [], [], []), width
        lines += faults.lines
    assert lines > 10


@pytest.mark.parametrize("optimise", [False, True], ids=["line by line", "over the paragraph"])
def test_at_book_widths_ideographs_are_hardly_parted(root: Path, optimise: bool) -> None:
    texts = paragraphs(root, "zh-Hans") + paragraphs(root, "gongwen") + NASTY
    for width in range(20, 46, 2):
        faults = count(texts, "zh-Hans", float(width), Settings(autospace=0.125, optimise=optimise, last_line_min=2))
        assert faults.worst <= 0.15, width
