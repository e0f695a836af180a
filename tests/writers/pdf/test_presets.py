"""Handouts under presets: the same numbers and text, whole files, and what is drawn is no text."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

import docforge
from docforge.theme.presets import presets
from docforge.writers.pdf.impose import imposed
from judges import pdf_ua, qpdf_check
from pagekit import handout

SOURCE = """---
lang: zh-Hans
---
# 课堂练习

## 目录

[[toc]]

## 一、阅读

1. 第一问：为什么段落是思想的最小单位？请用自己的话说明，并举一个例子，例如第2段。
2. 第二问。 {lines=1}
3. 第三问，分两问。

   （1）其一。

   （2）其二。 {lines=5}

## 二、选择

4. 下列句子中，没有语病的一项是（ ）

   A. 通过这次活动，使我们明白了道理。

   B. 他不但会唱歌，而且会跳舞。
"""
NO_FANGSONG = "DF551"
"""What gov says where a machine has no 仿宋."""
PAPERS = ("A4", "A5")


def made(folder: Path, *names: str, theme: str = "handout", paper: str = "A4") -> Path:
    source, file = folder / "in.md", folder / "out.pdf"
    source.write_text(SOURCE, encoding="utf-8")
    outcome = docforge.convert(source, [file, folder / "out.docx"], theme=theme, page_size=paper, presets=names)
    assert [item.code for item in outcome.diagnostics if item.severity != "note"] in ([], [NO_FANGSONG])
    return file


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", sorted(presets()))
def test_a_preset_changes_no_number_and_no_text(tmp_path: Path, name: str, paper: str) -> None:
    file = made(tmp_path, name, paper=paper)
    verdict = docforge.verify([file, tmp_path / "out.docx"])
    assert verdict.ok, verdict.diagnostics
    assert pdf_ua(file) == []
    assert qpdf_check(file) == []


@pytest.mark.parametrize("theme", ["book", "large-print", "gov"])
def test_presets_combine_on_every_theme(tmp_path: Path, theme: str) -> None:
    file = made(tmp_path, "note-margin", "answer-lines", "booklet", theme=theme)
    verdict = docforge.verify([file, tmp_path / "out.docx"])
    assert verdict.ok, verdict.diagnostics


def test_lines_to_write_on_are_artifacts(tmp_path: Path) -> None:
    file = made(tmp_path, "note-margin", "answer-lines")
    assert "_" not in subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        first = pikepdf.parse_content_stream(pdf.pages[0])[:2]
        assert str(first[0].operands[0]) == "/Artifact"


def test_a_sheet_of_a_booklet_shows_the_last_page_beside_the_first(tmp_path: Path) -> None:
    made(tmp_path, "booklet", "double-spaced", paper="A5")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        shown = [[int(number) for number in page.obj.DocforgePages] for page in pdf.pages]
        assert shown[0][1] == 1
        assert shown[1][0] == 2
        width, height = (float(value) for value in pdf.pages[0].mediabox[2:])
        assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (296, 210)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_a_page_without_marked_content_has_its_place_on_a_sheet(tmp_path: Path) -> None:
    with pikepdf.open(made(tmp_path, "double-spaced", paper="A5")) as pdf:
        del pdf.pages[1].obj["/StructParents"]
        pdf.Root.StructTreeRoot.ParentTree.Nums = [0, pdf.Root.StructTreeRoot.ParentTree.Nums[1]]
        count, out = len(pdf.pages), io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(imposed(out.getvalue(), replace(handout().page, imposition="2-up")))) as sheets:
        assert len(sheets.pages) == -(-count // 2)


def test_the_same_booklet_has_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path, "booklet").read_bytes() == made(tmp_path, "booklet").read_bytes()
