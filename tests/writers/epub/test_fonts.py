"""Faces in a book: those of its characters, with nothing that it does not need."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from msgspec.structs import replace

from docforge import resources
from docforge.model import nodes as n
from docforge.protocols import EPUB_TARGETS, Result, WriteContext
from docforge.theme.fonts import FontStore, FontStoreError
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.epub import WRITER

THEME = parse(resources.text("styles/handout.toml"))
OPTIONS = "META-INF/com.apple.ibooks.display-options.xml"


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def para(*content: n.Inline) -> n.Para:
    return n.Para(content)


CHINESE = n.Document(
    (
        para(n.Text("山高水长，"), n.Strong(text("云")), n.Text("。")),
        para(n.Span(text("読書"), attr=n.Attr(lang="ja")), n.Code("x = 1")),
        n.Heading(1, text("题目"), attr=n.Attr(id="h")),
    ),
    text("书名"),
    "zh-Hans",
    final=True,
)


def made(document: n.Document, **changes: Any) -> Result[bytes]:
    return WRITER.write(document, WriteContext(THEME, embed_fonts=True, **changes), MemoryWorld())


def book(document: n.Document, **changes: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made(document, **changes).value))


def faces(archive: zipfile.ZipFile) -> dict[str, TTFont]:
    return {
        name.removeprefix("EPUB/fonts/"): TTFont(io.BytesIO(archive.read(name)))
        for name in archive.namelist()
        if name.endswith(".ttf")
    }


def han(face: TTFont) -> str:
    return "".join(chr(point) for point in sorted(face.getBestCmap()) if 0x4E00 <= point <= 0x9FFF)


def test_nothing_is_embedded_unless_asked() -> None:
    plain = WRITER.write(CHINESE, WriteContext(THEME), MemoryWorld())
    names = zipfile.ZipFile(io.BytesIO(plain.value)).namelist()
    assert not [name for name in names if "font" in name]
    assert not plain.diagnostics


def test_each_face_has_the_characters_that_are_set_in_it() -> None:
    found = {name: han(face) for name, face in faces(book(CHINESE)).items()}
    # The table of contents and running text are set in the body's design, headings in their own.
    assert set("山高水长题目") <= set(found["serif-sc-regular.ttf"])
    assert set("読書") <= set(found["serif-jp-regular.ttf"])
    assert "読" not in found["serif-sc-regular.ttf"]
    assert found["serif-sc-bold.ttf"] == "云"
    assert set("书名题目") <= set(found["sans-sc-bold.ttf"])


def test_faces_keep_forms_for_vertical_lines_half_widths_and_their_licence() -> None:
    face = faces(book(CHINESE))["serif-sc-regular.ttf"]
    features = {
        record.FeatureTag for table in ("GSUB", "GPOS") for record in face[table].table.FeatureList.FeatureRecord
    }
    assert {"vert", "halt", "vhal"} <= features
    assert "SIL Open Font License" in str(face["name"].getDebugName(13))
    assert str(face["name"].getDebugName(0)).startswith("©")
    assert face["OS/2"].fsType == 0


def test_the_style_sheet_declares_them_by_relative_urls_before_the_generic_family() -> None:
    archive = book(CHINESE)
    css = archive.read("EPUB/fonts.css").decode()
    urls = re.findall(r"src: url\(([^)]*)\)", css)
    assert sorted(urls) == sorted(f"fonts/{name}" for name in faces(archive))
    assert re.search(r'(?m)^body, \.fn \{ font-family: "Docforge Serif SC", serif \}', css)
    assert "SIL Open Font License" in css
    assert b'href="fonts.css"' in archive.read("EPUB/c001.xhtml")
    named = set(re.findall(r'@font-face \{ font-family: ("[^"]*")', css))
    assert named <= set(re.findall(r'"Docforge [^"]*"', css.partition("\nbody")[2]))


def test_their_rights_are_in_the_package_beside_the_books_own() -> None:
    own = replace(CHINESE, meta={"rights": n.MetaString(text="版权所有")})
    package = etree.fromstring(book(own).read("EPUB/content.opf"))
    rights = [str(node.text) for node in package.iter("{http://purl.org/dc/elements/1.1/}rights")]
    assert rights[0] == "版权所有"
    assert "Docforge Serif SC" in rights[1]
    assert "SIL Open Font License" in rights[1]


def test_their_size_is_told() -> None:
    result = made(CHINESE)
    archive = zipfile.ZipFile(io.BytesIO(result.value))
    sizes = [archive.getinfo(f"EPUB/fonts/{name}").file_size for name in faces(archive)]
    (said,) = result.diagnostics
    assert said.code == "DF723"
    assert said.message.startswith(f"{len(sizes)} faces, {sum(sizes) / 1024:.0f} KiB: Docforge Mono, ")


def test_the_same_book_has_the_same_faces() -> None:
    assert made(CHINESE).value == made(CHINESE).value


def test_a_latin_book_carries_no_east_asian_face() -> None:
    words = para(n.Text("Words, "), n.Emph(text("slanted")), n.Text("."))
    found = sorted(faces(book(n.Document((words,), text("Title"), "en", final=True))))
    italic, upright = "serif-latin-regular-italic.ttf", "serif-latin-regular.ttf"
    assert found == ["sans-latin-bold.ttf", italic, upright]


def test_a_rare_character_brings_a_supplement() -> None:
    rare = n.Document((para(n.Text("𠮟る")),), text("題"), "ja", final=True)
    supplements = {name: face for name, face in faces(book(rare)).items() if "-x" in name}
    assert [name.partition("-x")[0] for name in supplements] == ["serif-jp-regular"] or not supplements
    assert any(0x20B9F in face.getBestCmap() for face in faces(book(rare)).values())


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_apple_books_is_told_that_faces_are_there(name: str) -> None:
    assert (OPTIONS in book(CHINESE, epub_target=name).namelist()) == (name == "apple")
    plain = WRITER.write(CHINESE, WriteContext(THEME, epub_target=name), MemoryWorld())
    assert OPTIONS not in zipfile.ZipFile(io.BytesIO(plain.value)).namelist()
    if name == "apple":
        options = etree.fromstring(book(CHINESE, epub_target=name).read(OPTIONS))
        assert [(item.get("name"), item.text) for item in options.iter("option")] == [("specified-fonts", "true")]


def test_without_a_font_store_the_book_is_written_and_the_lack_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed() -> FontStore:
        raise FontStoreError("DF541", "The store has not been filled.", "Run: docforge fonts build")

    monkeypatch.setattr(FontStore, "open", closed)
    result = made(CHINESE)
    assert not faces(zipfile.ZipFile(io.BytesIO(result.value)))
    assert "DF541" in {item.code for item in result.diagnostics}
