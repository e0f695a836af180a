"""True pages of docforge that the typography proof has nothing to say of."""

from __future__ import annotations

from pathlib import Path

import pytest

import constructs
import docforge
from docforge.model import nodes as n
from docforge.verify.typeset import prove_setting
from lawkit import written
from sheetkit import Para, sheet, squared

TWO_LINES = n.Span(constructs.inlines("割り注の長い文、二行"), attr=n.Attr(classes=("warichu",)))
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PAGES: dict[str, tuple[n.Blocks, str]] = {
    "two lines in one": ((constructs.para("前の文", TWO_LINES, "後の文。" * 20), constructs.para(TWO_LINES)), "ja"),
    "a word with a hyphen": (
        (constructs.para("中文" * 15, n.Span((n.Text(LONG),), attr=n.Attr(lang="de")), "中文"),),
        "zh-Hans",
    ),
    "a blank between two spans": (
        (constructs.para(n.Strong(constructs.inlines("甲")), "\u3000", n.Strong(constructs.inlines("乙"))),),
        "zh-Hans",
    ),
    "a label that touches its text": (
        (constructs.item("①", 1, "这是第一段。", scheme="circled:{}", address="s1p1"),),
        "zh-Hans",
    ),
    "numbers of all paragraphs": (
        tuple(constructs.para("第二段文字，文字很长，" * 12, number=k) for k in range(1, 4)),
        "zh-Hans",
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_true_page_has_nothing_to_object_to(case):
    blocks, lang = PAGES[case]
    _, data = written(n.Document(blocks, title=constructs.inlines("题"), lang=lang), "pdf", "handout")
    assert [(item.kind, item.line, item.detail) for item in prove_setting(data).findings] == []


def test_a_sign_is_parted_from_its_number_but_not_from_a_circled_one():
    rest = ("丙丁戊己庚辛壬癸子丑寅", "完了一行。")
    number, circled = (Para([f"甲乙丙丁戊己庚辛壬癸子{last}", f"℃{rest[0]}", rest[1]]) for last in ("3", "③"))
    assert "line-start" in [item.kind for item in prove_setting(sheet(number)).findings]
    assert prove_setting(sheet(circled)).findings == ()


def test_a_measure_is_the_edge_of_most_lines_not_of_the_longest_marks():
    lines = [squared("一二三四五六七八九十甲乙", 12)] * 4
    halved = [[*"一二三四五六七八九十甲", "。"]] * 2
    assert prove_setting(sheet(Para([*lines, *halved, "完了一行。"]))).findings == ()


RAGGED = "大字版的各行左边对齐，右边不齐，这样眼睛容易找到下一行，读起来也就不累。"


def test_ragged_lines_of_characters_of_one_width_are_not_taken_for_justified_ones():
    blocks = tuple(constructs.para(RAGGED * count) for count in (2, 3, 4, 2, 3))
    _, data = written(n.Document(blocks, title=constructs.inlines("题"), lang="zh-Hans"), "pdf", "large-print")
    assert prove_setting(data).counts()["ragged"] == 0


def test_a_line_of_the_contents_does_not_go_on_in_the_paragraph_of_the_next_page():
    root = Path(__file__).parents[2]
    _, data = written(docforge.read(root / "examples" / "zh-Hans.md").document, "pdf", "book")
    assert [(item.kind, item.line, item.detail) for item in prove_setting(data).findings] == []


def test_digits_of_a_table_that_stands_upright_on_a_vertical_page_have_their_gaps(tmp_path):
    front, table = "---\nlang: ja\nwriting: vertical\n---\n\n", "| 月 | 数 |\n|---|---|\n| [12]{.tcy}月 | 3人 |\n"
    source = f"{front}# 表\n\n[12]{{.tcy}}月から。\n\n{table}"
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.pdf").ok
    assert prove_setting((tmp_path / "a.pdf").read_bytes()).findings == ()
