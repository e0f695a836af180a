"""What WeasyPrint does with threats when it is used bare: why docforge writes its pages and serves its files itself."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docforge.theme.fonts import FontStore
from docforge.writers.pdf.engine import engine

pytestmark = pytest.mark.filterwarnings("ignore")


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


def pdf(html: str, **options: Any) -> bytes:
    from weasyprint import HTML

    data: bytes = HTML(string=html, **options).write_pdf()
    return data


def test_it_puts_any_file_of_the_machine_into_a_pdf(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"geheim")
    data = pdf(f"<link rel=attachment href={secret.as_uri()}><p>a")
    with pikepdf.open(io.BytesIO(data)) as made:
        assert [one.get_file().read_bytes() for one in made.attachments.values()] == [b"geheim"]


def test_it_asks_the_network(server: tuple[str, list[str]]) -> None:
    url, asked = server
    pdf(f"<style>@import '{url}/a.css'</style><img src={url}/b.png><p style='background:url({url}/c)'>a")
    assert sorted(asked) == ["/a.css", "/b.png", "/c"]


def test_a_style_sheet_of_its_own_asks_the_network_whatever_the_page_may(server: tuple[str, list[str]]) -> None:
    from weasyprint import CSS

    url, asked = server
    CSS(string=f"@import '{url}/a.css';")
    assert asked == ["/a.css"]


def test_a_refusal_ends_the_work() -> None:
    from weasyprint.urls import URLFetcher, URLFetchingError

    class Refusing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            raise ValueError("refused")

    with pytest.raises(URLFetchingError):
        pdf("<style>@color-profile --a {src:url(http://a.example/a.icc)}</style><p>a", url_fetcher=Refusing())


def test_a_page_says_itself_where_its_files_are(tmp_path: Path) -> None:
    from weasyprint.urls import URLFetcher

    asked: list[str] = []

    class Listening(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            asked.append(url)
            return super().fetch(url, headers)

    page = "<base href='file:///etc/'><link rel=stylesheet href=passwd><p>a"
    pdf(page, base_url=tmp_path.as_uri(), url_fetcher=Listening())
    assert asked == ["file:///etc/passwd"]


@pytest.mark.parametrize("html", ["<div>" * 400 + "a", "<ul><li>" * 200 + "a"])
def test_what_lies_deep_ends_the_work(html: str) -> None:
    with pytest.raises(RecursionError):
        pdf(html)


@pytest.mark.parametrize(
    ("style", "error"), [("font-size:1e9px", ZeroDivisionError), ("letter-spacing:1e9px", OverflowError)]
)
def test_numbers_that_no_page_could_have_end_the_work(style: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        pdf(f"<p style='{style}'>ab")


def test_half_a_character_ends_the_work() -> None:
    with pytest.raises(UnicodeEncodeError):
        pdf("<p>a\ud800b")


def test_a_character_that_no_face_has_is_an_empty_box_and_no_error() -> None:
    assert pdf("<p>\U00031350甲").startswith(b"%PDF")


def test_bytes_of_another_encoding_are_other_letters() -> None:
    from weasyprint import HTML

    page = HTML(file_obj=io.BytesIO("<p>读书".encode("gb18030")))
    assert page.etree_element.find(".//p").text == "¶ÁÊé"


def test_links_run_scripts_and_tell_where_the_page_was_made() -> None:
    links = "<a href='javascript:alert(1)'>a</a><a href='file:///etc/passwd'>b</a><a href='x.html'>c</a>"
    with pikepdf.open(io.BytesIO(pdf(links, base_url="file:///srv/private/user/"))) as made:
        found = [str(one.A.URI) for one in made.pages[0].Annots]  # type: ignore[attr-defined]
    assert found == ["javascript:alert(1)", "file:///etc/passwd", "file:///srv/private/user/x.html"]


def test_a_font_that_is_none_is_read_from_anywhere_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"no font")
    face = f"@font-face{{font-family:x;src:url({(tmp_path / 'a.ttf').as_uri()})}}"
    assert pdf(f"<style>{face}p{{font-family:x}}</style><p>a").startswith(b"%PDF")
