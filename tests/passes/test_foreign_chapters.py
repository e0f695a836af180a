"""A chapter in another language than its book is read as if it stood alone: its items stay numbered paragraphs."""

from __future__ import annotations

import pytest

from docforge.build.books import BookSettings, Chapter, assemble, settle_chapter
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.passes.numbering import PASS
from docforge.protocols import PassOptions, ReadOptions
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld

TEXTS = {
    "options": "**例**：どれが正しいか？\n\n1. A.60   B.80\n2. C.90  D.100\n",
    "a list after a list": "1. 一\n2. 二\n\n1. 三\n2. 四\n",
    "a continuation": "1. 一\n\n一の続き。\n\n2. 二\n",
    "labels for bullets": "- （1）一\n- （2）二\n",
    "nested": "1. 1、一\n   1. （1）二\n2. 2、三\n",
    "articles": "第一条　一。\n\n第二条　二。\n",
    "a year": "2024. 年のこと。\n",
}


def _numbered(text: str, book: str) -> n.Document:
    read = READER.read(text.encode(), "a.md", ReadOptions(lang="ja"), MemoryWorld()).value
    chapter = Chapter(settle_chapter(read).value, "a.md", depth=1)
    other = Chapter(n.Document((n.Para((n.Text("別"),)),), title=(n.Text("別"),), lang=book), "b.md", depth=1)
    return PASS.run(assemble([chapter, other], BookSettings(title="本", lang=book)).value, PassOptions()).value


def _items(document: n.Document) -> list[tuple[object, ...]]:
    return [(item.kind, item.label, item.run, item.level) for item in find(document.blocks, n.Item)]


@pytest.mark.parametrize("name", TEXTS)
def test_items_of_a_foreign_chapter_are_those_of_the_same_chapter_at_home(name: str) -> None:
    text = f"# 章\n\n{TEXTS[name]}"
    home, abroad = _numbered(text, "ja"), _numbered(text, "zh-Hans")
    assert _items(abroad) == _items(home)
    assert (name == "a year") == (not _items(home))
    assert not any(find(abroad.blocks, n.Div))


@pytest.mark.parametrize("name", TEXTS)
def test_every_block_of_a_foreign_chapter_has_its_language(name: str) -> None:
    blocks = _numbered(f"# 章\n\n{TEXTS[name]}", "zh-Hans").blocks
    last = next(place for place, block in enumerate(blocks) if isinstance(block, n.Heading) and "別" in str(block))
    foreign = [block for block in blocks[:last] if not isinstance(block, n.Contents)]
    assert {block.attr.lang for block in foreign if isinstance(block, (n.Item, n.Para, n.Heading))} == {"ja"}
