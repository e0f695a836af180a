"""Plain text, and the JSON form."""

from __future__ import annotations

import pytest

from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.protocols import ReadOptions
from docforge.readers.json import READER
from docforge.world import MemoryWorld
from readerkit import Read, said


def texts(document: n.Document) -> list[str]:
    return ["".join(getattr(node, "text", "\n") for node in block.content) for block in document.blocks]


def test_headings_or_list_markers_make_a_text_markdown(read_text: Read) -> None:
    result = read_text("甲\n\n1. 乙\n2. 丙\n")
    assert [type(block).__name__ for block in result.value.blocks] == ["Para", "Ordered"]
    assert said(result) == [("DF128", 3, 1)]
    assert said(read_text("# 题\n\n甲")) == [("DF128", 1, 1)]


def test_the_format_that_the_user_named_is_not_doubted(read_text: Read) -> None:
    result = read_text("# 题\n\n1. 甲\n2. 乙", named=True)
    assert texts(result.value) == ["# 题", "1. 甲", "2. 乙"]
    assert result.diagnostics == ()


def test_one_number_at_a_line_start_makes_no_list(read_text: Read) -> None:
    assert texts(read_text("见下。\n\n1. 甲\n").value) == ["见下。", "1. 甲"]


def test_typed_labels_stay_in_the_text(read_text: Read) -> None:
    source = "第一条　为了规范。\n\n（一）甲；\n（二）乙。\n\n一、总则\n"
    found = texts(read_text(source, spacing="keep").value)
    assert found == ["第一条　为了规范。", "（一）甲；", "（二）乙。", "一、总则"]


def test_nothing_in_plain_text_is_markup(read_text: Read) -> None:
    line = "**甲** `乙` <b>丙</b> &amp; \\* [丁](u)"
    assert texts(read_text(line).value) == [line]


def test_full_width_indents_begin_paragraphs(read_text: Read) -> None:
    result = read_text("　　甲。\n　　乙。\n\n落款")
    assert texts(result.value) == ["甲。", "乙。", "落款"]
    assert [(edit.rule, edit.before) for edit in result.value.edits] == [("indent", "　　")] * 2


def test_lines_that_a_program_wrapped_are_one_paragraph(read_text: Read) -> None:
    wrapped = (
        "It was a bright cold day in April, and the clocks were striking\n"
        "thirteen. Winston Smith, his chin nuzzled into his breast in an\n"
        "effort to escape.\n"
    )
    (only,) = read_text(wrapped).value.blocks
    assert [type(node).__name__ for node in only.content] == ["Text", "Break", "Text", "Break", "Text"]


def test_wrapped_lines_of_chinese_are_joined_without_blanks(read_text: Read) -> None:
    line = "近日城市举办读书节市民踊跃参加活动丰富多彩气氛热烈"
    assert texts(read_text(f"{line}\n{line}\n完。").value) == [f"{line}{line}完。"]


def test_short_lines_are_paragraphs_of_their_own(read_text: Read) -> None:
    assert texts(read_text("姓名：甲\n学号：乙\n班级：丙").value) == ["姓名：甲", "学号：乙", "班级：丙"]


def test_places_in_plain_text_are_true(read_text: Read) -> None:
    document = read_text("甲\n\n  　乙丙\n丁").value
    assert [block.at for block in document.blocks] == [n.Position(1, 1), n.Position(3, 4), n.Position(4, 1)]


def test_the_json_form_reads_as_it_was_written(read: Read) -> None:
    document = read("---\na: b\n---\n# 题\n\n1. \u2003甲[^1]\n\n[^1]: 注").value
    result = READER.read(jsonform.encode(document), "a.json", ReadOptions(), MemoryWorld())
    assert result.value == document
    assert result.diagnostics == ()


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"docforge": [9, 0]}', b'{"docforge":[1,0],"blocks":[{"t":"X"}]}', b"\xff"]
)
def test_what_is_no_document_is_an_error(data: bytes) -> None:
    result = READER.read(data, "a.json", ReadOptions(), MemoryWorld())
    assert result.value.blocks == ()
    assert [problem.code for problem in result.diagnostics] == ["DF125"]


def test_json_brings_no_character_that_xml_forbids() -> None:
    data = b'{"docforge":[1,0],"blocks":[{"t":"Para","content":[{"t":"Text","text":"a\\u0001\\\\u0001\\uFFFEb\\n"}]}]}'
    result = READER.read(data, "a.json", ReadOptions(), MemoryWorld())
    assert texts(result.value) == ["a\ufffd\\u0001\ufffdb\n"]
    assert [problem.message for problem in result.diagnostics] == ["control characters replaced by U+FFFD: 2"]
