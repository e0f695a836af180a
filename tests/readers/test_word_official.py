"""Printed parts of an official document that were changed in Word: what no field can hold stays text."""

from __future__ import annotations

import pytest

import docforge
from docforge.model import nodes as n
from docforge.model.meta import text
from docforge.model.text import block_text
from docforge.model.walk import find
from wordkit import read, rewritten

SOURCE = """---
lang: zh-Hans
发文字号: 文〔2026〕1号
签发人: 张三
印发机关: 某办公室
印发日期: 2026-05-01
---

# 通知

正文[^a]。

[^a]: 注。
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = tmp_path_factory.mktemp("official")
    (made / "a.md").write_text(SOURCE, encoding="utf-8")
    assert docforge.convert(made / "a.md", [made / "a.docx"], theme="gov").ok
    return (made / "a.docx").read_bytes()


def edited(data: bytes, before: str, after: str) -> n.Document:
    """The file with other words in its text, read."""

    def change(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        assert before.encode() in part
        return part.replace(before.encode(), after.encode())

    return read(rewritten(data, change))[0]


def fields(document: n.Document) -> list[str]:
    return [text(document, name) for name in ("发文字号", "签发人", "印发机关", "印发日期")]


def rows(document: n.Document) -> list[str]:
    return [block_text((row,)) for row in find(document.blocks, n.Para)]


def test_both_parts_of_a_line_with_two_ends_come_back_to_their_fields(printed: bytes) -> None:
    document = edited(printed, "签发人：张三", "签发人：李四")
    assert fields(document) == ["文〔2026〕1号", "李四", "某办公室", "2026-05-01"]


def test_a_second_part_that_is_no_field_leaves_its_line_text(printed: bytes) -> None:
    document = edited(printed, "签发人：张三", "签发者：张三")
    assert fields(document) == ["", "", "某办公室", "2026-05-01"]
    assert any("文〔2026〕1号" in row and "签发者：张三" in row for row in rows(document))
    document = edited(printed, "5月1日印发", "5月一日加急印发")
    assert fields(document) == ["文〔2026〕1号", "张三", "", ""]
    assert any("某办公室" in row and "5月一日加急印发" in row for row in rows(document))


def test_a_note_called_in_a_printed_part_is_kept_with_it(printed: bytes) -> None:
    document = edited(printed, "签发人：张三</w:t>", '签发人：张三</w:t><w:footnoteReference w:id="1"/>')
    assert fields(document) == ["", "", "某办公室", "2026-05-01"]
    assert len(list(find(document.blocks, n.NoteRef))) == 2
