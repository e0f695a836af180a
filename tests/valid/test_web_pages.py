"""Web pages as outside judges see them: the standard, accessibility in light and dark, what a browser is asked for."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

import constructs
import docforge
import lawkit
from judges import Seen, Visit, browse, html_validate

EXAMPLES = ("zh-Hans", "zh-Hant", "ja", "ko", "en", "gongwen", "tategaki")
QUERIES = {"编号 段落": "s1p3", "重点": "s1p1", "nowhere": ""}
"""What is typed into the search of a site, and a place that must be found; "" nothing."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every example as a page, a document of every node in each theme, and the first page of a site."""
    folder = tmp_path_factory.mktemp("web")
    for name in EXAMPLES:
        theme = "gov" if name == "gongwen" else "handout"
        outputs = [folder / f"{name}.html", *([folder / f"{name}.zip"] if name == "zh-Hans" else [])]
        outcome = docforge.convert(f"examples/{name}.md", outputs, theme=theme, facts=False)
        assert outcome.ok
    for theme in lawkit.THEMES:
        Path(folder, f"every-{theme}.html").write_bytes(lawkit.written(constructs.everything(), "html", theme)[1])
    with zipfile.ZipFile(io.BytesIO(lawkit.written(constructs.everything(), "site", "book")[1])) as archive:
        archive.extractall(folder / "every-site")
    return [*sorted(folder.glob("*.html")), folder / "zh-Hans" / "index.html", folder / "every-site" / "index.html"]


@pytest.fixture(scope="module")
def seen(pages: list[Path]) -> dict[Visit, Seen]:
    """Every page in light on a wide screen and in dark on a narrow one; then searches."""
    visits = [Visit(page, dark, width) for page in pages for dark, width in ((False, 1280), (True, 390))]
    visits += [Visit(pages[-2], query=query) for query in QUERIES]
    return dict(zip(visits, browse(visits), strict=True))


def test_html_validate_has_nothing_to_say(pages):
    assert [str(finding) for finding in html_validate(pages)] == []


def test_axe_finds_nothing_in_light_and_dark(seen):
    assert [str(finding) for one in seen.values() for finding in one.violations] == []


def test_no_page_is_wider_than_its_window_or_complains(seen):
    assert [(visit.page.name, visit.width) for visit, one in seen.items() if one.wide] == []
    assert [problem for one in seen.values() for problem in one.problems] == []


def test_pages_ask_for_nothing_but_their_own_files(seen):
    for visit, one in seen.items():
        own = visit.page.parent.as_uri() if visit.page.name == "index.html" else visit.page.as_uri()
        assert [url for url in one.requests if not url.startswith((own, "data:"))] == []


def test_the_search_of_a_site_works_from_a_folder(seen):
    for visit, one in seen.items():
        if visit.query:
            places = [url.rpartition("#")[2] for url in one.found]
            assert bool(places) == bool(QUERIES[visit.query])
            assert not QUERIES[visit.query] or QUERIES[visit.query] in places


def test_both_judges_catch_a_planted_fault(tmp_path):
    page = tmp_path / "bad.html"
    page.write_text('<!DOCTYPE html><html><body><p>a<img src="https://x.invalid/a.png"></body></html>', "utf-8")
    assert "wcag/h37" in {finding.code for finding in html_validate([page])}
    (one,) = browse([Visit(page)])
    assert {"html-has-lang", "image-alt"} <= {finding.code for finding in one.violations}
    assert "https://x.invalid/a.png" in one.requests


def test_the_handbook_is_a_site_that_is_proved_and_judged(tmp_path):
    shutil.copytree("docs", tmp_path / "docs")
    shutil.copy("handbook.toml", tmp_path)
    outcome = docforge.build(tmp_path / "handbook.toml", targets=["site"])
    assert outcome.ok
    assert [built.verified for built in outcome.artifacts] == [True]
    pages = sorted(tmp_path.glob("dist/handbook/site/*.html"))
    assert len(pages) > 30
    assert [str(finding) for finding in html_validate(pages)] == []
