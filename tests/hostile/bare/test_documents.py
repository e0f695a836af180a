"""What the libraries that read and write documents do with the same threats when they are used bare.

If one of these fails, a library has mended a hole; look whether a rule of docforge can go.
"""

from __future__ import annotations

import io
import os
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from hostile.made import markdown, pictures
from hostile.made.case import LAST
from wordkit import paragraph, word
from work import calls


def test_markdown_it_drops_the_rest_of_a_file_below_twenty_levels() -> None:
    from markdown_it import MarkdownIt

    assert LAST not in MarkdownIt("commonmark").render(markdown.DEEP["bullets"](30) + f"\n\n{LAST}")
    assert "<script>" in MarkdownIt("commonmark").render("<script>alert(1)</script>")


def test_python_docx_does_not_see_content_controls() -> None:
    import docx

    data = word(f"<w:sdt><w:sdtContent>{paragraph('里')}</w:sdtContent></w:sdt>{paragraph('外')}")
    assert [one.text for one in docx.Document(io.BytesIO(data)).paragraphs] == ["外"]


def epub(title: str, content: str, name: str = "a.xhtml") -> zipfile.ZipFile:
    """An e-book of one page, as EbookLib writes it."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier("a")
    book.set_title(title)
    page = epub.EpubHtml(title="a", file_name=name)
    page.content = content
    book.add_item(page)
    book.spine = [page]
    out = io.BytesIO()
    assert epub.write_epub(out, book)
    return zipfile.ZipFile(out)


def test_ebooklib_loses_what_is_nested_deep() -> None:
    page = "<div>" * 300 + "底" + "</div>" * 300 + f"<p>{LAST}</p>"
    assert LAST not in epub("a", page).read("EPUB/a.xhtml").decode()


def test_ebooklib_loses_titles_and_text_at_characters_that_xml_cannot_hold_or_writes_them() -> None:
    assert b"<dc:title/>" in epub("a\x01b", "<p>a</p>").read("EPUB/content.opf")
    assert LAST not in epub("a", f"<p>a\ud800{LAST}</p>").read("EPUB/a.xhtml").decode()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(epub("a", "<p>a\ufffe</p>").read("EPUB/a.xhtml"))


def test_ebooklib_writes_scripts_and_names_that_lead_out() -> None:
    page = '<p onclick="a()">a</p><script>alert(1)</script><a href="javascript:x">b</a><iframe src="http://a"></iframe>'
    with epub("a", page, "../../evil.xhtml") as archive:
        (name,) = (name for name in archive.namelist() if "evil" in name)
        text = archive.read(name).decode()
    assert name == "EPUB/../../evil.xhtml"
    assert all(part in text for part in ("onclick=", "<script>", "javascript:", "<iframe"))


def test_python_docx_raises_at_a_control_character_without_a_place() -> None:
    import docx

    with pytest.raises(ValueError, match=r"^All strings must be XML compatible"):
        docx.Document().add_paragraph("a\x01")


def test_cells_of_python_docx_cost_the_square_of_their_number() -> None:
    import docx

    def walk(rows: int) -> int:
        table = docx.Document().add_table(rows, 10)
        return calls(lambda: [table.cell(row, column) for row in range(rows) for column in range(10)])

    assert walk(20) > 3.5 * walk(10)


def test_python_docx_loses_the_text_behind_an_entity() -> None:
    import docx

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(paragraph("前")))) as given, zipfile.ZipFile(out, "w") as archive:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/document.xml":
                kind = b'<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
                data = data.replace(b"<w:document", kind, 1).replace("前".encode(), "前&e;后".encode())
            archive.writestr(name, data)
    assert [one.text for one in docx.Document(out).paragraphs] == ["前"]


@pytest.mark.parametrize("data", [b"", word(paragraph("文"))[:900], b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_python_docx_says_the_same_of_whatever_it_cannot_open(data: bytes, tmp_path: Path) -> None:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(PackageNotFoundError, match=r"^Package not found at"):
        docx.Document(str(tmp_path / "a.docx"))


def test_lxml_expands_entities_of_a_document() -> None:
    assert etree.fromstring(b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;&b;</a>').text == "haha"


def test_yaml_changes_words_and_takes_names_twice() -> None:
    import yaml

    assert yaml.safe_load("a: no\nb: 12:30:45\nb: 1.10") == {"a": False, "b": 1.1}


def test_yaml_holds_a_thousand_million_words_in_a_kilobyte() -> None:
    import yaml

    names = "abcdefghijklmnop"
    lines = [f"{this}: &{this} [{', '.join([f'*{last}'] * 4)}]" for last, this in pairwise(names)]
    found = yaml.safe_load("\n".join(["a: &a [x]", *lines]))

    sizes: dict[int, int] = {}

    def words(value: Any) -> int:
        if not isinstance(value, list):
            return 1
        if id(value) not in sizes:
            sizes[id(value)] = sum(map(words, value))
        return sizes[id(value)]

    assert words(found["p"]) == 4**15


def test_another_encoding_is_decoded_without_a_word() -> None:
    wrong = "讀書會的講義".encode("big5").decode("gb18030")
    assert not set(wrong) & set("讀書會的講義")


def test_markdown_it_takes_a_byte_order_mark_for_text_and_hidden_order_for_any_letter() -> None:
    from markdown_it import MarkdownIt

    assert MarkdownIt().render("\ufeff# a") == "<p>\ufeff# a</p>\n"
    assert MarkdownIt().render("a\u202eb") == "<p>a\u202eb</p>\n"


def test_rows_of_a_table_are_completed_by_markdown_it() -> None:
    from markdown_it import MarkdownIt

    def tokens(size: int) -> int:
        table = "|" + "a|" * size + "\n|" + "-|" * size + "\n" + "a\n" * size
        return len(MarkdownIt().enable("table").parse(table))

    assert tokens(80) > 3.5 * tokens(40)


def test_pillow_opens_what_no_page_needs_and_half_a_picture_when_weasyprint_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PIL import Image, ImageFile

    half = pictures.picture("JPEG")
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with Image.open(io.BytesIO(half[: len(half) // 2])) as picture:
        picture.load()
    with Image.open(io.BytesIO(pictures.picture("EPS", (9, 9)))) as strange:
        assert strange.format == "EPS"


def test_python_counts_other_lines_and_prefixes_are_no_folders() -> None:
    assert len("a\u2028b\x85c".splitlines()) == 3
    assert os.path.abspath("/proj/../proj-evil/a").startswith("/proj")
