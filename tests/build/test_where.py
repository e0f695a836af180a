"""``docforge where``: a paragraph of a finished file is found on its line, by name and by its place on a page."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from commandline import docforge

PAGE = """---
lang: zh-Hans
---

# 第一篇

开头一段，没有编号，说的是缘起。

1. 甲段在此，说的是春天。[^n]
2. 乙段在此，说的是夏天，
   写在两行上。

   乙段的续段，说的是雷雨。

| 节气 | 日期 |
|---|---|
| 谷雨 | 四月下旬 |

------

第十四条 丙段在此，说的是秋天。

第十五条 丁段在此，说的是冬天。 {#winter}

> 引文一段，说的是除夕。

[^n]: 注释一条，说的是立春。
"""
WORDS = {
    "第一篇": 5, "缘起": 7, "春天": 9, "夏天": 10, "雷雨": 13, "四月下旬": 17, "秋天": 21, "冬天": 23, "除夕": 25,
}  # fmt: skip
"""Words that stand once, and the line that the paragraph around them begins on."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("where")
    (folder / "docforge.toml").write_text(
        'language = "zh-Hans"\n[target.h]\nformats = ["pdf", "docx", "epub"]\noutput = "dist/{path}.{format}"\n'
        '[target.v]\nwriting = "vertical"\noutput = "dist/v/{path}.{format}"\n'
        '[target.book]\neach = "book"\noutput = "dist/book.{format}"\n',
        encoding="utf-8",
    )
    (folder / "notes").mkdir()
    (folder / "notes/a.md").write_text(PAGE, encoding="utf-8")
    (folder / "notes/b.md").write_text("# 第二篇\n\n1. 戊段在此，说的是闰月。\n", encoding="utf-8")
    assert docforge(["build", "--jobs", "0", "-q"], folder).status == 0
    return folder


def where(folder: Path, *arguments: str) -> list[str]:
    done = docforge(["where", *arguments], folder)
    assert done.status == 0, done.err
    return done.text.splitlines()


@pytest.mark.parametrize("file", ["dist/notes/a.pdf", "dist/notes/a.epub", "dist/notes/a.docx"])
def test_a_paragraph_is_found_by_number_address_label_and_id(folder: Path, file: str) -> None:
    second = ["notes/a.md:10:1: 2. (s1p2) 乙段在此，说的是夏天，写在两行上。"]
    assert where(folder, file, "--par", "2") == second
    assert where(folder, file, "--par", "s1p2") == second
    assert where(folder, file, "--par", "2.") == second
    fourteenth = ["notes/a.md:21:1: 第十四条 (s2p14) 丙段在此，说的是秋天。"]
    assert where(folder, file, "--par", "14") == where(folder, file, "--par", "第十四条") == fourteenth
    assert where(folder, file, "--par", "winter")[0].startswith("notes/a.md:23:1: 第十五条")


def test_a_number_of_several_series_gives_a_line_for_each(folder: Path) -> None:
    found = where(folder, "dist/book.pdf", "--par", "1")
    assert [line.split(": ")[0] for line in found] == ["notes/a.md:9:1", "notes/b.md:3:1"]


def boxes(file: Path, words: str) -> Iterator[tuple[int, float, float]]:
    """Page, and the middle of some words on it from its upper left corner as it is shown, as Poppler sees them."""
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)
    pages = ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}page")
    for number, page in enumerate(pages, 1):
        for word in page:
            text = word.text or ""
            if words in text:
                left, top, right, bottom = (float(word.get(key, "")) for key in ("xMin", "yMin", "xMax", "yMax"))
                share = (text.index(words) + len(words) / 2) / len(text)
                if bottom - top > right - left:
                    yield number, (left + right) / 2, top + share * (bottom - top)
                else:
                    yield number, left + share * (right - left), (top + bottom) / 2


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("file", ["dist/notes/a.pdf", "dist/v/notes/a.pdf", "dist/book.pdf"])
def test_a_place_on_a_page_leads_to_the_line_of_what_stands_there(folder: Path, file: str, words: str) -> None:
    page, x, y = list(boxes(folder / file, words))[-1]  # in a book the first is in the table of contents
    [found] = where(folder, file, "--page", str(page), "--at", f"{x:.0f},{y:.0f}")
    assert found.startswith(f"notes/a.md:{WORDS[words]}:")


def test_the_same_as_json(folder: Path) -> None:
    done = docforge(["where", "dist/notes/a.pdf", "--par", "2", "--json"], folder)
    [found] = json.loads(done.text)
    assert (found["file"], found["line"], found["column"]) == ("notes/a.md", 10, 1)
    assert (found["label"], found["address"]) == ("2.", "s1p2")


def test_convert_names_the_source_without_its_folder(folder: Path) -> None:
    assert docforge(["convert", "notes/a.md", "-o", "one.epub"], folder).status == 0
    assert where(folder, "one.epub", "--par", "14") == ["a.md:21:1: 第十四条 (s2p14) 丙段在此，说的是秋天。"]


def test_of_a_word_file_the_paragraph_is_told(folder: Path) -> None:
    assert docforge(["convert", "dist/notes/a.docx", "-o", "again.epub"], folder).status == 0
    [found] = where(folder, "again.epub", "--par", "s1p2")
    assert found.startswith("a.docx:¶")


@pytest.mark.parametrize(
    "arguments",
    [
        ["dist/notes/a.pdf", "--par", "99"],
        ["dist/notes/a.pdf"],
        ["dist/notes/a.pdf", "--page", "9"],
        ["dist/notes/a.pdf", "--page", "1", "--at", "left"],
        ["dist/notes/a.epub", "--page", "1"],
        ["nothing.pdf", "--par", "1"],
    ],
)
def test_what_is_not_there_is_a_usage_error(folder: Path, arguments: list[str]) -> None:
    assert docforge(["where", *arguments], folder).status == 2
