"""Who made a book, what series it is in, what it is called by, and its cover."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from commandline import docforge
from docforge.model import nodes as n
from docforge.writers.epub.metadata import identifier

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"

NOTES = """---
lang: zh-Hans
author:
  - name: 王小明
    file-as: Wang, Xiaoming
  - 李四
translator: 赵六
contributor:
  - name: 孙七
    role: pht
series:
  name: 读书会丛书
  number: 3
  file-as: dushuhui
isbn: 978-7-02-000220-7
cover: c.png
---

# 讲义

正文。
"""


def built(folder: Path, text: str = NOTES) -> tuple[etree._Element, zipfile.ZipFile]:
    (folder / "a.md").write_text(text, "utf-8")
    done = docforge(["convert", "a.md", "-o", "a.epub", "--no-facts"], folder)
    assert done.status == 0, done.err
    archive = zipfile.ZipFile(folder / "a.epub")
    return etree.fromstring(archive.read("EPUB/content.opf")), archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Image.new("RGB", (600, 800), (10, 90, 60)).save(tmp_path / "c.png")
    return tmp_path


def refined(package: etree._Element, node: etree._Element) -> dict[str, str]:
    return {
        str(meta.get("property")): str(meta.text)
        for meta in package.iter(f"{OPF}meta")
        if meta.get("refines") == f"#{node.get('id')}"
    }


def test_people_have_their_roles_and_the_form_they_are_sorted_by(folder: Path) -> None:
    package, _ = built(folder)
    found = [(node.text, refined(package, node)) for node in package.iter(f"{DC}creator", f"{DC}contributor")]
    assert found == [
        ("王小明", {"role": "aut", "file-as": "Wang, Xiaoming"}),
        ("李四", {"role": "aut"}),
        ("赵六", {"role": "trl"}),
        ("孙七", {"role": "pht"}),
    ]


def test_the_series_has_its_name_and_the_place_of_the_book(folder: Path) -> None:
    package, _ = built(folder)
    (found,) = [meta for meta in package.iter(f"{OPF}meta") if meta.get("property") == "belongs-to-collection"]
    assert found.text == "读书会丛书"
    assert refined(package, found) == {"collection-type": "series", "group-position": "3", "file-as": "dushuhui"}


def test_the_isbn_is_the_identifier(folder: Path) -> None:
    package, archive = built(folder)
    assert [node.text for node in package.iter(f"{DC}identifier")] == ["urn:isbn:9787020002207"]
    assert b'content="urn:isbn:9787020002207"' in archive.read("EPUB/toc.ncx")


def test_a_book_keeps_its_identifier_when_a_chapter_is_put_before_the_first() -> None:
    chapters = tuple(n.Heading(1, (n.Text(name),), attr=n.Attr(id=name, classes=("chapter",))) for name in "ab")
    one, two = (
        n.Document(blocks, (n.Text("书"),), "zh-Hans", sources=(n.Source(f"{first}.md"),))
        for blocks, first in ((chapters[1:], "b"), (chapters, "a"))
    )
    assert identifier(one, "书") == identifier(two, "书")
    assert identifier(one, "书") != identifier(one, "另一本")


def test_the_cover_that_front_matter_names_is_the_cover(folder: Path) -> None:
    _, archive = built(folder)
    assert archive.read("EPUB/cover.png") == (folder / "c.png").read_bytes()


def test_a_cover_of_another_type_becomes_png(folder: Path) -> None:
    Image.new("RGB", (600, 800), (10, 90, 60)).save(folder / "c.webp", lossless=True)
    _, archive = built(folder, NOTES.replace("c.png", "c.webp"))
    with Image.open(io.BytesIO(archive.read("EPUB/cover.png"))) as found:
        assert (found.format, found.size, found.getpixel((5, 5))) == ("PNG", (600, 800), (10, 90, 60))


def test_a_cover_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "a.md").write_text(NOTES.replace("c.png", "gone.png"), "utf-8")
    done = docforge(["convert", "a.md", "-o", "a.epub", "--no-facts"], folder)
    assert "DF511" in done.err
    assert "gone.png" in done.err


def test_a_cover_that_a_project_names_is_relative_to_the_project(folder: Path) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "1.md").write_text("# 一\n\n甲。\n", "utf-8")
    (folder / "docforge.toml").write_text(
        'title = "书"\nlanguage = "zh-Hans"\n[metadata]\ncover = "c.png"\n'
        'author = [{name = "王小明", file-as = "Wang"}]\n'
        '[site]\nsource = "notes"\n[target.b]\neach = "book"\nformats = ["epub"]\noutput = "b.{format}"\n',
        "utf-8",
    )
    done = docforge(["build"], folder)
    assert done.status == 0, done.err
    archive = zipfile.ZipFile(folder / "b.epub")
    assert archive.read("EPUB/cover.png") == (folder / "c.png").read_bytes()
    assert b">Wang<" in archive.read("EPUB/content.opf")


def test_other_formats_print_the_name_of_a_person(folder: Path) -> None:
    (folder / "a.md").write_text(NOTES, "utf-8")
    done = docforge(["convert", "a.md", "-o", "a.docx", "--no-facts"], folder)
    assert done.status == 0, done.err
    core = zipfile.ZipFile(folder / "a.docx").read("docProps/core.xml").decode()
    assert "王小明; 李四" in core


def test_mathml_is_told_only_where_it_is(folder: Path) -> None:
    def features(text: str) -> list[str]:
        package, _ = built(folder, text)
        return [
            str(meta.text)
            for meta in package.iter(f"{OPF}meta")
            if meta.get("property") == "schema:accessibilityFeature"
        ]

    assert "MathML" not in features(NOTES)
    assert "MathML" in features(NOTES + "\n设 $x$。\n")
