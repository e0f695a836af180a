"""Captions that Word numbers: sequences that count on, references and lists that follow them, in LibreOffice too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import judges
from commandline import docforge
from docforge.model import nodes as n
from docforge.model.captions import LABEL
from docxkit import Written, item, para, pdf_text, stale, text, write
from picturekit import png
from tampering import member, rezip

FIELD = re.compile(r"<w:instrText[^>]*> ([^<]*) </w:instrText>")


def labelled(words: str, rest: str = "　题") -> n.Caption:
    """A caption with a label that the passes made."""
    return n.Caption((n.Para((n.Span(text(words), attr=n.Attr(classes=(LABEL,))), n.Text(rest))),))


def figure(caption: n.Caption, name: str = "") -> n.Figure:
    return n.Figure((n.CodeBlock("x"),), caption=caption, attr=n.Attr(id=name))


def table(caption: n.Caption, name: str = "") -> n.Table:
    row = n.Row((n.Cell((para("甲"),)),))
    return n.Table((n.Column(),), (n.TableBody((row,)),), caption=caption, attr=n.Attr(id=name))


def fields(written: Written) -> list[str]:
    return FIELD.findall(written.member("word/document.xml").decode())


def test_each_kind_of_caption_counts_on_by_itself() -> None:
    one, two = ((figure(labelled(f"图 {each}")), table(labelled(f"表 {each}"))) for each in (1, 2))
    written = write(*one, *two)
    assert fields(written) == ["SEQ 图 \\* ARABIC", "SEQ 表 \\* ARABIC"] * 2


def test_a_number_that_does_not_follow_is_said_by_its_field() -> None:
    written = write(*(figure(labelled(label)) for label in ("图 1-1", "图 1-2", "图 2-1", "图 2-4", "图 A-1")))
    switches = [field.removeprefix("SEQ 图 \\* ARABIC").strip() for field in fields(written)]
    assert switches == ["", "", "\\r 1", "\\r 4", "\\r 1"]


@pytest.mark.parametrize(
    ("words", "sequence"),
    [
        ("图3　架构", "图"),
        ("図 2　流れ", "図"),
        ("그림 4. 흐름", "그림"),
        ("Fig. 5: Flow", "Figure"),
        ("Table 2-3 Sums", "Table"),
    ],
)
def test_a_label_that_its_author_typed_is_counted_too(words: str, sequence: str) -> None:
    written = write(figure(n.Caption((para(words),))))
    (field,) = fields(written)
    assert field.split()[1] == sequence
    assert words in written.texts()  # what the field shows


@pytest.mark.parametrize("words", ["图一　架构", "图形 1", "图 3.5倍", "表面 2", "如图 1 所示", "图 0　无"])
def test_other_words_are_no_labels(words: str) -> None:
    assert not fields(write(figure(n.Caption((para(words),)))))


def test_labels_in_notes_are_typed() -> None:
    note = {"a": (table(labelled("表 7"), "t"),)}
    written = write(n.Para((n.NoteRef("a"), n.Ref("t", content=text("表 7")))), notes=note)
    assert fields(written) == ["REF _dl_t \\h"]
    assert "SEQ" not in written.member("word/footnotes.xml").decode()
    assert 'w:name="_dl_t"' in written.member("word/footnotes.xml").decode()


TOML = """title = "书"
language = "zh-Hans"
lists = ["figures", "tables"]

[target.book]
each = "book"
formats = ["docx"]
output = "book.{format}"
"""
ONE = """# 第一章 甲

![架构](a.png "架构")

| a | b |
|---|---|
| 1 | 2 |

