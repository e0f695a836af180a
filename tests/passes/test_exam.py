"""Examination papers: points and their sum, the box in each language, options side by side as they fit."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
from docforge.model import nodes as n
from docforge.model.editions import Edition
from docforge.model.exams import BOX, columns
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, Result

MEASURE = 42.0


def paper(folder: Path, text: str, lang: str = "zh-Hans", **options: object) -> Result[n.Document]:
    path = folder / "in.md"
    path.write_text(f"---\nlang: {lang}\n---\n\n# 题\n\n{text}", encoding="utf-8")
    read = docforge.read(path, final=False).document
    assert read is not None
    return run_all(read, PassOptions(**{"exam": MEASURE, **options}))  # type: ignore[arg-type]


def grids(document: n.Document) -> list[int]:
    return [columns(div.attr) for div in find(document.blocks, n.Div) if columns(div.attr)]


def box(document: n.Document) -> str:
    (found,) = (div for div in document.blocks if isinstance(div, n.Div) and BOX in div.attr.classes)
    return block_text((found,))


@pytest.mark.parametrize(
    ("lang", "words", "points"),
    [
        ("zh-Hans", "姓名 班级 学号 得分", "（5分）"),
        ("zh-TW", "姓名 班級 學號 得分", "（5分）"),
        ("ja", "氏名 組 番号 得点", "（5点）"),
        ("ko", "이름 반 번호 점수", "(5점)"),
        ("de", "Name Class No. Score", "(5)"),
    ],
)
def test_the_box_and_the_points_speak_the_language_of_the_paper(
    tmp_path: Path, lang: str, words: str, points: str
) -> None:
    document = paper(tmp_path, "1. 甲 {points=5}\n2. 乙 {points=2.5}\n", lang).value
    assert box(document).split() == [*words.split(), "/", "7.5"]
    assert points in block_text(document.blocks)


def test_a_paper_has_the_numbers_of_the_document_and_is_made_once(tmp_path: Path) -> None:
    text = "1. 甲 {points=5}\n   A. 子\n   B. 丑\n2. 乙\n"
    plain, made = paper(tmp_path, text, exam=None).value, paper(tmp_path, text).value
    items = [[item.label for item in find(document.blocks, n.Item)] for document in (plain, made)]
    assert items[0] == items[1] == ["1.", "A.", "B.", "2."]
    assert "5" not in block_text(plain.blocks)
    assert run_all(made, PassOptions(exam=MEASURE)).value == made


@pytest.mark.parametrize(("width", "count"), [(2, 4), (6, 4), (8, 2), (15, 2), (19, 1), (40, 1)])
def test_options_stand_side_by_side_as_far_as_the_widest_fits(tmp_path: Path, width: int, count: int) -> None:
    text = f"1. 题（　）\n   A. {'宽' * width}\n   B. 丑\n   C. 寅\n   D. 卯\n"
    assert grids(paper(tmp_path, text).value) == [count]
    assert grids(paper(tmp_path, text, exam=0.0).value) == [1], "vertical lines"


def test_points_are_added_up_where_they_are_outermost_and_checked_against_every_sum(tmp_path: Path) -> None:
    text = "## 一 {points=20}\n\n1. 甲 {points=5}\n\n2. 乙 {points=10}\n\n   1. 丙 {points=4}\n\n   2. 丁 {points=6}\n"
    done = paper(tmp_path, text)
    assert box(done.value).endswith("/ 15")
    assert [(item.code, item.line) for item in done.diagnostics if item.code == "DF245"] == [("DF245", 7)]


BLANKS = "1. 直辖市是[重庆]{.blank}，省会是[成都]{.blank}。 {points=4}\n2. 乙。\n"


def test_blanks_are_lines_to_write_on_or_underlined_answers(tmp_path: Path) -> None:
    student = paper(tmp_path, BLANKS, edition=Edition("s", ("s",), "none")).value
    teacher = paper(tmp_path, BLANKS, edition=Edition("t", ("t",))).value
    assert "直辖市是________，省会是________。（4分）" in block_text(student.blocks)
    assert [block_text((n.Para(line.content),)) for line in find(teacher.blocks, n.Underline)] == ["重庆", "成都"]


def test_what_stood_in_blanks_is_in_the_key(tmp_path: Path) -> None:
    key = paper(tmp_path, BLANKS, edition=Edition("k", ("t",), "apart")).value
    end = paper(tmp_path, BLANKS, edition=Edition("e", ("t",), "end")).value
    assert [(item.label, block_text(item.blocks)) for item in find(key.blocks, n.Item)] == [("1.", "重庆；成都")]
    assert block_text(end.blocks).endswith("重庆；成都")
    assert not list(find(key.blocks, n.Table)), "a key has no box"
