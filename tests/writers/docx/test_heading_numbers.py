"""Headings that Word numbers: what it prints is what was typed, in LibreOffice, for verify and back in Markdown."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import judges
from commandline import docforge
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from docforge.readers.docx import READER
from docforge.typography.numbers import format_number
from docforge.verify.files import read_bytes
from docforge.world import MemoryWorld
from docforge.writers.docx.heading_labels import heading_label
from docxkit import Written, write
from tampering import member, rezip

CASES: dict[str, str] = {
    "chapters and sections": "1 第一章 总则|2 第一节 目的|2 第二节 范围|1 第二章 义务|2 第一节 甲方|3 一、钱|3 二、物",
    "decimals": "1 1 引言|2 1.1 背景|2 1.2 目的|3 1.2.1 远|3 1.2.2 近|1 2 方法|2 2.1 步骤|1 3 结论",
    "decimals with full stops": "1 1. 引言|2 1.1. 背景|2 1.2. 目的|1 2. 方法|2 2.1. 步骤",
    "official": "1 一、背景|2 （一）远因|2 （二）近因|1 二、办法|2 （一）人|3 1. 来|3 2. 去",
    "front and back without numbers": "1 前言|1 第一章 甲|1 第二章 乙|2 小结|1 附录|1 后记",
    "each document anew": "1 甲会|2 一、开|2 二、续|1 乙会|2 一、开|3 （一）人|3 （二）物|2 二、续|3 （一）又",
    "chapters that go on through the parts": "1 第一编 总|2 第一章 甲|2 第二章 乙|1 第二编 分|2 第三章 丙|3 第一节 子"
    "|3 第二节 丑|2 第四章 丁|3 第一节 寅|1 第三编 附|2 第五章 戊",
    "an excerpt, a gap and a repeat": "1 第三章 甲|2 3.2 子|2 3.4 丑|1 第五章 乙|1 第五章 丙|1 第六章 丁",
    "wide blanks": "1 第一章　总则|1 第二章　附则",
    "bold": "1 **一、背景**|1 **二、办法**",
    "Japanese": "1 第1章 総則|2 第1節 目的|2 第2節 定義|1 第2章 雑則|2 第1節 細則",
    "Korean": "1 제1장 총칙|2 제1절 목적|2 제2절 정의|1 제2장 보칙|2 제1절 기타",
    "English": "1 Chapter 1: Aims|2 1.1 Near|2 1.2 Far|1 Chapter 2: Means|2 2.1 Money",
    "several kinds on one level": "1 一、甲|1 二、乙|1 1. 丙|1 三、丁",
}
"""Headings, each with its level, parted by a stroke."""

LEGAL = ("an excerpt, a gap and a repeat",)
"""With 1.1 under 第一章: LibreOffice 7.4 does not know ``w:isLgl`` and prints 一.1."""


def headings(rows: str) -> tuple[n.Heading, ...]:
    found = []
    for place, row in enumerate(rows.split("|")):
        level, _, words = row.partition(" ")
        content: n.Inlines = (n.Text(words.strip("*")),)
        content = (n.Strong(content),) if words.startswith("**") else content
        found.append(n.Heading(int(level), content, attr=n.Attr(id=f"h{place}")))
    return tuple(found)


def typed(rows: str) -> list[str]:
    return [inline_text(heading.content) for heading in headings(rows)]


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def written() -> dict[str, Written]:
    return {name: write(*headings(rows)) for name, rows in CASES.items()}


@pytest.fixture(scope="module")
def libreoffice(written: dict[str, Written], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("headings")
    paths = {name: each.save(folder / f"{place}.docx") for place, (name, each) in enumerate(written.items())}
    texts = judges.libreoffice_texts(paths.values())
    return {name: [line.strip() for line in texts[path].splitlines() if line.strip()] for name, path in paths.items()}


@pytest.mark.parametrize("name", [name for name in CASES if name not in LEGAL])
def test_libreoffice_prints_what_was_typed(libreoffice: dict[str, list[str]], name: str) -> None:
    assert [bare(line) for line in libreoffice[name]] == [bare(line) for line in typed(CASES[name])]


def test_the_judges_are_content(written: dict[str, Written], tmp_path: Path) -> None:
    for name in ("decimals", "chapters that go on through the parts", "front and back without numbers", *LEGAL):
        path = written[name].save(tmp_path / "headings.docx")
        assert not [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)], name


def test_headings_are_counted_and_not_typed(written: dict[str, Written]) -> None:
    assert written["chapters and sections"].texts()[:3] == ["总则", "目的", "范围"]
    assert written["decimals"].texts()[:3] == ["引言", "背景", "目的"]
    assert written["bold"].texts()[:2] == ["背景", "办法"]
    assert written["wide blanks"].texts()[0] == "　总则"  # no blank of Word's is as wide
    assert written["several kinds on one level"].texts()[:4] == ["甲", "乙", "1. 丙", "丁"]


def test_one_definition_of_several_levels_belongs_to_the_heading_styles(written: dict[str, Written]) -> None:
    file = written["decimals"]
    links = "//w:abstractNum[w:lvl/w:pStyle/@w:val='Heading1']/w:lvl[w:pStyle]"
    assert file.find(f"{links}/w:lvlText/@w:val", "numbering") == ["%1", "%1.%2", "%1.%2.%3"]
    assert file.find(f"{links}/w:pStyle/@w:val", "numbering") == ["Heading1", "Heading2", "Heading3"]
    for level in (1, 2, 3):
        style = f"//w:style[@w:styleId='Heading{level}']/w:pPr/w:numPr"
        assert file.find(f"{style}/w:ilvl/@w:val", "styles") == [str(level - 1)]
    # Nothing is said of single headings: whoever adds one in Word gets its number from the style.
    assert file.find("//w:p/w:pPr/w:numPr") == []


def test_levels_of_other_scripts_show_digits_of_the_levels_above(written: dict[str, Written]) -> None:
    file = written["an excerpt, a gap and a repeat"]
    assert file.find("//w:lvl[w:isLgl]/w:lvlText/@w:val", "numbering") == ["%1.%2"]


def test_a_heading_without_a_number_is_taken_out_of_its_styles_list(written: dict[str, Written]) -> None:
    file = written["front and back without numbers"]
    (silent,) = set(file.find("//w:p/w:pPr/w:numPr/w:numId/@w:val"))
    definition = f"//w:abstractNum[@w:abstractNumId=//w:num[@w:numId={silent}]/w:abstractNumId/@w:val]"
    assert set(file.find(f"{definition}/w:lvl/w:lvlText/@w:val", "numbering")) == {""}
    assert set(file.find(f"{definition}/w:lvl/w:numFmt/@w:val", "numbering")) == {"none"}
    out = file.find(f"//w:p[w:pPr/w:numPr/w:numId/@w:val={silent}]")
    assert ["".join(paragraph.itertext()) for paragraph in out] == ["前言", "附录", "后记"]


def test_parts_and_chapters_that_go_on_through_them_have_definitions_of_their_own(written: dict[str, Written]) -> None:
    file = written["chapters that go on through the parts"]
    assert file.find("//w:p/w:pPr/w:numPr") == []
    assert not file.find("//w:startOverride", "numbering")


@pytest.mark.parametrize(
    "words",
    [
        "第二章的启示", "第一、二章", "1.5倍的增长", "2024年总结", "2024 年总结", "十年来", "第一章", "1.2.3.4a 版",
        "第一百零一章 甲", "三月的活动", "(a) 甲", "99.9% 的人",
    ],
)  # fmt: skip
def test_words_that_only_look_like_numbers_stay_typed(words: str) -> None:
    written = write(n.Heading(1, (n.Text(words),), attr=n.Attr(id="h")))
    assert written.texts()[0] == words


def test_one_heading_that_begins_with_a_number_and_a_blank_proves_nothing() -> None:
    assert write(*headings("1 3 月的活动|1 附录")).texts()[:1] == ["3 月的活动"]
    assert write(*headings("1 1 甲|1 2 乙|1 30 天内")).texts()[:3] == ["甲", "乙", "30 天内"]


@pytest.mark.parametrize(
    ("words", "label", "value"),
    [
        ("第十二章 总则", "第十二章", (12,)),
        ("第3讲：问", "第3讲", (3,)),
        ("（三）甲", "（三）", (3,)),
        ("1.2.3 甲", "1.2.3", (1, 2, 3)),
        ("Part IV The end", "Part IV", (4,)),
        ("丙、甲", "丙、", (3,)),
        ("③甲", "③", (3,)),
        ("제3절 갑", "제3절", (3,)),
    ],
)
def test_labels_are_read_with_their_numbers(words: str, label: str, value: tuple[int, ...]) -> None:
    found = heading_label((n.Text(words),))
    assert found is not None
    assert (found.text, found.value) == (label, value)


# ---------------------------------------------------------------- the whole way


LAW = """---
lang: zh-Hans
---

