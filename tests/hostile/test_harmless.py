"""The search for what is active finds it, in files made to have it: were it blind, a build would prove nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from hostile.harmless import active
from wordkit import paragraph, word


def _link(pdf: Pdf, address: bytes) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.URI, URI=String(address)))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([link]))


def _harmless(pdf: Pdf) -> None:
    _link(pdf, b"https://example.org/JS")
    pdf.Root.Title = String("/JavaScript")


def _script(pdf: Pdf) -> None:
    _link(pdf, b"\xfe\xff" + "javascript:alert(1)".encode("utf-16-be"))


def _opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)")))


def _attached(pdf: Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def _of_a_stream(pdf: Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, AA=Dictionary(O=Dictionary(S=Name.Launch)))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=form))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_harmless, set()),
        (_script, {"URI " + repr(b"\xfe\xff" + "javascript:alert(1)".encode("utf-16-be"))}),
        (_opening, {"OpenAction", "JavaScript", "JS"}),
        (_attached, {"EmbeddedFiles", "EmbeddedFile", "Filespec"}),
        (_of_a_stream, {"AA", "Launch"}),
    ],
)
@pytest.mark.parametrize("packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_what_a_pdf_would_do_is_found(
    tmp_path: Path, change: Callable[[Pdf], None], found: set[str], packed: pikepdf.ObjectStreamMode
) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(tmp_path / "a.pdf", object_stream_mode=packed)
    assert set(active(tmp_path / "a.pdf")) == found


PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<p style="color: red"><a href="https://example.org">a</a><img src="a.png"/></p>', []),
        ("<script>alert(1)</script>", ["<script>"]),
        ('<p onclick="alert(1)">a</p>', ["onclick="]),
        ('<a href="javascript:alert(1)">a</a>', ["href=javascript:alert(1)"]),
        ('<img src="http://127.0.0.1/a.png"/>', ["src=http://127.0.0.1/a.png"]),
        ('<p style="background: url(http://127.0.0.1/)">a</p>', ["style=background: url(http://127.0.0.1/)"]),
    ],
)
def test_what_an_e_book_would_do_is_found(tmp_path: Path, inside: str, found: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("EPUB/a.xhtml", PAGE.format(inside))
    assert list(active(tmp_path / "a.epub")) == [f"EPUB/a.xhtml: {what}" for what in found]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<p><a href="https://example.org">a</a><img src="data:image/png;base64,AA=="></p>', []),
        ("<svg/onload=alert(1)>", ["onload="]),
        ("<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImEiLz4='>", ["picture.svg: onload="]),
        ("<noscript><form action=a></noscript>", ["<form>"]),
    ],
)
def test_what_a_page_would_do_in_a_browser_is_found(tmp_path: Path, inside: str, found: list[str]) -> None:
    (tmp_path / "a.html").write_text(f"<!doctype html><body>{inside}", encoding="utf-8")
    assert list(active(tmp_path / "a.html")) == found


def test_styles_and_members_of_an_e_book_are_looked_at(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("EPUB/a.css", "@import 'http://127.0.0.1/a.css';")
        archive.writestr("../a.xhtml", PAGE.format(""))
        archive.writestr("EPUB/a.opf", '<!DOCTYPE a [<!ENTITY b "b">]><package>&b;</package>')
    assert list(active(tmp_path / "a.epub")) == [
        "EPUB/a.css: @import",
        "member ../a.xhtml",
        "EPUB/a.opf: a document type",
    ]


_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.mark.parametrize(
    ("kind", "target", "found"),
    [
        ("hyperlink", "https://example.org", []),
        ("hyperlink", "file:///etc/passwd", ["hyperlink to b'file:///etc/passwd'"]),
        ("image", "http://127.0.0.1/a.png", ["image to b'http://127.0.0.1/a.png'"]),
        ("attachedTemplate", "https://example.org/a.dotm", ["attachedTemplate to b'https://example.org/a.dotm'"]),
    ],
)
def test_what_a_word_file_would_load_is_found(tmp_path: Path, kind: str, target: str, found: list[str]) -> None:
    reference = f'<Relationship Id="r9" Type="{_TYPE}{kind}" Target="{target}" TargetMode="External"/>'
    (tmp_path / "a.docx").write_bytes(word(paragraph("文"), relationships=reference))
    assert list(active(tmp_path / "a.docx")) == [f"word/_rels/document.xml.rels: {what}" for what in found]
