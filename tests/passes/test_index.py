"""The index of a book. Expected orders are those of dictionaries, looked up by hand."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions
from docforge.typography.collation import Sorting, group_of, sort_key, strokes
from settled import settled


def entries(markdown: str, lang: str = "zh-Hans") -> list[str]:
    done = settled(markdown, lang).value
    shown = ("index-group", "index-entry")
    return [inline_text(para.content) for para in find(done.blocks, n.Para) if {*para.attr.classes} & {*shown}]


@pytest.mark.parametrize(
    ("sorting", "words"),
    [
        ("pinyin", ["阿里", "API", "北京", "重庆", "重新", "所有权", "重量", "左"]),
        ("stroke", ["A", "一", "丁", "人", "三", "中", "國"]),
        ("kana", ["あい", "カーテン", "カイ", "がい", "かき", "がき", "はな", "ばな", "わ"]),
        ("hangul", ["가방", "까치", "나무", "하늘"]),
    ],
)
def test_terms_are_sorted_as_a_dictionary_sorts_them(sorting: Sorting, words: list[str]) -> None:
    backwards = list(reversed(words))
    assert sorted(backwards, key=lambda word: sort_key(word, sorting)) == words


def test_groups_are_named_by_letter_stroke_row_and_syllable() -> None:
    found = [
        group_of("重庆", "pinyin", "zh-Hans"),
        group_of("三", "stroke", "zh-Hant"),
        group_of("がき", "kana", "ja"),
        group_of("까치", "hangul", "ko"),
        group_of("3D", "pinyin", "zh-Hans"),
    ]
    assert found == ["C", "三畫", "か", "가", "#"]


def test_strokes_are_those_of_the_characters() -> None:
    assert [strokes()[char][0] for char in "一人三中永國"] == [1, 2, 3, 4, 5, 11]


def test_a_book_has_an_index_of_its_marked_terms_that_links_to_their_places() -> None:
    text = (
        "# 书\n\n## 甲 {.chapter}\n\n[所有权]{.index}与[借用]{.index}。再说[所有权]{.index}。\n\n"
        '## 乙 {.chapter}\n\n[所有权]{.index}；[引用]{.index see="借用"}。\n'
    )
    assert entries(text) == ["J", "借用\u3000甲", "S", "所有权\u3000甲、乙", "Y", "引用\u3000见借用"]
    done = settled(text).value
    ids = {span.attr.id for span in find(done.blocks, n.Span) if "index" in span.attr.classes}
    pages = [ref.to for ref in find(done.blocks, n.Ref) if ref.show == "page"]
    assert len(pages) == 3
    assert set(pages) <= ids
    options = PassOptions(number="all")
    once = run_all(settled(text, number="all").value, options).value
    assert run_all(once, options).value == once


def test_japanese_terms_go_by_their_key_or_ruby() -> None:
    text = '# 本\n\n## 一 {.chapter}\n\n[縦書き]{.index key="たてがき"}と[行]{.index key="ぎょう"}。\n'
    assert entries(text, "ja") == ["か", "行\u3000一", "た", "縦書き\u3000一"]


def test_a_handout_has_no_index_unless_asked() -> None:
    assert entries("# 题\n\n[词]{.index}\n") == []
