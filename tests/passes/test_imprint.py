"""What a book says of itself, made of its metadata."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions

META: dict[str, n.MetaValue] = {
    "author": n.MetaList((n.MetaString("王某"), n.MetaString("李某"))),
    "translator": n.MetaMap({"name": n.MetaString("赵某"), "file-as": n.MetaString("Zhao")}),
    "publisher": n.MetaString("某社"),
    "isbn": n.MetaString("978-7-02-000220-7"),
    "date": n.MetaString("2026-01-02"),
}


def book(lang: str = "zh-Hans", meta: dict[str, n.MetaValue] | None = None, **options: bool) -> n.Document:
    heading = n.Heading(1, (n.Text("一"),), attr=n.Attr("one", ("chapter",)))
    blocks = (heading, n.Para((n.Text("正文。"),)))
    document = n.Document(blocks, (n.Text("城乡读本"),), lang, meta=META if meta is None else meta)
    return run_all(document, PassOptions(**options)).value


def lines(document: n.Document, name: str) -> list[str]:
    boxes = [div for div in find(document.blocks, n.Div) if name in div.attr.classes]
    return [inline_text(para.content) for para in find(tuple(boxes), n.Para)]


def test_makers_and_publisher_stand_under_the_title() -> None:
    document = book()
    assert lines(document, "title-page") == ["王某、李某　著", "赵某　译", "某社"]
    assert isinstance(document.blocks[0], n.Div)


def test_a_colophon_stands_at_the_end_under_a_heading_of_its_own() -> None:
    document = book()
    assert lines(document, "colophon") == [
        "书名　城乡读本", "著者　王某、李某", "译者　赵某", "出版　某社", "日期　2026-01-02", "ISBN　978-7-02-000220-7",
    ]  # fmt: skip
    heading = document.blocks[-2]
    assert isinstance(heading, n.Heading)
    assert (inline_text(heading.content), heading.attr.classes) == ("版权页", ("back", "colophon"))


@pytest.mark.parametrize(
    ("lang", "first", "head", "line"),
    [
        ("zh-Hant", "王某、李某　著", "版權頁", "譯者　赵某"),
        ("ja", "王某、李某　著", "奥付", "訳者　赵某"),
        ("ko", "王某, 李某 지음", "판권", "옮긴이: 赵某"),
        ("en", "王某, 李某", "Colophon", "Translator: 赵某"),
        ("de", "王某, 李某", "Colophon", "Translator: 赵某"),
    ],
)
def test_its_words_are_those_of_the_book(lang: str, first: str, head: str, line: str) -> None:
    document = book(lang)
    assert lines(document, "title-page")[0] == first
    assert line in lines(document, "colophon")
    assert head in [inline_text(heading.content) for heading in find(document.blocks, n.Heading)]


def test_without_anybody_named_and_anything_published_there_is_neither() -> None:
    document = book(meta={"date": n.MetaString("2026")})
    assert lines(document, "title-page") == lines(document, "colophon") == []


def test_both_can_be_refused_and_a_colophon_asked_for() -> None:
    assert lines(book(title_page=False, colophon=False), "title-page") == []
    assert lines(book(title_page=False, colophon=False), "colophon") == []
    assert lines(book(meta={}, colophon=True), "colophon") == ["书名　城乡读本"]


def test_a_handout_has_neither_and_a_book_only_once() -> None:
    handout = n.Document((n.Para((n.Text("正文。"),)),), (n.Text("题"),), "zh-Hans", meta=META)
    assert lines(run_all(handout, PassOptions()).value, "colophon") == []
    document = book()
    assert run_all(document, PassOptions()).value == document
