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
