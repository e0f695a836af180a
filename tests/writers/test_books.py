"""What the writers make of a book's divisions: files, page breaks, page references."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree

from commandline import docforge
from docforge import resources
from docforge.build.facts import document_facts
from docforge.model import nodes as n
from docforge.passes import run_all
from docforge.protocols import PassOptions, WriteContext
from docforge.theme.load import parse
from docforge.verify import verify_files
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER as DOCX
from docforge.writers.epub import WRITER as EPUB
from docforge.writers.html import chapters
from docforge.writers.pdf import WRITER as PDF

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def chapter(name: str, role: str = "chapter", *, level: int = 1, pairs: tuple[tuple[str, str], ...] = ()) -> n.Heading:
    return n.Heading(level, (n.Text(name),), attr=n.Attr(name, (role,), pairs=pairs))


def para(words: str, *rest: n.Inline) -> n.Para:
    return n.Para((n.Text(words), *rest))


def settled(*blocks: n.Block) -> n.Document:
    document = n.Document(blocks, (n.Text("书"),), "zh-Hans")
    return run_all(document, PassOptions()).value


BOOK = settled(
    n.Contents(),
    chapter("上编", "part"),
    chapter("一", level=2),
    para("见", n.Link((n.Text("第二章"),), "#二")),
    chapter("二", level=2, pairs=(("toc", "第二章：河"),)),
    para("正文。"),
    chapter("附", "appendix"),
    para("尾。"),
)
CONTEXT = WriteContext(parse(resources.text("styles/handout.toml")))


def pages() -> list[str]:
    data = PDF.write(BOOK, CONTEXT, MemoryWorld()).value
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def test_each_division_begins_a_page() -> None:
    found = pages()
    assert len(found) == 5
    assert [next(word for word in ("上编", "附", "二", "一") if word in page.splitlines()) for page in found[1:]] == [
        "上编",
        "一",
        "二",
        "附",
    ]


def test_a_link_to_another_chapter_names_its_page() -> None:
    assert "见第二章（第4页）" in pages()[2]


def test_the_contents_use_the_words_of_the_navigation() -> None:
    assert "第二章：河" in pages()[0]


def test_each_division_is_a_file_of_an_epub_and_a_page_of_word() -> None:
    assert [len(file.blocks) for file in chapters.split(BOOK, 250_000)] == [1, 1, 2, 2, 2]
    with zipfile.ZipFile(io.BytesIO(DOCX.write(BOOK, CONTEXT, MemoryWorld()).value)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    assert len(body.findall(f".//{W}body/{W}p/{W}pPr/{W}pageBreakBefore")) == 4


def test_a_very_long_division_is_cut_at_its_own_headings() -> None:
    long = n.Para((n.Text("长" * 50_001),))
    sections = [block for name in "甲乙" for block in (n.Heading(2, (n.Text(name),)), long)]
    document = n.Document((chapter("一"), *sections))
    assert [len(file.blocks) for file in chapters.split(document, 250_000)] == [3, 2]


def test_books_are_proved() -> None:
    world = MemoryWorld()
    facts = document_facts(BOOK, CONTEXT.theme, ())
    for name, writer in (("b.pdf", PDF), ("b.epub", EPUB), ("b.docx", DOCX)):
        result = writer.write(BOOK, CONTEXT, world)
        assert not result.diagnostics
        world.write(name, result.value)
    assert verify_files(["b.pdf", "b.epub", "b.docx"], facts, world).diagnostics == ()


def test_what_writers_say_of_a_chapter_names_its_file(tmp_path: Path) -> None:
    project = '[target.book]\neach = "book"\nformats = ["pdf", "epub", "docx", "markdown"]\noutput = "b.{format}"\n'
    pages = {
        "docforge.toml": project,
        "1.md": "# 甲 {#same}\n\n文。\n",
        "2.md": "# 乙 {#same}\n\n见[图](./x.js)。\n\n[注の文]{.warichu}\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = docforge(["build", "-v"], tmp_path)
    told = {line.split(":")[0] for line in done.err.splitlines() if re.match(r"\S+\.md:3", line)}
    assert told == {"2.md"}
    assert re.search(r"(?m)^2\.md:1:\d+: warning\[DF231\]", done.err)
