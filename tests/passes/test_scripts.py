"""The other Chinese script: words and quotation marks change; numbers, ids, links and what is protected do not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import docforge
from docforge.model import nodes as n
from docforge.model.renderings import Script
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, Result

SOURCE = """---
lang: zh-Hans
author: 王发
---

# 软件与“发展”

1. 他说“头发‘里面’”，见第2段[^a]。`里面` [后羿]{.keep} don’t

2. 第二段见[](#s1p1)，[図書館の本]{lang=ja}。

第一条 为了人民。

第二条 见第一条。

[^a]: 鼠标。
"""


def converted(folder: Path, script: Script | None, source: str = SOURCE) -> Result[n.Document]:
    path = folder / "in.md"
    path.write_text(source, encoding="utf-8")
    read = docforge.read(path, final=False).document
    assert read is not None
    return run_all(read, PassOptions(script=script))


def bones(document: n.Document) -> list[tuple[object, ...]]:
    items = [(item.value, item.run, item.address, item.attr.id) for item in find(document.blocks, n.Item)]
    links = [(ref.to, ref.show) for ref in find((document.blocks, document.notes), n.Ref)]
    return [*items, *links, *[(note.to,) for note in find(document.blocks, n.NoteRef)], tuple(document.notes)]


@pytest.mark.parametrize(
    ("to", "words"),
    [("hant", "軟件 頭髮『裏面』 鼠標"), ("tw", "軟件 頭髮『裡面』 鼠標"), ("twp", "軟體 頭髮『裡面』 滑鼠"),
     ("hk", "軟件 頭髮『裏面』 鼠標")],
)  # fmt: skip
def test_words_are_those_of_the_region_and_everything_else_is_equal(tmp_path: Path, to: str, words: str) -> None:
    document = converted(tmp_path, Script(to)).value  # type: ignore[arg-type]
    assert bones(document) == bones(converted(tmp_path, None).value)
    said = "\n".join(
        [inline_text(document.title), block_text(document.blocks), *map(block_text, document.notes.values())]
    )
    assert all(word in said for word in words.split())
    assert all(word in said for word in ("里面", "后羿", "図書館の本", "don’t", "第2段"))
    assert document.lang == "zh-Hant"


def test_labels_and_references_to_them_agree(tmp_path: Path) -> None:
    document = converted(tmp_path, Script("hant")).value
    labels = [item.label for item in find(document.blocks, n.Item)]
    assert labels == ["1.", "2.", "第一條", "第二條"]
    assert "見第一條" in block_text(document.blocks)


def test_the_original_stays_in_the_model_and_each_change_can_be_undone(tmp_path: Path) -> None:
    plain, document = converted(tmp_path, None).value, converted(tmp_path, Script("twp")).value
    edits = {(edit.at, edit.after): edit.before for edit in document.edits if edit.rule == "opencc-s2twp"}
    before = [text.text for text in find((plain.blocks, plain.title, plain.notes), n.Text) if text.at]
    after = find((document.blocks, document.title, document.notes), n.Text)
    assert [edits.get((text.at, text.text), text.text) for text in after if text.at] == before


def test_quotation_marks_and_names_are_as_asked_for(tmp_path: Path) -> None:
    kept = converted(tmp_path, Script("hant", "keep", ("头发", "软件"))).value
    assert inline_text(kept.title) == "软件與“發展”"
    assert "头发‘裏面’" in block_text(kept.blocks)
    back = "---\nlang: zh-TW\n---\n\n# 題\n\n他說「頭髮『裡面』」的滑鼠。\n"
    assert "他说“头发‘里面’”的鼠标。" in block_text(converted(tmp_path, Script("hansp"), back).value.blocks)


def test_a_document_in_that_script_already_is_left_alone(tmp_path: Path) -> None:
    assert converted(tmp_path, Script("hans")).value == converted(tmp_path, None).value
    once = converted(tmp_path, Script("hant")).value
    assert run_all(once, PassOptions(script=Script("hant"))).value == once


def test_without_opencc_the_line_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docforge.typography.chinese import converter

    converter.cache_clear()
    monkeypatch.setitem(sys.modules, "opencc", None)
    (found,) = (item for item in converted(tmp_path, Script("hant")).diagnostics if item.severity == "error")
    assert (found.code, found.hint) == ("DF901", "pip install 'docforge[opencc]'")
