"""What stands before and after the chapters of a book: cover, title page, lists of figures and tables, colophon."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import judges
from commandline import docforge
from docforge.build.api import read
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.walk import find
from judges.office import libreoffice_pdfs

PROJECT = """
language = "zh-Hans"
[target.book]
each = "book"
title = "城乡读本"
lists = ["figures", "tables"]
formats = ["pdf", "epub", "docx"]
output = "{path}.{format}"
[target.book.metadata]
author = ["王某"]
publisher = "某社"
cover = "cover.png"
"""
ONE = """# 第一章　总则

![村口的地图](cover.png "村口")

正文。

| 村 | 人 |
|---|---|
| 甲 | 2 |

: 各村**人口** {#tbl-people}
"""
TWO = '# 第二章　分则\n\n见 [](#tbl-people)。\n\n![山](cover.png "远山")\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("matter")
    (made / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    (made / "01-one.md").write_text(ONE, encoding="utf-8")
    (made / "02-two.md").write_text(TWO.replace("#tbl-people", "01-one.md#tbl-people"), encoding="utf-8")
    Image.new("RGB", (200, 284), (0, 128, 128)).save(made / "cover.png")
    done = docforge(["build"], made)
    assert (done.status, done.err.count("verified")) == (0, 3), done.err
    return made


def pages(folder: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(str(folder / "book.pdf"))
    return [page.get_textpage().get_text_bounded() for page in pdf]


def test_the_cover_fills_the_first_page_of_the_pdf_and_says_nothing(folder: Path) -> None:
    assert pages(folder)[0] == ""
    shown = pypdfium2.PdfDocument(str(folder / "book.pdf"))[0].render(scale=0.5).to_pil().convert("RGB")
    corners = [(1, 1), (shown.width - 2, 1), (1, shown.height - 2), (shown.width - 2, shown.height - 2)]
    assert [shown.getpixel(corner) for corner in corners] == [(0, 128, 128)] * 4


def test_the_cover_fills_the_first_page_of_the_docx_and_the_title_follows_on_the_second(folder: Path) -> None:
    made = libreoffice_pdfs([folder / "book.docx"], folder / "office")
    pdf = pypdfium2.PdfDocument(str(made[folder / "book.docx"]))
    shown = pdf[0].render(scale=0.5).to_pil().convert("RGB")
    edges = [(shown.width // 2, 4), (4, shown.height // 2), (shown.width - 5, shown.height - 5)]
    assert [shown.getpixel(place) for place in edges] == [(0, 128, 128)] * 3
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert texts[0].strip() == ""
    assert texts[1].startswith("城乡读本")
    assert "目录" in texts[2]
    for judge in (judges.ooxml_sdk, judges.openxml_audit, judges.ooxml_integrity):
        assert judge(folder / "book.docx") == []


def test_word_s_cover_comes_back_as_the_cover(folder: Path) -> None:
    outcome = read(folder / "book.docx")
    assert outcome.document is not None
    assert not [item for item in outcome.diagnostics if item.severity != "note"]
    kept = meta.text(outcome.document, "cover")
    assert base64.b64decode(kept.removeprefix("data:image/png;base64,")) == (folder / "cover.png").read_bytes()
    assert len(list(find(outcome.document.blocks, n.Image))) == 2


def test_a_figure_is_as_high_in_word_as_in_pdf(tmp_path: Path) -> None:
    Image.new("RGB", (900, 900), (0, 128, 128)).save(tmp_path / "a.png")
    (tmp_path / "a.md").write_text('---\nlang: zh-Hans\n---\n\n# 题\n\n![甲](a.png "图")\n', encoding="utf-8")
    assert docforge(["convert", "a.md", "-o", "a.pdf", "-o", "a.docx"], tmp_path).status == 0
    page = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))[0]
    [drawn] = [item for item in page.get_objects() if isinstance(item, pypdfium2.PdfImage)]
    left, bottom, right, top = drawn.get_bounds()
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', archive.read("word/document.xml").decode())
    assert extent is not None
    assert abs(int(extent[1]) / 12700 - (right - left)) < 2
    assert abs(int(extent[2]) / 12700 - (top - bottom)) < 2


def test_title_page_contents_and_chapters_follow_each_on_its_page(folder: Path) -> None:
    _, title, contents, one, two, colophon = pages(folder)
    assert "城乡读本" in title
    assert "王某" in title
    assert "目录" not in title
    assert contents.index("目录") < contents.index("插图目录") < contents.index("表格目录")
    assert "第一章" in one
    assert "第二章" in two
    assert "版权页" in colophon


def test_lists_name_figures_and_tables_with_their_pages(folder: Path) -> None:
    contents = re.sub(r"[.\s]+", " ", pages(folder)[2])
    assert "图 1-1 村口 4 图 2-1 远山 5" in contents
    assert "表 1-1 各村人口 4" in contents


def test_the_book_for_readers_and_word_have_the_same_lists_as_links(folder: Path) -> None:
    with zipfile.ZipFile(folder / "book.epub") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    entries = [re.sub("<[^>]+>", "", entry) for entry in re.findall(r"<a [^>]*>(.*?)</a>", text)]
    assert {"图 1-1　村口", "图 2-1　远山", "表 1-1　各村人口"} <= set(entries)
    with zipfile.ZipFile(folder / "book.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert '<w:tag w:val="docforge:figures"/>' in body
    linked = re.findall(r"<w:hyperlink [^>]*>(.*?)</w:hyperlink>", body)
    words = ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", entry)) for entry in linked]
    assert {"图 1-1　村口", "图 2-1　远山", "表 1-1　各村人口"} <= set(words)


def test_word_s_lists_come_back_as_what_they_are(folder: Path) -> None:
    document = read(folder / "book.docx").document
    assert document is not None
    asked = [block.what for block in document.blocks if isinstance(block, n.Contents)]
    assert asked == ["headings", "figures", "tables"]


def test_a_caption_longer_than_its_table_stands_on_one_line(tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n: 一个比表格宽得多的表题，放在一行里\n"
    (tmp_path / "a.md").write_text(f"---\nlang: zh-Hans\n---\n\n# 题\n\n{table}", encoding="utf-8")
    assert docforge(["convert", "a.md", "-o", "a.pdf"], tmp_path).status == 0
    text = pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))[0].get_textpage().get_text_bounded()
    assert "一个比表格宽得多的表题，放在一行里" in io.StringIO(text).read()


# ---------------------------------------------------------------- notes numbered anew in each chapter


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("noted")
    project = PROJECT.replace("[target.book]", 'notes = "chapter"\n[target.book]', 1).replace('cover = "cover.png"', "")
    (made / "docforge.toml").write_text(project, encoding="utf-8")
    one = "# 一\n\n甲[^a]，又[^b]，再[^a]。\n\n[^a]: 同上[^c]。\n\n[^b]: 注乙。\n\n[^c]: 里注。\n"
    (made / "01.md").write_text(one, encoding="utf-8")
    (made / "02.md").write_text("# 二\n\n丙[^x]。\n\n- 丁[^y]\n\n[^x]: 同上。\n\n[^y]: 注丁。\n", encoding="utf-8")
    (made / "03.md").write_text("# 三\n\n戊[^z]。\n\n[^z]: 注戊。\n", encoding="utf-8")
    done = docforge(["build"], made)
    assert (done.status, done.err.count("verified")) == (0, 3), done.err
    return made


def test_notes_begin_at_one_in_each_chapter_of_every_format(noted: Path) -> None:
    texts = [page.replace("\r\n", "\n") for page in pages(noted)]
    assert "1. 注戊。" in texts[-2]
    with zipfile.ZipFile(noted / "book.epub") as archive:
        chapters = [
            archive.read(name).decode()
            for name in sorted(archive.namelist())
            if "/c" in name and name.endswith(".xhtml")
        ]
    calls = [re.findall(r'class="noteref[^"]*"[^>]*href="([^"]+)"[^>]*>(\d+)<', text) for text in chapters]
    assert sorted(number for chapter in calls for _, number in chapter) == ["1", "1", "1", "1", "2", "2", "3"]
    targets = {href for chapter in calls for href, _ in chapter}
    assert len(targets) == 6, "each note has an anchor of its own"


def test_word_counts_them_anew_in_each_section(noted: Path) -> None:
    with zipfile.ZipFile(noted / "book.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count('<w:numRestart w:val="eachSect"/>') == body.count("<w:sectPr>") == 5
    assert re.findall(r"NOTEREF _df_fn_1 [^<]*</w:instrText>.*?<w:t[^>]*>(\d)</w:t>", body) == ["1"]


def test_a_note_of_another_chapter_in_the_place_of_one_is_found(noted: Path, tmp_path: Path) -> None:
    changed = tmp_path / "book.epub"
    with zipfile.ZipFile(noted / "book.epub") as archive, zipfile.ZipFile(changed, "w") as out:
        for item in archive.infolist():
            data = archive.read(item)
            if item.filename.endswith(".xhtml"):
                data = data.replace("注戊".encode(), "注丁".encode())
            out.writestr(item, data)
    facts = tmp_path / "book.facts.json"
    facts.write_bytes((noted / "book.facts.json").read_bytes())
    done = docforge(["verify", "book.epub"], tmp_path)
    assert done.status == 4
    assert "DF807" in done.err + done.text


def test_the_caption_of_a_table_is_never_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    table = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n: 表的题目\n"
    for lines in (26, 27):
        text = "---\nlang: zh-Hans\n---\n\n# 题\n\n" + "句子。\n\n" * lines + table
        (tmp_path / f"{lines}.md").write_text(text, encoding="utf-8")
        done = docforge(["convert", f"{lines}.md", "-o", "a.pdf"], tmp_path)
        assert done.status == 0
        texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(str(tmp_path / "a.pdf"))]
        (where,) = [number for number, words in enumerate(texts) if "表的题目" in words]
        assert "甲" in texts[where]


@pytest.mark.parametrize("index", ["", "[词]{.index}"])
def test_odd_pages_have_the_chapter_at_their_head_and_no_numbers_of_the_one_before(tmp_path: Path, index: str) -> None:
    long = "一句正文写在这里。" * 120 + "\n\n"
    project = '[target.b]\neach = "book"\ntitle = "书名"\nformats = ["pdf"]\nlanguage = "zh-Hans"\noutput = "b.pdf"\n'
    pages = {
        "docforge.toml": project,
        "1.md": f"# 甲章\n\n1. 段。{index}\n\n{long * 3}",
        "2.md": f"# 乙章\n\n{long * 3}1. 段。\n2. 段。\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = docforge(["build"], tmp_path)
    assert done.status == 0, done.err
    chapter, begun, numbers = "", "", ""
    for number, page in enumerate(pypdfium2.PdfDocument(str(tmp_path / "b.pdf")), 1):
        box = page.get_mediabox()
        head = page.get_textpage().get_text_bounded(0, box[3] - 50, box[2], box[3]).split()
        text = page.get_textpage().get_text_bounded(0, 0, box[2], box[3] - 50)
        begun = next((name for name in ("甲章", "乙章", "索引") if re.search(rf"(?m)^\s*{name}\s*$", text)), "")
        chapter = begun or chapter
        if number == 1:
            continue
        numbers = "" if begun else numbers
        numbers = {"甲章": "一 1", "乙章": "二 1–2"}.get(chapter, "") if re.search("段。", text) else numbers
        wanted = [("" if begun else chapter) if number % 2 else "书名", *numbers.split()]
        assert head == [word for word in wanted if word], (number, text[:40])


@pytest.mark.parametrize("covered", [False, True])
def test_lines_for_notes_stand_at_the_outer_edge_of_the_title_page(tmp_path: Path, covered: bool) -> None:
    project = PROJECT.replace('["pdf", "epub", "docx"]', '["docx"]\npresets = ["note-margin"]')
    project = project if covered else project.replace('cover = "cover.png"', "")
    (tmp_path / "docforge.toml").write_text(project, encoding="utf-8")
    (tmp_path / "01.md").write_text("# 第一章\n\n正文。\n", encoding="utf-8")
    Image.new("RGB", (200, 284), (0, 128, 128)).save(tmp_path / "cover.png")
    done = docforge(["build"], tmp_path)
    assert done.status == 0, done.err
    head = zipfile.ZipFile(tmp_path / "book.docx").read("word/header2.xml").decode()
    (away,) = re.findall(r'<wp:positionH relativeFrom="page"><wp:posOffset>(\d+)<', head)
    assert (int(away) == 0) is covered, "under a cover it is page 2, whose outer edge is the left one"
