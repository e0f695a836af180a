"""What stands in a box comes back from docforge's own Word file in its box."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import docx
import pytest

import docforge
from docforge.build.changes.report import changes, line
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find

CONTENT = {
    "a list": "1. C\n2. A",
    "bullets": "- 甲\n- 乙",
    "a list after words": "见下。\n\n1. C\n2. A\n\n完。",
    "a table": "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |",
    "a quotation": "> 引文。\n\n出处。",
    "code": "```\na\n  b\n```",
    "items within items": "1. 甲\n   1. 乙\n2. 丙",
    "a box": ":::: tip\n- 内\n::::\n\n外。",
    "words": "一段。\n\n又一段。",
    "nothing": "",
}


def back(source: str, folder: Path) -> tuple[n.Document, n.Document]:
    (folder / "a.md").write_text(source, encoding="utf-8")
    assert docforge.convert(folder / "a.md", folder / "a.docx").ok
    return document_of(folder / "a.md"), document_of(folder / "a.docx")


def document_of(path: Path) -> n.Document:
    document = docforge.read(path).document
    assert document is not None
    return document


def boxes(document: n.Document) -> list[tuple[str, list[str], str]]:
    """Each box: its role, the kinds of its blocks, its text."""
    return [
        (box.attr.classes[0], [type(block).__name__ for block in box.blocks], block_text(box.blocks))
        for box in find(document.blocks, n.Div)
    ]


@pytest.mark.parametrize("opening", ["answer 参考答案", "warning", "details 展开"])
@pytest.mark.parametrize("content", CONTENT)
def test_in_its_box_stands(content: str, opening: str, tmp_path: Path) -> None:
    written, read = back(
        f"# 甲\n\n1. 问题一。\n\n::::: {opening}\n{CONTENT[content]}\n:::::\n\n2. 问题二。\n", tmp_path
    )
    assert boxes(read) == boxes(written)
    assert [line(change) for change in changes(written, read)] == []


def test_a_table_that_follows_a_table_in_a_box_is_another(tmp_path: Path) -> None:
    table = CONTENT["a table"]
    _, read = back(f"# 甲\n\n::: note\n{table}\n:::\n\n{table}\n", tmp_path)
    first, second = read.blocks
    assert isinstance(first, n.Div)
    assert isinstance(second, n.Table)
    assert [type(block) for block in first.blocks] == [n.Table]


def test_a_box_within_an_item_stays_there(tmp_path: Path) -> None:
    written, read = back("# 甲\n\n1. 问题一。\n\n   ::: note 题\n   - 甲\n   :::\n\n2. 问题二。\n", tmp_path)
    for document in (written, read):
        assert [[type(block) for block in item.blocks] for item in find(document.blocks, n.Item)] == [
            [n.Para, n.Div],
            [n.Para],
        ]


BOX = "# 甲\n\n1. 问题一。\n\n::: answer 参考答案\n{}\n:::\n\n2. 问题二。\n"


@pytest.mark.parametrize("content", ["1. C\n2. A", "一。\n\n二。", "- C\n- A"])
def test_a_paragraph_that_was_added_at_the_end_of_a_box_is_in_it(content: str, tmp_path: Path) -> None:
    back(BOX.format(content), tmp_path)
    edited = docx.Document(str(tmp_path / "a.docx"))
    last = next(each for each in edited.paragraphs if each.text in ("A", "二。"))._p
    added = deepcopy(last)
    for mark in added.xpath("w:bookmarkStart | w:bookmarkEnd"):
        added.remove(mark)
    last.addnext(added)
    edited.save(str(tmp_path / "a.docx"))
    ((_, _, text),) = boxes(document_of(tmp_path / "a.docx"))
    assert len(text.split()) == 3


def test_a_box_whose_last_paragraph_was_deleted_holds_the_others(tmp_path: Path) -> None:
    back(BOX.format("1. C\n2. A\n3. B"), tmp_path)
    edited = docx.Document(str(tmp_path / "a.docx"))
    last = next(each for each in edited.paragraphs if each.text == "B")._p
    last.getparent().remove(last)
    edited.save(str(tmp_path / "a.docx"))
    assert boxes(document_of(tmp_path / "a.docx")) == [("answer", ["Ordered"], "C\nA")]
