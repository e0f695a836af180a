"""What stands in a page and in a site beside the text that ``verify`` proves."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile

import pytest
from msgspec.structs import replace

import constructs
import lawkit
from docforge.build.unpacked import unpack
from docforge.model import nodes as n
from docforge.passes import run_all
from docforge.protocols import PassOptions
from docforge.verify import verify_files
from docforge.world import MemoryWorld
from docforge.writers.web import PAGE, SITE
from docforge.writers.web.search import words


def page(document: n.Document, theme: str = "handout") -> str:
    return lawkit.written(document, "html", theme)[1].decode()


def site(document: n.Document) -> dict[str, str]:
    data = lawkit.written(document, "site", "handout")[1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith("images/")]
        return {name: archive.read(name).decode() for name in names}


def chapter(name: str, title: str, *blocks: n.Block) -> tuple[n.Block, ...]:
    return (n.Heading(1, (n.Text(title),), attr=n.Attr(name, ("chapter",))), *blocks)


BOOK = n.Document(
    (
        *chapter("one", "The first part", constructs.para("图书馆在山上，", n.Link((n.Text("见"),), "#two"))),
        *chapter("two", "第二章", constructs.para("讀書會，", n.NoteRef("a")), n.Heading(2, (n.Text("节"),))),
        *chapter("three", "The first part", constructs.para("Reading the naïve ﬁle.")),
    ),
    (n.Text("书"),),
    "zh-Hans",
    notes={"a": (constructs.para("注里的話。"),)},
)


@pytest.mark.parametrize("theme", lawkit.THEMES)
def test_a_page_needs_no_other_file_and_forbids_all_but_its_own_style(theme):
    markup = page(constructs.everything(), theme)
    sheet = re.search(r"<style>(.*?)</style>", markup, re.DOTALL)
    assert sheet
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in markup
    assert "default-src &#39;none&#39;" in markup
    assert not re.search(r'<script|<[^>]* (style|on[a-z]+)="|<link[^>]*stylesheet', markup)
    assert all(url.startswith("data:") for url in re.findall(r'src="([^"]*)"', markup))


def test_no_word_of_a_theme_closes_the_style_of_a_page():
    given = lawkit.context("handout")
    fonts = {
        **given.theme.fonts,
        "code": lawkit.replace(given.theme.fonts["code"], epub="</style><script>x()</script>"),
    }
    theme = lawkit.replace(given.theme, fonts=fonts)
    data = PAGE.write(constructs.everything(), replace(given, theme=theme), MemoryWorld()).value
    assert data.count(b"</style") == 1
    assert b"<script" not in data.partition(b"</style>")[2]


def test_what_holds_for_one_element_stands_in_the_style_sheet():
    image = n.Image((n.Text("图"),), "a.png", attr=n.Attr(pairs=(("width", "50%"),)))
    markup = page(n.Document((constructs.para(image),), (n.Text("题"),), "zh-Hans"))
    assert '[data-look="1"] { width:50%; }' in markup
    assert re.search(r'<img alt="图" src="data:image/png;base64,[^"]*" width="40" height="20" data-look="1"/>', markup)


def test_each_part_of_a_book_is_a_page_named_after_its_heading():
    pages = site(BOOK)
    assert sorted(name for name in pages if name.endswith(".html")) == [
        "index.html",
        "the-first-part.html",
        "two.html",
    ]
    assert "<h1" in pages["two.html"]
    assert '<a class="noteref" role="doc-noteref" href="two.html#a_fn1"' in pages["two.html"]
    assert '<a href="two.html#two">见</a>' in pages["index.html"]
    assert '<link rel="next" href="two.html"/>' in pages["index.html"]
    assert '<link rel="prev" href="two.html"/>' in pages["the-first-part.html"]
    assert 'href="two.html#two" aria-current="page"' in pages["two.html"]


def test_a_page_that_no_other_leads_to_is_found():
    facts, data = lawkit.written(BOOK, "site", "handout")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, change in {
        "index.html": b'<link rel="next" href="the-first-part.html"/>',
        "two.html": b'<link rel="next" href="index.html"/>',
    }.items():
        altered = re.sub(rb'<link rel="next" [^>]*>', change, members[name])
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for member, content in {**members, name: altered}.items():
                archive.writestr(member, content)
        verdict = verify_files(["h.zip"], facts, MemoryWorld({"h.zip": out.getvalue()}))
        assert [item.code for item in verdict.diagnostics] == ["DF820"]
    assert verify_files(["h.zip"], facts, MemoryWorld({"h.zip": data})).ok


def test_the_index_names_every_place_of_a_word():
    script = site(BOOK)["search-index.js"]
    data = json.loads(script.removeprefix("docforgeIndex(").removesuffix(");\n"))
    assert data["pages"] == ["index.html", "two.html", "the-first-part.html"]
    places = {term: _numbers(steps) for term, steps in data["terms"].items()}
    named = {
        term: {tuple(data["units"][place][:2]) for place in places[term]} for term in ("图书", "書會", "注里", "file")
    }
    assert named == {"图书": {(0, "one")}, "書會": {(1, "two")}, "注里": {(1, "a_fn1")}, "file": {(2, "three")}}


def _numbers(steps: list[int]) -> list[int]:
    return [sum(steps[: place + 1]) for place in range(len(steps))]


def test_words_are_runs_of_letters_and_pairs_of_east_asian_ones():
    assert list(words("《论语》PDF/UA-1 か漢字읽기 x")) == [
        "论语",
        "pdf",
        "ua",
        "1",
        "か漢",
        "漢字",
        "字읽",
        "읽기",
        "x",
    ]


def test_the_same_document_gives_the_same_bytes():
    final = run_all(lawkit.plausible(constructs.everything()), PassOptions()).value
    for writer in (PAGE, SITE):
        first, second = (writer.write(final, lawkit.context("book"), MemoryWorld()).value for _ in range(2))
        assert first == second


def test_the_pages_of_a_site_stand_beside_its_archive_too():
    _, data = lawkit.written(BOOK, "site", "handout")
    world = MemoryWorld({"dist/b/own.txt": b"kept", "dist/b/two.html": b"old"})
    unpack("dist/b.zip", data, world)
    assert world.names("dist/b") == (
        "index.html", "own.txt", "search-index.js", "search.js", "style.css", "the-first-part.html", "two.html",
    )  # fmt: skip
    assert world.files["dist/b/two.html"].startswith(b"<!DOCTYPE html>")
