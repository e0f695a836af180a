"""100 chapters in five languages and four layouts: one build makes a book in each format and 100 handouts, whole."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from lxml import etree

import judges
import witness
from messy import SHAPES
from witness.text import Told

Unlike = Callable[[Told, Path], list[witness.Difference]]


def test_the_tree_has_what_it_is_to_have(tree: Any) -> None:
    assert len(tree.pages) == 100
    shown = {name.split("/")[1][3:] for name in tree.pages}
    assert {name[3:] for name in SHAPES} <= shown
    assert len({name.split("/")[0] for name in tree.pages}) == 5


def test_one_build_makes_and_proves_every_file(tree: Any) -> None:
    assert tree.status == 0, tree.said
    files = sorted(tree.file("").rglob("*.pdf"))
    assert len(files) == 101
    assert tree.said.count("verified") == 103


@pytest.mark.parametrize("suffix", witness.FORMATS)
def test_the_book_says_what_the_pages_say(tree: Any, unlike: Unlike, suffix: str) -> None:
    assert unlike(tree.book, tree.file(f"book.{suffix}")) == []


def test_each_handout_says_what_its_page_says(tree: Any, unlike: Unlike) -> None:
    lost = {name: found for name, told in tree.told.items() if (found := unlike(told, tree.file(f"{name}.pdf")))}
    assert lost == {}


def test_the_other_layouts_give_the_same_book(other: Any, unlike: Unlike) -> None:
    assert other.status == 0, other.said
    for suffix in ("epub", "docx"):
        assert unlike(other.book, other.file(f"flowing.{suffix}")) == []


def test_epubcheck_and_ace_have_nothing_to_say(tree: Any) -> None:
    book = tree.file("book.epub")
    assert judges.epubcheck(book) == []
    assert judges.ace(book) == []


def test_no_link_of_the_epub_is_dead(tree: Any) -> None:
    with zipfile.ZipFile(tree.file("book.epub")) as archive:
        pages = {
            name.rpartition("/")[2]: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
        members = {name.partition("/")[2] for name in archive.namelist()}
    ids = {name: {one.get("id") for one in page.iter() if one.get("id")} for name, page in pages.items()}
    inside = [
        (name, unquote(link.get("href")))
        for name, page in pages.items()
        for link in page.iter("{*}a")
        if not re.match(r"[a-z]+:", link.get("href"))
    ]
    assert len(inside) > 200
    dead = [
        (name, url)
        for name, url in inside
        for file, _, anchor in [url.partition("#")]
        if (file or name) not in members or (anchor and anchor not in ids[file or name])
    ]
    assert dead == []


def test_no_link_of_the_docx_is_dead(tree: Any) -> None:
    with zipfile.ZipFile(tree.file("book.docx")) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in ("word/document.xml", "word/footnotes.xml")]
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marks = {one.get(f"{word}name") for part in parts for one in part.iter(f"{word}bookmarkStart")}
    asked = [one.get(f"{word}anchor") for part in parts for one in part.iter(f"{word}hyperlink")]
    asked = [name for name in asked if name]
    fields = [one.text or "" for part in parts for one in part.iter(f"{word}instrText")]
    asked += [found[1] for text in fields if (found := re.search(r"\b(?:PAGEREF|NOTEREF|REF)\s+(\S+)", text))]
    assert len(asked) > 100
    assert sorted({name for name in asked if name not in marks}) == []


def _destinations(pdf: pikepdf.Pdf) -> set[str]:
    """The named destinations of a file."""
    found: set[str] = set()
    waiting = [pdf.Root.Names.Dests] if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else []
    while waiting:
        node = waiting.pop()
        found.update(str(name) for name in list(node.get("/Names", []))[::2])
        waiting.extend(node.get("/Kids", []))
    return found


def test_no_link_of_a_pdf_is_dead(tree: Any) -> None:
    """Within the book, and from one handout to the file of another."""
    within = between = 0
    for file in sorted(tree.file("").rglob("*.pdf")):
        with pikepdf.open(file) as pdf:
            names = _destinations(pdf)
            links: list[Any] = [
                note for page in pdf.pages for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"
            ]
            for link in links:
                action: Any = link.get("/A", {})
                target = link.get("/Dest", action.get("/D"))
                if action.get("/S") == "/URI":
                    url = unquote(str(action.URI))
                    if not re.match(r"[a-z]+:", url):
                        assert (file.parent / url.partition("#")[0]).is_file(), (file.name, url)
                        between += 1
                elif action.get("/S") == "/GoToR":
                    path = str(action.F if isinstance(action.F, pikepdf.String) else action.F.UF)
                    assert (file.parent / unquote(path)).is_file(), (file.name, path)
                    between += 1
                elif isinstance(target, pikepdf.String):
                    assert str(target) in names, (file.name, str(target))
                    within += 1
                else:
                    assert target is not None, file.name
                    within += 1
    assert within > 100
    assert between > 5


SAID_OF = {
    "DF154": r"<iframe",
    "DF213": r"\d+\. [A-C]\.",
    "DF320": r"\[",
    "DF401": r"\s",
    "DF402": r"[\s　]",
    "DF403": r"[⽔⽕\u200c]",
    "DF404": r".",
    "DF512": r"!\[|https?:",
    "DF131": r"<",
}
"""What stands in the source at the place of a diagnostic of some codes."""


def test_every_diagnostic_points_at_a_true_place(tree: Any, other: Any) -> None:
    for built in (tree, other):
        wrong = []
        for file, line, column, code in built.places:
            lines = (built.root / file).read_text(encoding="utf-8").split("\n")
            there = lines[line - 1] if line <= len(lines) else None
            if there is None or column > len(there) + 1 or not re.match(SAID_OF.get(code, ""), there[column - 1 :]):
                wrong.append((file, line, column, code, there))
        assert wrong == []
        assert len(built.places) > 40
