"""Page numbers in a DOCX: as LibreOffice sets its pages, told where it cannot, and named in the manifest."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

import judges
from commandline import docforge
from docforge.build.environment import checks
from docforge.build.release.manifest import decode
from docforge.build.steps import write
from docforge.model import nodes as n
from docforge.protocols import WriteContext
from docforge.world import DiskWorld, MemoryWorld
from docforge.writers.docx import WRITER
from docxkit import Written, handout, text
from referencekit import loaded
from tampering import member
from wordkit import word

NOTES = """---
lang: zh-Hans
---

# 题目

[[toc]]

## 第一章 甲

{}

## 第二章 乙 {{#b}}

{}

### 第一节 丙

文。
""".format(*("\n\n".join(f"第{number}行文字。" for number in range(count)) for count in (60, 45)))


def entries(path: Path) -> list[tuple[str, str]]:
    """Words and page of each line of the contents, as they are stored."""
    body = member(path.read_bytes(), "word/document.xml").decode()
    rows = re.findall(r"<w:p><w:pPr><w:pStyle w:val=\"TOC[1-9]\"/>.*?</w:p>", body)
    return [("".join(found[:-1]), found[-1]) for found in (re.findall(r"<w:t[^>]*>([^<]*)", row) for row in rows)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    (made / "a.md").write_text(NOTES, encoding="utf-8")
    for name in ("a", "again"):
        done = docforge(["convert", "a.md", "-o", f"{name}.docx", "--docx-pages", "libreoffice"], made)
        assert done.status == 0, done.err
        assert "DF747" not in done.err
    return made


def test_the_contents_name_the_pages_that_the_headings_stand_on(folder: Path) -> None:
    (drawn,) = judges.libreoffice_pdfs([folder / "a.docx"], folder).values()
    with pypdfium2.PdfDocument(drawn) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    found = entries(folder / "a.docx")
    assert [words for words, _ in found] == ["第一章 甲", "第二章 乙", "第一节 丙"]
    assert len({page for _, page in found}) == 3
    for words, page in found:
        assert words in pages[int(page) - 1].replace("\u00a0", " ")


def test_the_field_asks_for_numbers_and_the_file_opens_without_a_question(folder: Path) -> None:
    body = member((folder / "a.docx").read_bytes(), "word/document.xml").decode()
    assert "TOC \\o &quot;1-3&quot; \\h \\z \\u" in body
    assert "PAGEREF _df_b \\h" in body
    assert "w:dirty" not in body
    path = folder / "a.docx"
    assert not [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)]


def test_the_same_document_has_the_same_bytes(folder: Path) -> None:
    assert (folder / "a.docx").read_bytes() == (folder / "again.docx").read_bytes()


def test_what_has_pages_is_proved_and_comes_back(folder: Path) -> None:
    assert docforge(["verify", "a.docx"], folder).status == 0
    done = docforge(["diff", "a.md", "a.docx"], folder)
    assert (done.status, done.text) == (0, "")


CONTENTS = n.Document(
    blocks=(n.Contents(), n.Heading(1, text("甲"), attr=n.Attr(id="h")), n.Para((n.Ref("h", show="page"),))),
    lang="zh-Hans",
    final=True,
)


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({}, "LibreOffice (soffice) is not installed"),
        ({"soffice": "no display"}, "wrote no pages (status 0): no display"),
    ],
)
def test_without_pages_the_file_is_as_it_would_be_and_that_is_told(programs: dict[str, str], said: str) -> None:
    world = MemoryWorld(programs=programs)
    done = write(WRITER, CONTENTS, WriteContext(handout(), docx_pages="libreoffice"), world)
    plain = write(WRITER, CONTENTS, WriteContext(handout()), world)
    assert done.value == plain.value
    (told,) = [each for each in done.diagnostics if each.code == "DF747"]
    assert said in told.message
    assert "apt-get install" in told.hint


def test_a_reference_to_a_page_shows_it() -> None:
    done = write(WRITER, CONTENTS, WriteContext(handout(), docx_pages="libreoffice"), DiskWorld())
    assert done.value is not None
    assert Written(done.value, ()).texts()[-1] == "1"


def test_a_place_whose_page_is_not_known_has_a_question_mark_and_that_is_told() -> None:
    context = WriteContext(handout(), bookmark_pages={"_df_other": 3})
    done = WRITER.write(CONTENTS, context, MemoryWorld())
    assert Written(done.value, ()).texts()[-1] == "?"
    assert [each.code for each in done.diagnostics] == ["DF747"]


def test_a_template_that_begins_with_another_page_is_counted_from_there() -> None:
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgNumType w:start="7"/></w:sectPr>'
    given = loaded(word(section))
    context = WriteContext(handout(), docx_pages="libreoffice", reference=given)
    done = write(WRITER, CONTENTS, context, DiskWorld())
    assert done.value is not None
    assert Written(done.value, ()).texts()[-1] == "7"


PROJECT = """language = "zh-Hans"
docx-pages = "libreoffice"

[target.word]
formats = ["docx"]
output = "dist/{path}.{format}"
"""


def test_the_manifest_names_the_libreoffice_that_set_the_pages(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    (version,) = [check.detail for check in checks(DiskWorld()) if check.name == "LibreOffice"]
    for _ in range(2):  # made, then kept
        done = docforge(["build"], tmp_path)
        assert done.status == 0, done.text + done.err
        tools = decode((tmp_path / "dist/build.json").read_bytes()).tools
        assert tools["LibreOffice"] == version
    assert entries(tmp_path / "dist/a.docx") == entries(folder / "a.docx")
    (tmp_path / "docforge.toml").write_text(PROJECT.replace('"libreoffice"', '"none"'), encoding="utf-8")
    assert docforge(["build"], tmp_path).status == 0
    assert "LibreOffice" not in decode((tmp_path / "dist/build.json").read_bytes()).tools
