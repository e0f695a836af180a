"""A blank to fill in right after a typed label belongs to the text; what parts label and text does not."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, ReadOptions
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld


def texts(source: str) -> list[str]:
    document = READER.read(source.encode(), "a.md", ReadOptions(lang="zh-Hans"), MemoryWorld()).value
    settled = run_all(document, PassOptions()).value
    return [inline_text(block.content) for item in find(settled, n.Item) for block in item.blocks[:1]]


@pytest.mark.parametrize("blank", ["　　　", "　　　　", "\u00a0" * 5, "\u2003" * 3])
def test_a_wide_blank_after_a_typed_label_is_text(blank: str) -> None:
    assert texts(f"（1）{blank}是谁？\n\n（2）乙") == [f"{blank}是谁？", "乙"]


def test_an_underlined_blank_after_a_typed_label_is_text() -> None:
    assert texts("（1）<u>　　</u>是谁？\n\n（2）乙") == ["　　是谁？", "乙"]


@pytest.mark.parametrize("blank", ["", " ", "　", "　　", " 　 ", "\u00a0" * 4, "　\u00a0"])
def test_up_to_two_em_part_label_and_text(blank: str) -> None:
    assert texts(f"（1）{blank}甲\n\n（2）乙") == ["甲", "乙"]


def test_blanks_of_underscores_in_one_paragraph_do_not_pair() -> None:
    row = "填空：________是杜甫的诗句，出自________，作于________。"
    assert texts(f"1. {row}\n2. 作于____年。____") == [row, "作于____年。____"]


def test_underscores_still_mark_what_they_mark() -> None:
    document = READER.read("___甲___ 与 __乙__".encode(), "a.md", ReadOptions(), MemoryWorld()).value
    assert [inline_text(node.content) for node in find(document, n.Strong)] == ["甲", "乙"]
    document = READER.read(b"____both____", "a.md", ReadOptions(), MemoryWorld()).value
    assert [inline_text(node.content) for node in find(document, n.Strong)] == ["both", "both"]