# 题目

[[toc]]

## 前言

见第二章，也见 [](#yw) 和 [](#bj)。

## 第一章 总则

### 1.1 背景 {#bj}

#### 一、概况[^fn1]

#### 二、细节

## 第二章 义务 {#yw}

### 2.1 甲

### 2.3 跳号

### 2.4 接着

## 附录

[^fn1]: 注。
"""


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("law")
    (folder / "law.md").write_text(LAW, encoding="utf-8")
    for name, options in (("native", []), ("text", ["--docx-numbering", "text"])):
        done = docforge(["convert", "law.md", "-o", f"{name}.docx", *options], folder)
        assert done.status == 0, done.err
    return folder


@pytest.mark.parametrize("name", ["native", "text"])
def test_the_numbers_of_headings_are_proved_and_come_back(law: Path, name: str) -> None:
    done = docforge(["verify", f"{name}.docx"], law)
    assert done.status == 0, done.text + done.err
    done = docforge(["convert", f"{name}.docx", "-o", f"{name}.md"], law)
    assert done.status == 0, done.err
    back = (law / f"{name}.md").read_text(encoding="utf-8")
    assert [line for line in back.splitlines() if line.startswith("##")] == [
        line for line in LAW.splitlines() if line.startswith("##")
    ]
    assert "也见 [第二章 义务](#yw) 和 [1.1 背景](#bj)" in back


def test_a_wrong_number_of_a_heading_is_found(law: Path) -> None:
    data = (law / "native.docx").read_bytes()
    changed = member(data, "word/numbering.xml").replace("第%1章".encode(), "第%1节".encode())
    (law / "wrong.docx").write_bytes(rezip(data, {"word/numbering.xml": changed}))
    done = docforge(["verify", "wrong.docx", "--against", "law.md"], law)
    assert done.status == 4
    assert "“第一[章] 总则”" in done.err


def test_references_show_the_number_of_a_heading_and_its_words(law: Path) -> None:
    body = member((law / "native.docx").read_bytes(), "word/document.xml").decode()
    assert "REF _df_yw \\n \\h" in body  # 第二章
    assert "REF _df_yw \\n </w:instrText>" in body  # 第二章 义务, in one link with its words
    assert "REF _df_yw </w:instrText>" in body


@pytest.mark.parametrize("seed", range(3))
def test_libreoffice_counts_random_outlines_as_they_were_typed(seed: int, tmp_path: Path) -> None:
    cases = {tmp_path / f"{place}.docx": outline(random.Random(f"{seed} {place}")) for place in range(8)}
    for path, rows in cases.items():
        write(*headings(rows)).save(path)
    texts = judges.libreoffice_texts(cases)
    for path, rows in cases.items():
        printed = [bare(line) for line in texts[path].splitlines() if line.strip()]
        assert printed == [bare(line) for line in typed(rows)], rows


KINDS = (("第{}章 ", "第{}节 ", "{}、"), ("{}. ", "{}. ", "（{}）"), ("第{}编 ", "第{}章 ", "第{}节 "))


def outline(rng: random.Random) -> str:
    """A random outline of three levels: numbers that go on, begin anew, skip, repeat, or are missing."""
    kinds: Sequence[str] = rng.choice(KINDS)
    on = rng.random() < 0.3
    counts = [0, 0, 0]
    rows = ["1 前言"] if rng.random() < 0.5 else []
    level = 0
    for place in range(rng.randint(6, 16)):
        level = min(rng.randint(0, 2), level + 1)
        if rng.random() < 0.15:
            rows.append(f"{level + 1} 无号{place}")
            continue
        odd = rng.random() < 0.15
        counts[level] = rng.choice((1, counts[level] + 2, max(counts[level], 1))) if odd else counts[level] + 1
        counts[level + 1 :] = [counts[level + 1] if on and level == 0 else 0, 0][: 2 - level]
        number = str(counts[level]) if kinds[level] == "{}. " else format_number(counts[level], "chinese")
        rows.append(f"{level + 1} {kinds[level].format(number)}甲{place}")
    return "|".join(rows)


SHAPES = (
    "第{h}章 ", "第{h}章　", "第{d}节", "{h}、", "{h}、 ", "（{h}）", "({d}) ", "{d}. ", "{d} ", "{c}.{d} ", "{c}.{d}",
    "①", "甲、", "A. ", "b) ", "제{d}장 ", "Chapter {d}: ", "Part II ", "",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_whatever_headings_begin_with_their_words_are_found_again(seed: int) -> None:
    """By verify and by the reader, each with code of its own."""
    rng = random.Random(seed)
    usual = rng.choices(SHAPES, k=4)
    rows = []
    counts = [1, 1, 1, 1]
    for place in range(rng.randint(2, 14)):
        level = rng.randint(0, 3)
        counts[level] = min(counts[level] + 1, 9) if rng.random() < 0.8 else rng.randint(1, 5)
        shape = usual[level] if rng.random() < 0.8 else rng.choice(SHAPES)
        label = shape.format(h="一二三四五六七八九"[counts[level] - 1], c=counts[max(level - 1, 0)], d=counts[level])
        rows.append(f"{level + 1} {label}{rng.choice(('总则', 'Aims', ' 空', '的', '2024年'))}{place}")
    wanted = headings("|".join(rows))
    file = write(*(n.Div((each,)) if rng.random() < 0.1 else each for each in wanted))
    reading = read_bytes(file.data, "docx", "a.docx", Limits()).value
    assert reading is not None
    words = [inline_text(each.content) for each in wanted]
    assert [found.paragraph.text for found in reading.found] == words
    back = READER.read(file.data, "a.docx", ReadOptions(lang="zh-Hans"), MemoryWorld()).value
    assert [inline_text(each.content) for each in find(back.blocks, n.Heading)] == words