: 数据 {#tb}
"""
TWO = """# 第二章 乙

见 [](#tc)。

![丙](a.png "丙")

![丁](a.png "丁")

| a | b |
|---|---|
| 1 | 2 |

: 另表 {#tc}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    (folder / "a.png").write_bytes(png((60, 40)))
    for name, words in {"docforge.toml": TOML, "one.md": ONE, "two.md": TWO}.items():
        (folder / name).write_text(words, encoding="utf-8")
    done = docforge(["build"], folder)
    assert done.status == 0, done.text + done.err
    return folder / "book.docx"


def test_libreoffice_counts_the_numbers_of_the_model_when_all_that_was_stored_is_wrong(book: Path) -> None:
    """Every field that Word would compute anew shows something else; drawing the page computes them."""
    data, count = stale(book.read_bytes())
    assert count == 6  # five captions, one reference
    path = book.with_name("stale.docx")
    path.write_bytes(data)
    (drawn,) = judges.libreoffice_pdfs([path], book.parent).values()
    printed = "".join(pdf_text(drawn).split())
    assert "STALE" not in printed
    for words in ("图1-1架构", "表1-1数据", "见表2-1。", "图2-1丙", "图2-2丁", "表2-1另表"):
        assert words in printed, words


def test_lists_of_figures_and_tables_are_fields_that_open_without_a_question(book: Path) -> None:
    data = book.read_bytes()
    body = member(data, "word/document.xml").decode()
    listed = [field.replace("&quot;", '"') for field in FIELD.findall(body) if field.startswith("TOC")]
    assert listed == ['TOC \\o "1-2" \\n \\h \\z \\u', 'TOC \\n \\h \\z \\c "图"', 'TOC \\n \\h \\z \\c "表"']
    assert "w:dirty" not in body
    assert b"updateFields" not in member(data, "word/settings.xml")


def test_an_added_paragraph_moves_list_numbers_heading_numbers_and_what_refers_to_them(tmp_path: Path) -> None:
    """What F9 does in Word: a paragraph, a heading and a figure are put in before those that are referred to."""
    refs = (n.Ref("p", content=text("3")), n.Ref("h", content=text("第二章")), n.Ref("f", content=text("图 2")))
    between = (n.Text("见第"), refs[0], n.Text("段、"), refs[1], n.Text("、"), refs[2], n.Text("。"))
    blocks = (
        n.Heading(1, text("第一章 甲"), attr=n.Attr(id="h1")),
        item(1, "一"),
        item(2, "二"),
        item(3, "三", attr=n.Attr(id="p")),
        figure(labelled("图 1"), "f1"),
        n.Heading(1, text("第二章 乙"), attr=n.Attr(id="h")),
        figure(labelled("图 2"), "f"),
        n.Para(between),
    )
    data = write(*blocks).data
    body = member(data, "word/document.xml").decode()
    rows = re.findall(r"<w:p>.*?</w:p>", body)
    copies = {row for row in rows if any(part in row for part in (">甲<", ">一<", "_dl_f1"))}
    assert len(copies) == 3
    for row in copies:
        bare = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", row)
        body = body.replace(row, row + bare)
    changed, _ = stale(rezip(data, {"word/document.xml": body.encode()}))
    path = tmp_path / "more.docx"
    path.write_bytes(changed)
    (drawn,) = judges.libreoffice_pdfs([path], tmp_path / "out").values()
    assert "见第4段、第三章、图3。" in "".join(pdf_text(drawn).split())


def test_the_judges_are_content_with_the_fields(book: Path) -> None:
    assert not [*judges.ooxml_sdk(book), *judges.openxml_audit(book), *judges.ooxml_integrity(book)]


def test_the_book_is_proved(book: Path) -> None:
    done = docforge(["verify", "book.docx"], book.parent)
    assert done.status == 0, done.text + done.err


HANDOUT = """---
lang: zh-Hans
---

# 题

见 [](#tb) 和 [](#fa)。

| a | b |
|---|---|
| 1 | 2 |

: 表 1 数据 {#tb}

![图](a.png "图 1 架构"){#fa}
"""


def test_a_reference_by_caption_comes_back_with_the_table_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png((60, 40)))
    (tmp_path / "a.md").write_text(HANDOUT, encoding="utf-8")
    assert docforge(["convert", "a.md", "-o", "a.docx"], tmp_path).status == 0
    assert docforge(["verify", "a.docx"], tmp_path).status == 0
    assert docforge(["convert", "a.docx", "-o", "b.md"], tmp_path).status == 0
    back = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "见 [表 1 数据](#tb) 和 [图 1 架构](#" in back
    assert "{#tb}\n| a | b |" in back
    done = docforge(["check", "b.md"], tmp_path)
    assert "DF301" not in done.text + done.err
