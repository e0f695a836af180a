"""Notes at the end of a document or of its chapters: endnotes of Word, a list at the end in PDF, the same numbers."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

import judges
from commandline import docforge
from docforge.build.api import read
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from judges.office import libreoffice_pdfs
from judges.pdf import pdf_ua
from tampering import member, rezip

LONG = "很长的注文要占许多行，" * 60
CHAPTERS = {
    "01.md": "# 一\n\n1. 甲[^a]，又[^b]，再[^a]。\n\n[^a]: 同上。\n\n    又一段。\n\n    - 条\n\n[^b]: 注乙。\n",
    "02.md": f"# 二\n\n1. 丙[^x]，[^y]又[^y]。\n\n[^x]: {LONG * 3}\n\n[^y]: 注丁，*English*{LONG * 2}\n",
}
PROJECT = """
language = "zh-Hans"
notes = "{scope}"
set = {{ "page.notes" = "end" }}
[target.book]
each = "book"
title = "尾注"
formats = ["pdf", "epub", "docx"]
output = "{{path}}.{{format}}"
"""


@pytest.fixture(scope="module", params=["book", "chapter"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp(request.param)
    for name, text in {**CHAPTERS, "docforge.toml": PROJECT.format(scope=request.param)}.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = docforge(["build"], folder)
    assert (done.status, done.err.count("verified")) == (0, 3), done.err
    return request.param, folder


def test_they_are_endnotes_of_word_with_the_numbers_of_the_document(made: tuple[str, Path]) -> None:
    scope, folder = made
    with zipfile.ZipFile(folder / "book.docx") as archive:
        body, ends, feet, settings = (
            archive.read(f"word/{name}.xml").decode() for name in ("document", "endnotes", "footnotes", "settings")
        )
    assert re.findall(r'<w:endnoteReference w:id="(\d)"', body) == ["1", "2", "3", "4"]
    assert "footnoteReference" not in body
    assert re.findall(r'<w:endnote w:id="(\d)"', ends) == ["1", "2", "3", "4"]
    assert re.findall(r'<w:footnote w:id="(\d)"', feet) == []
    anew = body.count('<w:numRestart w:val="eachSect"/>')
    assert anew == (body.count("<w:sectPr>") if scope == "chapter" else 0)
    assert ("sectEnd" in settings) == (scope == "chapter")
    again = re.findall(r"NOTEREF _df_fn_(\d) .*?<w:t[^>]*>(\d)</w:t>", body)
    assert again == [("1", "1"), ("4", "2" if scope == "chapter" else "4")]


def test_three_judges_of_word_and_those_of_pdf_are_silent(made: tuple[str, Path]) -> None:
    _, folder = made
    path = folder / "book.docx"
    assert [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)] == []
    assert pdf_ua(folder / "book.pdf") == []


def test_on_paper_they_stand_after_the_text_and_go_over_pages(made: tuple[str, Path]) -> None:
    scope, folder = made
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(folder / "book.pdf"))
    places = [text.index(words) for words in ("又一段", "注乙", "丙", "注丁")]
    notes_of_one, of_two = places[1], places[2]
    assert (notes_of_one < of_two) == (scope == "chapter"), "each chapter has its own, or all come last"
    assert places[-1] == max(places)


def test_libreoffice_prints_them_at_the_end(made: tuple[str, Path], tmp_path: Path) -> None:
    _, folder = made
    (pdf,) = libreoffice_pdfs([folder / "book.docx"], tmp_path).values()
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert text.index("丙") < text.index("注乙")


def test_the_reader_has_them_as_notes_and_says_so(made: tuple[str, Path]) -> None:
    _, folder = made
    result = read(folder / "book.docx")
    document = result.document
    notes = [block_text(note).partition("，")[0] for note in document.notes.values()]
    assert notes == ["同上。\n又一段。\n条", "注乙。", "很长的注文要占许多行", "注丁"]
    one, two, three, four = document.notes
    assert [call.to for call in find(document.blocks, n.NoteRef)] == [one, two, one, three, four, four]
    assert [item.code for item in result.diagnostics if item.code == "DF170"] == ["DF170"]


def test_another_word_in_an_endnote_is_found(made: tuple[str, Path], tmp_path: Path) -> None:
    _, folder = made
    data = (folder / "book.docx").read_bytes()
    ends = member(data, "word/endnotes.xml").replace("注乙".encode(), "注丙".encode())
    (tmp_path / "book.docx").write_bytes(rezip(data, {"word/endnotes.xml": ends}))
    (tmp_path / "book.facts.json").write_bytes((folder / "book.facts.json").read_bytes())
    done = docforge(["verify", "book.docx"], tmp_path)
    assert (done.status, "DF807" in done.err + done.text) == (4, True)
