"""What the libraries do with the same threats when they are used bare: why docforge keeps watch around them.

If one of these fails, a library has mended a hole; look whether a rule of docforge can go.
"""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from docforge.theme.fonts import FontStore
from docforge.writers.pdf.engine import engine
from hostile.made import drawings, markdown, pictures
from hostile.made.case import LAST
from wordkit import paragraph, word


@pytest.fixture(scope="module", autouse=True)
def weasyprint_is_loaded() -> None:
    engine(FontStore.open())


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.mark.filterwarnings("ignore")
def test_weasyprint_puts_any_file_of_the_machine_into_a_pdf(tmp_path: Path) -> None:
    import pikepdf
    from weasyprint import HTML

    secret = tmp_path / "secret"
    secret.write_bytes(b"geheim")
    data = HTML(string=f"<link rel=attachment href={secret.as_uri()}><p>a").write_pdf()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [one.get_file().read_bytes() for one in pdf.attachments.values()] == [b"geheim"]


@pytest.mark.filterwarnings("ignore")
def test_weasyprint_asks_the_network(server: tuple[str, list[str]]) -> None:
    from weasyprint import HTML

    url, asked = server
    HTML(
        string=f"<style>@import '{url}/a.css'</style><img src={url}/b.png><p style='background:url({url}/c)'>a"
    ).render()
    assert sorted(asked) == ["/a.css", "/b.png", "/c"]


def test_markdown_it_drops_the_rest_of_a_file_below_twenty_levels() -> None:
    from markdown_it import MarkdownIt

    assert LAST not in MarkdownIt("commonmark").render(markdown.DEEP["bullets"](30) + f"\n\n{LAST}")
    assert "<script>" in MarkdownIt("commonmark").render("<script>alert(1)</script>")


def test_python_docx_does_not_see_content_controls() -> None:
    import docx

    data = word(f"<w:sdt><w:sdtContent>{paragraph('里')}</w:sdtContent></w:sdt>{paragraph('外')}")
    assert [one.text for one in docx.Document(io.BytesIO(data)).paragraphs] == ["外"]


def test_ebooklib_loses_what_is_nested_deep() -> None:
    from ebooklib import epub

    book = epub.EpubBook()
    page = epub.EpubHtml(title="a", file_name="a.xhtml")
    page.content = "<div>" * 300 + "底" + "</div>" * 300 + f"<p>{LAST}</p>"
    book.add_item(page)
    book.spine = [page]
    out = io.BytesIO()
    epub.write_epub(out, book)
    with zipfile.ZipFile(out) as archive:
        assert LAST not in archive.read("EPUB/a.xhtml").decode()


def test_lxml_expands_entities_of_a_document() -> None:
    from lxml import etree

    assert etree.fromstring(b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;&b;</a>').text == "haha"


def test_yaml_changes_words_and_takes_names_twice() -> None:
    import yaml

    assert yaml.safe_load("a: no\nb: 12:30:45\nb: 1.10") == {"a": False, "b": 1.1}


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


def test_a_kilobyte_of_svg_is_ten_thousand_million_rectangles() -> None:
    from docforge.vector.clean import SvgTooLargeError, clean

    assert len(drawings.svg(drawings.uses(10))) < 3_000
    with pytest.raises(SvgTooLargeError, match=r"^[0-9]{11} elements"):
        clean(drawings.svg(drawings.uses(10)))


def test_python_counts_other_lines_and_prefixes_are_no_folders() -> None:
    assert len("a\u2028b\x85c".splitlines()) == 3
    assert os.path.abspath("/proj/../proj-evil/a").startswith("/proj")
