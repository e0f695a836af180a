"""The EPUB writer: what is in the archive, and that it says only what is true."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from msgspec.structs import replace

from docforge import resources
from docforge.model import nodes as n
from docforge.model.ids import portable_id
from docforge.protocols import Asset, WriteContext
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.epub import WRITER, chapters, navigation
from docforge.writers.epub.cover import draw

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def para(words: str) -> n.Para:
    return n.Para(text(words))


def item(number: int, run: int, words: str) -> n.Item:
    return n.Item(
        (para(words),),
        label=f"{number}.",
        scheme="decimal:{}.",
        value=(number,),
        run=run,
        address=f"s{run}p{number}",
        attr=n.Attr(id=f"~abcdefghij{'abc'[run]}{'abc'[number]}"),
    )


TWO_RUNS = n.Document(
    (item(1, 1, "甲"), item(2, 1, "乙"), n.Rule(), item(1, 2, "丙")),
    text("讲义"),
    "zh-Hans",
    runs=(n.Run(1, "一", "decimal:{}.", "1.", "2.", 2), n.Run(2, "二", "decimal:{}.", "1.", "1.", 1)),
    show_run="head",
    final=True,
)


def context(**changes: object) -> WriteContext:
    return WriteContext(parse(resources.text("styles/handout.toml")), **changes)  # type: ignore[arg-type]


def written(document: n.Document, **changes: object) -> zipfile.ZipFile:
    result = WRITER.write(document, context(**changes), MemoryWorld())
    return zipfile.ZipFile(io.BytesIO(result.value))


def page(book: zipfile.ZipFile, name: str = "c001.xhtml") -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def properties(book: zipfile.ZipFile, name: str) -> list[str]:
    package = etree.fromstring(book.read("EPUB/content.opf"))
    return [str(entry.text) for entry in package.iter(f"{OPF}meta") if entry.get("property") == name]


def test_the_mimetype_comes_first_and_uncompressed() -> None:
    first = written(TWO_RUNS).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_no_member_carries_a_time_or_a_user() -> None:
    assert {(info.date_time, info.external_attr >> 16) for info in written(TWO_RUNS).infolist()} == {
        ((1980, 1, 1, 0, 0, 0), 0o644)
    }


def test_the_same_document_gives_the_same_bytes() -> None:
    draw.cache_clear()
    first = WRITER.write(TWO_RUNS, context(), MemoryWorld()).value
    draw.cache_clear()
    assert WRITER.write(TWO_RUNS, context(), MemoryWorld()).value == first


def test_labels_are_text_with_id_and_address() -> None:
    labels = [span for span in page(written(TWO_RUNS)).iter(f"{XHTML}span") if span.get("class") == "no"]
    assert [(label.text, label.get("id")) for label in labels] == [("1.", "s1p1"), ("2.", "s1p2"), ("1.", "s2p1")]
    paragraph = labels[0].getparent()
    assert paragraph is not None
    assert paragraph.get("id") == portable_id("~abcdefghijbb")


def test_no_blank_is_added_between_inlines() -> None:
    document = n.Document((n.Para((n.Strong(text("甲")), n.Emph(text("乙")))),), text("讲义"), "zh-Hans", final=True)
    assert b"<strong>\xe7\x94\xb2</strong><em" in written(document).read("EPUB/c001.xhtml")


def test_the_book_has_nav_landmarks_ncx_and_cover() -> None:
    book = written(TWO_RUNS)
    kinds = {nav.get(EPUB_TYPE) for nav in page(book, "nav.xhtml").iter(f"{XHTML}nav")}
    assert kinds == {"toc", "landmarks"}
    assert {"EPUB/toc.ncx", "EPUB/cover.png", "EPUB/cover.xhtml"} <= set(book.namelist())


def test_runs_are_entries_where_there_are_no_headings() -> None:
    found = navigation.points(TWO_RUNS, lambda anchor: f"c001.xhtml#{anchor}", "c001.xhtml", "讲义")
    assert [(point.text, point.href) for point in found] == [
        ("讲义", "c001.xhtml"),
        ("一 1–2", "c001.xhtml#s1p1"),
        ("二 1–1", "c001.xhtml#s2p1"),
    ]


def test_headings_nest_in_the_table_of_contents() -> None:
    headings = tuple(
        n.Heading(level, text(f"第{place}节"), attr=n.Attr(id=f"h{place}"))
        for place, level in enumerate((1, 2, 2, 1), 1)
    )
    document = n.Document(headings, final=True)
    found = navigation.points(document, lambda anchor: "#" + anchor, "c001.xhtml", "讲义")
    assert [(point.text, [inner.text for inner in point.inner]) for point in found] == [
        ("第1节", ["第2节", "第3节"]),
        ("第4节", []),
    ]
    assert navigation.depth(found) == 2


def test_a_short_document_is_one_file_and_a_long_one_begins_one_at_each_chapter() -> None:
    heading = n.Heading(1, text("章"), attr=n.Attr(id="ch"))
    short = (para("前言"), heading, para("甲"))
    assert [file.blocks for file in chapters.split(n.Document(short), 250_000)] == [short]
    long_text = para("字" * chapters.WHOLE)
    long = (para("前言"), heading, long_text, heading, para("乙"))
    assert [len(file.blocks) for file in chapters.split(n.Document(long), 250_000)] == [1, 2, 2]


def test_links_lead_into_the_file_that_holds_the_target() -> None:
    first = n.Heading(1, text("甲章"), attr=n.Attr(id="first"))
    second = n.Heading(1, text("乙章"), attr=n.Attr(id="second"))
    link = n.Para((n.Link(text("见乙章"), "#second"),))
    document = n.Document((first, link, para("字" * chapters.WHOLE), second), text("书"), "zh-Hans", final=True)
    book = written(document)
    assert [a.get("href") for a in page(book).iter(f"{XHTML}a")] == ["c-second.xhtml#second"]


def test_notes_stand_in_the_same_file_with_a_link_back() -> None:
    document = n.Document(
        (n.Para((n.Text("甲"), n.NoteRef("x"))),), text("书"), "zh-Hans", notes={"x": (para("注文"),)}, final=True
    )
    body = page(written(document))
    (aside,) = body.iter(f"{XHTML}aside")
    call = next(a for a in body.iter(f"{XHTML}a") if a.get("class") == "noteref")
    assert call.get("href") == f"c001.xhtml#{aside.get('id')}"
    assert aside.get(EPUB_TYPE) == "footnote"


@pytest.mark.parametrize(("alternative", "sufficient"), [("一只猫", ["textual"]), ("", [])])
def test_text_alone_suffices_only_if_every_picture_is_described(alternative: str, sufficient: list[str]) -> None:
    asset = Asset(b"\x89PNG", "image/png", 1, 1, "0" * 64)
    content = (n.Image(text(alternative) if alternative else (), "cat.png"),)
    book = written(n.Document((n.Para(content),), text("书"), "zh-Hans", final=True), assets={"cat.png": asset})
    assert properties(book, "schema:accessModeSufficient") == sufficient
    assert ("alternativeText" in properties(book, "schema:accessibilityFeature")) == bool(sufficient)


def test_ruby_is_announced_only_where_it_is() -> None:
    with_ruby = n.Document((n.Para((n.Ruby((("漢字", "かんじ"),)),)),), text("本"), "ja", final=True)
    assert "rubyAnnotations" in properties(written(with_ruby), "schema:accessibilityFeature")
    assert "rubyAnnotations" not in properties(written(TWO_RUNS), "schema:accessibilityFeature")


def test_the_identifier_survives_a_correction_of_the_text() -> None:
    def identifier(document: n.Document) -> bytes | None:
        found = re.search(rb"urn:uuid:[0-9a-f-]{36}", written(document).read("EPUB/content.opf"))
        return found and found[0]

    corrected = n.Document((para("改过"),), TWO_RUNS.title, "zh-Hans", final=True)
    assert identifier(TWO_RUNS) == identifier(corrected)
    assert identifier(corrected) != identifier(n.Document((), text("另一本"), "zh-Hans", final=True))


def test_the_modified_date_is_the_epoch_in_utc() -> None:
    assert properties(written(TWO_RUNS, epoch=1_700_000_000), "dcterms:modified") == ["2023-11-14T22:13:20Z"]


def test_a_line_names_each_run_before_its_first_item() -> None:
    lines = [p for p in page(written(TWO_RUNS)).iter(f"{XHTML}p") if p.get("class") == "df-run"]
    assert [line.text for line in lines] == ["第一组", "第二组"]
    following = [line.getnext() for line in lines]
    assert ["".join(block.itertext()) for block in following] == ["1.甲", "1.丙"]
    silent = page(written(replace(TWO_RUNS, show_run="none")))
    assert [p for p in silent.iter(f"{XHTML}p") if p.get("class") == "df-run"] == []
