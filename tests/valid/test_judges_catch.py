"""Every outside judge is shown a file with a fault that it must catch, and the same file without it.

A judge that is installed but not really running passes everything; these tests are how we know.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import judges

# ---------------------------------------------------------------------------------------------------------- EPUB

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="E/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8</dc:identifier>
<dc:title>讲义</dc:title><dc:language>zh-CN</dc:language>
<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">只有文字。</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine></package>"""

XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="zh-CN" lang="zh-CN">
<head><title>讲义</title></head><body>{body}</body></html>"""

TOC = '<nav epub:type="toc" role="doc-toc"><h1>目录</h1><ol><li><a href="a.xhtml">讲义</a></li></ol></nav>'
NAV = XHTML.format(body=TOC)


def write_epub(path: Path, body: str, package: str = PACKAGE) -> Path:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("E/p.opf", package)
        book.writestr("E/nav.xhtml", NAV)
        book.writestr("E/a.xhtml", XHTML.format(body=body))
    return path


@pytest.fixture(scope="module")
def good_epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A Chinese file name in a folder with a blank: what users have, and what Java fails on under the locale "C".
    return write_epub(tmp_path_factory.mktemp("an epub") / "讲义.epub", "<h1>讲义</h1><ol><li>一段。</li></ol>")


def test_epubcheck_is_silent_on_a_good_book(good_epub: Path) -> None:
    assert judges.epubcheck(good_epub) == []


def test_epubcheck_catches_a_paragraph_between_list_items(tmp_path: Path) -> None:
    findings = judges.epubcheck(write_epub(tmp_path / "a.epub", "<h1>讲义</h1><ol><p>一段。</p></ol>"))
    assert {finding.code for finding in findings} == {"RSC-005"}
    assert findings[0].where.startswith("E/a.xhtml:4:")


def test_epubcheck_reports_messages_below_a_warning_too(tmp_path: Path) -> None:
    # A class from EPUB's own vocabulary that no reader knows is only a "usage" message.
    body = '<h1 epub:type="nonsense">讲义</h1><p>一段。</p>'
    assert [found.severity for found in judges.epubcheck(write_epub(tmp_path / "a.epub", body))] == ["usage"]


def test_ace_is_silent_on_a_good_book(good_epub: Path) -> None:
    assert judges.ace(good_epub) == []


def test_ace_catches_a_picture_without_alternative_text_and_a_package_without_language(tmp_path: Path) -> None:
    body = '<h1>讲义</h1><p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC"/></p>'
    findings = judges.ace(write_epub(tmp_path / "a.epub", body, PACKAGE.replace(' xml:lang="zh-CN">', ">", 1)))
    assert {"image-alt", "epub-lang"} <= {finding.code for finding in findings}


# ---------------------------------------------------------------------------------------------------------- DOCX


def write_docx(path: Path, paragraphs: int = 2, change: Callable[[str], str] = lambda xml: xml) -> Path:
    """A numbered list by python-docx, with word/document.xml passed through `change`."""
    import docx

    document = docx.Document()
    for number in range(paragraphs):
        document.add_paragraph(f"第{number}项", style="List Number")
    plain = io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                changed = change(content.decode("utf-8"))
                content = changed.encode("utf-8")
            target.writestr(name, content)
    return path


def with_undefined_number(xml: str) -> str:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="999"/></w:numPr>'
    return xml.replace('<w:pStyle w:val="ListNumber"/>', f'<w:pStyle w:val="ListNumber"/>{numbering}', 1)


def with_elements_out_of_order(xml: str) -> str:
    style = '<w:pStyle w:val="ListNumber"/>'
    return xml.replace(style, f'<w:jc w:val="center"/>{style}', 1)


def test_the_sdk_catches_elements_out_of_schema_order(tmp_path: Path) -> None:
    assert judges.ooxml_sdk(write_docx(tmp_path / "good.docx")) == []
    findings = judges.ooxml_sdk(write_docx(tmp_path / "bad.docx", change=with_elements_out_of_order))
    assert any("pStyle" in finding.message for finding in findings)


@pytest.mark.parametrize("judge", [judges.openxml_audit, judges.ooxml_integrity])
def test_a_number_that_is_not_defined_is_caught(judge: Callable[[Path], list[judges.Finding]], tmp_path: Path) -> None:
    before = {finding.message for finding in judge(write_docx(tmp_path / "good.docx"))}
    after = judge(write_docx(tmp_path / "bad.docx", change=with_undefined_number))
    added = [finding for finding in after if finding.message not in before]
    assert [finding.severity for finding in added] == ["error"]
    assert "999" in added[0].message


def test_libreoffice_and_word_labels_print_the_same_numbers(tmp_path: Path) -> None:
    one = write_docx(tmp_path / "一.docx", paragraphs=3)
    two = write_docx(tmp_path / "two files.docx", paragraphs=1)
    texts = judges.libreoffice_texts([one, two])
    assert [line.strip() for line in texts[one].splitlines()] == ["1. 第0项", "2. 第1项", "3. 第2项"]
    assert [line.strip() for line in texts[two].splitlines()] == ["1. 第0项"]
    assert judges.word_labels(one)[:3] == [("1.", "第0项"), ("2.", "第1项"), ("3.", "第2项")]


def test_libreoffice_refuses_what_is_no_document(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 not really a zip file")
    with pytest.raises(judges.JudgeFailed, match=re.escape("bad.docx")):
        judges.libreoffice_pdfs([bad], tmp_path / "out")


# ----------------------------------------------------------------------------------------------------------- PDF

HTML = '<html lang="zh-CN"><title>讲义</title><body style="font-family: {family}"><h1>讲义</h1><p>保护格局。</p></html>'
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def write_pdf(path: Path, html: str = HTML.format(family="Noto Sans CJK SC"), **options: str) -> Path:
    import weasyprint

    weasyprint.HTML(string=html, base_url=str(path.parent)).write_pdf(path, **options)
    return path


@pytest.fixture(scope="module")
def good_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pdf(tmp_path_factory.mktemp("a pdf") / "讲义.pdf", pdf_variant="pdf/ua-1")


def test_the_pdf_judges_are_silent_on_a_good_file(good_pdf: Path) -> None:
    assert judges.qpdf_check(good_pdf) == []
    assert judges.pdf_ua(good_pdf) == []
    assert judges.unembedded_fonts(good_pdf) == []


def test_qpdf_catches_a_file_cut_short(good_pdf: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(good_pdf.read_bytes()[:-400])
    assert judges.qpdf_check(cut) != []


def test_page_validation_catches_a_file_without_tags(tmp_path: Path) -> None:
    codes = {finding.code for finding in judges.pdf_ua(write_pdf(tmp_path / "untagged.pdf"))}
    assert "PDFUA1-CONTENT-TAGGING-001" in codes
    assert "PDFUA1-STRUCT-TREE-ROOT-001" in codes


def test_pdffonts_catches_a_font_that_is_not_in_the_file(tmp_path: Path) -> None:
    import pikepdf

    path = tmp_path / "helvetica.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F 12 Tf 20 20 Td (text) Tj ET")
        pdf.save(path)
    assert "not-embedded" in {finding.code for finding in judges.unembedded_fonts(path)}


def test_three_readers_agree_on_a_good_page(good_pdf: Path) -> None:
    mupdf, poppler, pdfium = (draw(good_pdf) for draw in PAGE_READERS)
    assert (mupdf[0] < 128).sum() > 500, "the page is empty"
    assert judges.compare_pages(mupdf, poppler) == []
    assert judges.compare_pages(mupdf, pdfium) == []
    assert judges.compare_pages(poppler, pdfium) == []


PAGE_READERS = (judges.mupdf_pages, judges.poppler_pages, judges.pdfium_pages)


def test_a_font_that_only_one_reader_draws_is_seen_in_the_page_images(tmp_path: Path) -> None:
    # A CFF font whose character ids differ from its glyph ids, as a plain cut of Noto leaves it:
    # the text can be extracted and two readers draw it, but MuPDF's page stays blank.
    from fontTools import subset

    options = subset.Options(font_number=2, layout_features=[], glyph_names=False)
    font = subset.load_font(str(NOTO), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="讲义保护格局。")
    cutter.subset(font)
    font.save(tmp_path / "cut.otf")
    font.close()
    face = "<style>@font-face { font-family: Cut; src: url(cut.otf) }</style>"
    path = write_pdf(tmp_path / "cid.pdf", face + HTML.format(family="Cut"))
    assert judges.compare_pages(judges.poppler_pages(path), judges.pdfium_pages(path)) == []
    findings = judges.compare_pages(judges.mupdf_pages(path), judges.poppler_pages(path))
    assert {finding.code for finding in findings} == {"ink"}


@pytest.mark.parametrize("instead", ["nothing", "a box"])
def test_one_wrong_glyph_is_enough_to_disagree(good_pdf: Path, instead: str) -> None:
    original = judges.poppler_pages(good_pdf)
    rows, columns = (original[0] < 128).nonzero()
    # The first glyph of the last line: 保 at 12 pt, 16 pixels wide and high.
    bottom = rows.max() + 1
    left = columns[rows > bottom - 16].min()
    changed = original[0].copy()
    changed[bottom - 16 : bottom, left : left + 16] = 255
    if instead == "a box":
        changed[bottom - 15 : bottom, left + 1 : left + 15] = 0
        changed[bottom - 14 : bottom - 1, left + 2 : left + 14] = 255
    assert [found.code for found in judges.compare_pages(original, [changed])] == ["ink"]
    assert judges.compare_pages(original, original) == []


def test_another_number_of_pages_disagrees(good_pdf: Path) -> None:
    pages = judges.mupdf_pages(good_pdf)
    assert [found.code for found in judges.compare_pages(pages, pages * 2)] == ["page-count"]


# --------------------------------------------------------------------------------------------------- the judges


def test_pandoc_is_recent_enough_to_read_figures(tmp_path: Path) -> None:
    assert '"t":"Figure"' in judges.pandoc("--from", "markdown", "--to", "json", text_in="![图](a.png)\n")


def test_a_missing_judge_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, good_pdf: Path) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(judges.JudgeMissing, match="'qpdf' is not installed; run: make setup-validators"):
        judges.qpdf_check(good_pdf)
