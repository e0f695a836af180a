"""Numbers of a DOCX that are typed instead of counted by Word."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from commandline import docforge
from judges.office import libreoffice_texts

NOTES = """---
lang: zh-Hans
number: all
---

# 题目

正文第一段。

一、总则。

（一）原则。

（二）目标，见第1段。

二、任务。

1. 第一项。
2. 第二项，见 [](#s1p1)。

- 无号
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("typed")
    (made / "a.md").write_text(NOTES, encoding="utf-8")
    for name, options in (("text", ["--docx-numbering", "text"]), ("native", []), ("gov", ["--theme", "gov"])):
        done = docforge(["convert", "a.md", "-o", f"{name}.docx", *options], made)
        assert done.status == 0, done.err
        assert "DF730" not in done.err
    return made


def body(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def numbered(path: Path) -> int:
    """Paragraphs that Word counts, bullets aside."""
    found = re.findall(r'<w:numPr><w:ilvl w:val="\d"/><w:numId w:val="(\d+)"/>', body(path))
    return sum(number != "2" for number in found)


def test_no_number_is_left_to_word_and_each_keeps_its_bookmark(folder: Path) -> None:
    assert numbered(folder / "native.docx") > 5
    assert numbered(folder / "text.docx") == 0
    names = [set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body(folder / f"{name}.docx")))
             for name in ("text", "native")]  # fmt: skip
    assert names[0] == names[1]


def test_official_documents_have_typed_numbers_unless_told_otherwise(folder: Path) -> None:
    assert numbered(folder / "gov.docx") == 0
    done = docforge(["convert", "a.md", "-o", "counted.docx", "--theme", "gov", "--docx-numbering", "native"], folder)
    assert done.status == 0
    assert numbered(folder / "counted.docx") > 5


def test_both_are_proved_alike(folder: Path) -> None:
    for name in ("text", "native", "gov"):
        done = docforge(["verify", f"{name}.docx"], folder)
        assert done.status == 0, done.text + done.err


def test_what_libreoffice_prints_are_the_labels_of_the_notes(folder: Path) -> None:
    path = folder / "text.docx"
    printed = re.findall(r"(?m)^\s*(\d+\.|[一二]、|（[一二]）)", libreoffice_texts([path])[path])
    assert printed == ["一、", "（一）", "（二）", "二、", "1.", "2."]
