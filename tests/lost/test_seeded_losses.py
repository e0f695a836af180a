"""The comparison finds every loss: of one character anywhere, in each kind of file."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

import witness
from commandline import docforge
from witness import sources
from witness.rules import settled
from witness.text import NOTE, Told

SOURCE = """# 行程

1. 近日，城市举办读书节[^a]，见{漢字|かんじ}。
2. **2、名词**：the water mill。

| 甲 | 乙 |
|---|---|
| 丙 | 丁 |

![一张图](chart.png)

::: details 解析
因为如此，v = $s/t$。
:::

- [x] 打印

[^a]: 这是注。
"""

SEEDS = {
    "a title": ("行程", "行"),
    "a paragraph": ("读书节", "读书"),
    "a blank between words": ("water mill", "watermill"),
    "a reading": ("かんじ", "かん"),
    "a label": ("2、", "3、"),
    "a cell": ("| 丙 |", "| |"),
    "a description of a picture": ("一张图", "一图"),
    "a folded box": ("因为如此，", "因为如此"),
    "a formula": ("s/t", "s/x"),
    "a box that is ticked": ("[x]", "[ ]"),
    "a note": ("这是注。", "这是。"),
    "the call of a note": ("读书节[^a]，", "读书节，[^a]"),
    "the order": ("| 甲 | 乙 |", "| 乙 | 甲 |"),
    "something twice": ("丁", "丁丁"),
}


def _files(folder: Path, text: str) -> dict[witness.Format, Path]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    shutil.copy(Path(__file__).resolve().parents[2] / "examples" / "images" / "chart.png", folder)
    files = {suffix: folder / f"a.{suffix}" for suffix in witness.FORMATS}
    outputs = [part for file in files.values() for part in ("-o", file.name)]
    docforge(["convert", "a.md", *outputs, "--set", "meta-line=false", "--show-run", "none", "--no-facts"], folder)
    return files


def test_the_text_itself_has_no_difference(tmp_path: Path) -> None:
    told = sources.markdown(SOURCE)
    for suffix, file in _files(tmp_path, SOURCE).items():
        assert witness.differences(told, witness.text_of(file), suffix) == []


def test_whatever_is_missing_in_a_file_is_found(tmp_path: Path) -> None:
    """The files are made of a source that was altered at one place; the texts are compared with the true one."""
    told = sources.markdown(SOURCE)
    missed = []
    for name, (before, after) in SEEDS.items():
        assert before in SOURCE
        for suffix, file in _files(tmp_path, SOURCE.replace(before, after, 1)).items():
            found = witness.differences(told, witness.text_of(file), suffix)
            if len(found) not in (1, 2) and (name, suffix) not in NOT_IN_PRINT:
                missed.append((name, suffix, found))
    assert missed == []


NOT_IN_PRINT = {("a blank between words", "pdf")}
"""A PDF has no blanks at the ends of its lines, so none are compared; docforge verify proves them."""


@pytest.mark.parametrize("gone", ["城", "丁", "因", "这"])
@pytest.mark.parametrize("suffix", ["epub", "docx"])
def test_one_character_less_in_the_bytes_of_a_file_is_found(tmp_path: Path, suffix: witness.Format, gone: str) -> None:
    file, less = _files(tmp_path, SOURCE)[suffix], tmp_path / f"less.{suffix}"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(less, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(gone.encode(), b"") if name in PAGES else old.read(name))
    (found,) = witness.differences(sources.markdown(SOURCE), witness.text_of(less), suffix)
    assert (found.source, found.file) == (gone, "")


PAGES = ("EPUB/c001.xhtml", "word/document.xml", "word/footnotes.xml")


def test_no_single_character_of_a_text_can_be_missing_unseen() -> None:
    told = sources.markdown(SOURCE)
    whole = settled(told, "file", "docx").body
    for place in range(len(whole)):
        less = Told(whole[:place] + whole[place + 1 :], told.notes)
        assert whole[place] == NOTE or witness.differences(told, less, "docx"), whole[: place + 1]
