"""A page is made of what was read before: nothing is fetched while it is set, and nothing of this machine gets in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docforge.model import nodes as n
from docforge.theme.fonts import FontStore, FontStoreError
from docforge.writers.pdf import engine as engines
from docforge.writers.pdf.engine import EngineError, engine
from docforge.writers.pdf.fetcher import Shelf, closed_fetcher
from pagekit import document, handout, para, write

SOURCES = Path(__file__).parents[3] / "src/docforge"


@pytest.mark.parametrize(
    "css",
    [
        "body { background: url(http://127.0.0.1:9/a.png) }",
        "@import url(http://127.0.0.1:9/a.css);",
        "@import 'relative.css';",
        "@font-face { font-family: x; src: url(file:///etc/passwd) }",
        "li { list-style-image: url(data:image/png;base64,AAAA) }",
    ],
)
def test_a_resource_from_elsewhere_is_refused_and_noted(css: str) -> None:
    shelf = Shelf({}, ())
    html = f"<html lang=en><head><title>t</title><style>{css}</style></head><body><ul><li>x</ul></body></html>"
    engine(FontStore.open()).page(html, "", closed_fetcher(shelf))
    assert len(shelf.refused) == 1


def test_a_refused_resource_does_not_end_the_work() -> None:
    shelf = Shelf({}, ())
    assert shelf.get("file:///etc/passwd") == (b"", "text/plain")
    assert shelf.refused == ["file:///etc/passwd"]


def test_weasyprint_is_entered_by_one_door_only() -> None:
    calls = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if re.search(r"\b(HTML|CSS)\(string", path.read_text(encoding="utf-8"))
    }
    assert calls == {"writers/pdf/engine.py"}


def test_a_missing_store_is_an_error_that_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCFORGE_FONTS", str(tmp_path))
    page = write(document(para("甲")))
    assert (page.data, page.codes) == (b"", ["DF541"])
    assert "docforge fonts build" in page.diagnostics[0].hint


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (EngineError("Pango cannot be loaded: no file", "apt-get install libpango-1.0-0"), "DF901"),
        (FontStoreError("DF543", "damaged.", "rebuild"), "DF543"),
    ],
)
def test_a_renderer_that_cannot_start_is_an_error_with_its_fix(
    failure: Exception, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: FontStore) -> engines.Engine:
        raise failure

    monkeypatch.setattr("docforge.writers.pdf.writer.engine", broken)
    page = write(document(para("甲")))
    assert (page.data, page.codes) == (b"", [code])
    assert page.diagnostics[0].hint


def test_a_missing_subsetter_stops_before_it_takes_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(FontStore.open())
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(EngineError, match="libharfbuzz-subset is missing") as raised:
        engines._load()
    assert "libharfbuzz-subset0" in raised.value.fix


def test_a_renderer_that_gives_up_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: object) -> bytes:
        raise OverflowError("too large")

    monkeypatch.setattr("docforge.writers.pdf.writer._Job.write", gives_up)
    page = write(document(para("甲")))
    assert (page.data, page.codes) == (b"", ["DF710"])
    assert "too large" in page.diagnostics[0].message


def test_what_the_renderer_says_becomes_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    import logging

    from docforge.writers.pdf import log

    with log.collected() as messages:
        for _ in range(2):
            logging.getLogger("weasyprint").warning("Ignored `%s`", "x: y")
    assert [(item.code, item.message) for item in log.diagnostics(messages, "a.md")] == [("DF709", "Ignored `x: y`")]
    assert caplog.messages == []


def test_a_title_of_any_characters_is_only_text() -> None:
    title = '</title><script>alert(1)</script>"'
    page = write(document(para("甲"), title=title))
    assert page.codes == []
    assert "</title><script>" in page.text()


def test_the_theme_is_the_built_in_one() -> None:
    assert handout().name == "handout"
    assert write(n.Document(blocks=(para("甲"),))).data.startswith(b"%PDF-1.7")
