"""Numbers of lines: drawn in PDF, Word's own in DOCX, and of the same lines."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

import judges
from commandline import docforge
from judges.office import libreoffice_pdfs
from judges.pdf import pdf_ua

LONG = "写得长一些，好让它占许多行，" * 12
TABLE = "| 表 | 二 |\n|---|---|\n| 1 | 2 |"
TEXT = f"---\nlang: zh-Hans\n---\n\n# 题\n\n{LONG}\n\n1. 条[^a]{LONG}\n\n{TABLE}\n\n> {LONG}\n\n[^a]: {LONG}\n"
"""A note and a table, whose lines are not counted, among text."""


def drawn(pdf: Path) -> list[bytes]:
    """What of each page's content draws numbers of lines."""
    import pikepdf

    with pikepdf.open(pdf) as file:
        contents = [page.Contents.read_bytes() for page in file.pages]
    return [b"".join(re.findall(rb"/Layout>> BDC q 0\.35 g.*? EMC", content, re.DOTALL)) for content in contents]


@pytest.mark.parametrize("settings", [(), ("--preset", "two-column"), ("--set", "page.writing=vertical")])
def test_numbers_are_drawn_and_are_no_text(tmp_path: Path, settings: tuple[str, ...]) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    for name, more in (("plain", ()), ("numbered", ("--set", "page.line-numbers=2"))):
        done = docforge(["convert", "a.md", "-o", f"{name}.pdf", *settings, *more], tmp_path)
        assert done.status == 0, done.err
    plain, numbered = (tmp_path / f"{name}.pdf" for name in ("plain", "numbered"))
    texts = [
        [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)] for path in (plain, numbered)
    ]
    assert texts[0] == texts[1]
    assert drawn(plain) == [b""] * len(texts[0])
    assert all(drawn(numbered))
    assert pdf_ua(numbered) == []
    assert docforge(["verify", "numbered.pdf"], tmp_path).status == 0


def test_word_numbers_lines_and_libreoffice_counts_those_of_the_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    settings = ["--set", "page.line-numbers=1", "--set", "page.lines-counted=document", "--set", "meta-line=false"]
    done = docforge(["convert", "a.md", "-o", "a.docx", "-o", "a.pdf", *settings], tmp_path)
    assert done.status == 0, done.err
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    assert '<w:lnNumType w:countBy="1" w:restart="continuous"/>' in body
    assert [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)] == []
    (office,) = libreoffice_pdfs([path], tmp_path / "office").values()
    page = pypdfium2.PdfDocument(office)[0]
    margin = page.get_textpage().get_text_bounded(left=0, right=60, bottom=200)
    lines = [int(number) for number in re.findall(r"\d+", margin)]
    assert lines == list(range(1, len(lines) + 1))
    assert len(lines) == sum(content.count(b" Q") - content.count(b" Q EMC") for content in drawn(tmp_path / "a.pdf"))


def test_a_word_file_that_gives_the_page_has_none_of_the_theme(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert docforge(["convert", "a.md", "-o", "t.docx"], tmp_path).status == 0
    asked = ["--reference-doc", "t.docx", "--set", "page.line-numbers=1", "-v"]
    done = docforge(["convert", "a.md", "-o", "a.docx", *asked], tmp_path)
    assert "note[DF751] not-in-a-word-file: left out: numbers of lines" in done.err
