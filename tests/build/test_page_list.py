"""The pages of a PDF in the e-book of the same text."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from commandline import docforge
from judges.epub import ace, epubcheck

PROJECT = """
language = "zh-Hans"
title = "长书"
[target.print]
each = "book"
formats = ["pdf"]
output = "print.pdf"
[target.reader]
each = "book"
formats = ["epub"]
output = "reader.epub"
page-list = "pdf:print"
"""
SENTENCES = [f"第{number}句说的是村里的事情，人们在河边讨论了很久。" for number in range(1, 400)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    (made / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    long = "".join(SENTENCES[:60])  # goes on over pages
    items = "\n".join(f"{number}. {SENTENCES[60 + number]}" for number in range(1, 30))
    (made / "1.md").write_text(f"# 一\n\n{long}\n\n{items}\n", encoding="utf-8")
    (made / "2.md").write_text("# 二\n\n" + "\n\n".join(SENTENCES[100:160]) + "\n", encoding="utf-8")
    done = docforge(["build"], made)
    assert (done.status, done.err.count("verified")) == (0, 2), done.err
    return made


def listed(folder: Path, name: str = "reader.epub") -> list[tuple[str, str]]:
    """Number and target of each page in the navigation."""
    with zipfile.ZipFile(folder / name) as archive:
        nav = next(archive.read(item).decode() for item in archive.namelist() if item.endswith("nav.xhtml"))
    found = re.search(r'(?s)<nav epub:type="page-list".*?</nav>', nav)
    return re.findall(r'<a href="([^"]+)">(\d+)</a>', found[0]) if found else []


def after(folder: Path, href: str) -> str:
    """The text of the e-book after a place, without markup."""
    path, _, name = href.partition("#")
    with zipfile.ZipFile(folder / "reader.epub") as archive:
        page = next(archive.read(item).decode() for item in archive.namelist() if item.endswith("/" + path))
    _, _, rest = page.partition(f'id="{name}"')
    assert rest, href
    return re.sub(r"\s|<[^>]*>", "", rest.partition(">")[2])


def test_every_page_from_the_first_to_the_last_is_listed_once(folder: Path) -> None:
    count = len(pypdfium2.PdfDocument(str(folder / "print.pdf")))
    assert count > 3
    assert [int(number) for _, number in listed(folder)] == list(range(1, count + 1))


def test_each_leads_to_the_letter_with_which_its_page_begins(folder: Path) -> None:
    pdf = pypdfium2.PdfDocument(str(folder / "print.pdf"))
    for href, number in listed(folder)[2:]:  # after the title page and the contents
        drawn = re.sub(r"\s", "", pdf[int(number) - 1].get_textpage().get_text_bounded())
        drawn = drawn.removeprefix("长书")  # the running head
        start = re.sub(r"^[0-9]+\.", "", drawn)[:12]
        assert re.sub(r"^[0-9]+\.", "", after(folder, href)).startswith(start), (number, start)


def test_the_marks_and_the_package_say_what_they_are(folder: Path) -> None:
    with zipfile.ZipFile(folder / "reader.epub") as archive:
        package = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".opf"))
        text = "".join(archive.read(name).decode() for name in archive.namelist() if "/c" in name and "xhtml" in name)
    assert "pageBreakMarkers" in package
    assert '<meta property="pageBreakSource">长书 (PDF: print.pdf)</meta>' in package
    marks = re.findall(r'<span epub:type="pagebreak" role="doc-pagebreak" aria-label="(\d+)"', text)
    assert len(marks) == len(listed(folder))


def test_the_judges_of_books_are_silent(folder: Path) -> None:
    assert epubcheck(folder / "reader.epub") == []
    assert ace(folder / "reader.epub") == []


def test_a_target_may_list_its_own_pages_whatever_the_order_of_its_formats(folder: Path, tmp_path: Path) -> None:
    project = PROJECT.split("[target.print]")[0] + (
        '[target.both]\neach = "book"\nformats = ["epub", "pdf"]\n'
        'output = "{target}.{format}"\npage-list = "pdf:both"\n'
    )
    (tmp_path / "docforge.toml").write_text(project, encoding="utf-8")
    (tmp_path / "1.md").write_text((folder / "1.md").read_text(encoding="utf-8"), encoding="utf-8")
    done = docforge(["build"], tmp_path)
    assert done.status == 0, done.err
    assert len(listed(tmp_path, "both.epub")) == len(pypdfium2.PdfDocument(str(tmp_path / "both.pdf")))


@pytest.mark.parametrize(("name", "problem"), [("paper", "no target"), ("reader", "makes no PDF")])
def test_a_target_that_cannot_give_pages_is_told_where_it_is_named(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "docforge.toml").write_text(PROJECT.replace("pdf:print", f"pdf:{name}"), encoding="utf-8")
    (tmp_path / "1.md").write_text("# 一\n", encoding="utf-8")
    done = docforge(["build"], tmp_path)
    assert done.status == 2
    assert "docforge.toml:12:" in done.err
    assert problem in done.err
