"""The index of a printed book has the pages of its terms; that of an e-book the headings above them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from commandline import docforge
from docforge.model import nodes as n
from docforge.model.locators import joint
from docforge.model.text import block_text
from docforge.verify.facts import Facts, Paragraph, decode, encode, seal
from docforge.verify.locators import on_pages
from docforge.writers.pdf.locators import with_pages
from pagekit import document, text, write

PROJECT = """
language = "zh-Hans"
[target.book]
each = "book"
title = "索引"
formats = ["pdf", "epub", "docx"]
output = "{path}.{format}"
"""
LONG = "正文的文字写在这里，一句接一句。" * 40 + "\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("index")
    (made / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    one = "# 甲章\n\n[重庆]{.index}，[重庆]{.index}。\n\n" + LONG * 3 + "[重庆]{.index}与[长江]{.index}。\n"
    two = '# 乙章\n\n[长江]{.index}；[渝]{.index see="重庆"}，[渝]{.index see="重庆"}。\n'
    (made / "1.md").write_text(one, encoding="utf-8")
    (made / "2.md").write_text(two, encoding="utf-8")
    done = docforge(["build"], made)
    assert (done.status, done.err.count("verified")) == (0, 3), done.err
    return made


def text_of(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_bounded().replace("\r", "")


def test_an_entry_has_each_page_of_its_term_once(folder: Path) -> None:
    pages = [text_of(page) for page in pypdfium2.PdfDocument(str(folder / "book.pdf"))]
    last = "".join(pages[-1].split())
    for term in ("重庆", "长江"):
        found = [str(number) for number, words in enumerate(pages[:-1], 1) if term in words]
        assert len(found) == 2
        assert f"{term}{'、'.join(found)}" in last
    assert "渝见重庆" in last
    assert last.count("见重庆") == 1


def test_the_e_book_and_word_name_the_headings_above(folder: Path) -> None:
    with zipfile.ZipFile(folder / "book.epub") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    entries = [re.sub("<[^>]+>", "", entry) for entry in re.findall(r'<p class="index-entry".*?</p>', text)]
    assert entries == ["长江\u3000甲章、乙章", "重庆\u3000甲章", "渝\u3000见重庆"]
    with zipfile.ZipFile(folder / "book.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert len(re.findall(r"PAGEREF", body)) == 3


def test_pages_on_paper_are_those_of_the_places() -> None:
    entry = Paragraph(
        "text", "重庆\u3000甲章、乙章；见渝", links=("#a", "#c", "#e"), places=("#a", "#b", "#c"), named=(3, 8)
    )
    facts = Facts("书", "zh-Hans", (entry,))
    (shown,) = on_pages(facts, {"a": 2, "b": 2, "c": 9}).paragraphs
    assert (shown.text, shown.links) == ("重庆\u30002、9；见渝", ("#a", "#c", "#e"))
    assert on_pages(facts, {"a": 2}).paragraphs == (entry,)
    (english,) = on_pages(replace(facts, lang="en"), {"a": 2, "b": 3, "c": 9}).paragraphs
    assert english.text == f"重庆\u30002{joint('en')}3{joint('en')}9；见渝"


def test_a_wrong_page_is_found(folder: Path) -> None:
    facts = folder / "book.facts.json"
    kept = facts.read_bytes()
    assert docforge(["verify", "book.pdf"], folder).status == 0
    # The same paragraphs, but a place of the index is another paragraph's: its page is not the one that is printed.
    before = decode(kept)
    moved = [
        replace(one, places=(one.places[1], one.places[1])) if len(one.places) == 2 else one
        for one in before.paragraphs
    ]
    assert moved != list(before.paragraphs)
    facts.write_bytes(encode(seal(replace(before, paragraphs=tuple(moved)))))
    done = docforge(["verify", "book.pdf"], folder)
    facts.write_bytes(kept)
    assert done.status == 4
    assert "DF802" in done.err + done.text


def entry(*places: str, words: str = "乙") -> n.Para:
    shown = [part for place in places for part in (n.Ref(place, "page", text(words)), n.Text("、"))]
    return n.Para(content=(n.Text("甲\u3000"), *shown[:-1]))


def test_a_place_that_goes_on_to_the_next_page_is_named_by_its_first() -> None:
    made = with_pages(document(entry("a", "b")), [("a",), ("a", "b"), ("b",)])
    assert block_text(made.blocks) == "甲\u30001、2"


def test_pages_are_those_on_which_places_stand_when_the_index_before_them_has_got_shorter() -> None:
    place = n.Para(content=text("这里"), attr=n.Attr(id="here"))
    entries = [entry("here", words="很长的标题" * 20)] * 60
    written = write(document(*entries, place))
    pages = [page.split() for page in written.text().split("\f")]
    (found,) = [number for number, lines in enumerate(pages, 1) if "这里" in lines]
    assert written.text().count(f"甲 {found}\n") == 60
