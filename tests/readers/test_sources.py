"""From bytes to characters: encodings, binary files, characters that no output can hold; front matter."""

from __future__ import annotations

import re

import pytest

from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.meta import text
from docforge.model.text import block_text
from readerkit import Read, said

SIMPLIFIED = "近日，城市举办读书节，市民踊跃参加。要坚持把发展特色优势产业作为主攻方向。\n"
TRADITIONAL = "這是繁體中文的文章，段落要有編號，並且分發給同學討論。\n"
JAPANESE = "これは日本語の文章です。段落番号を付けて配布します。\n"
KOREAN = "이것은 한국어 문장입니다. 단락 번호를 매겨 나누어 줍니다.\n"

ENCODINGS = [
    ("gb18030", SIMPLIFIED, "gb18030"),
    ("big5", TRADITIONAL, "big5hkscs"),
    ("shift_jis", JAPANESE, "cp932"),
    ("euc_jp", JAPANESE, "euc_jp"),
    ("euc_kr", KOREAN, "cp949"),
    ("utf-16-le", SIMPLIFIED, "utf-16-le"),
]


@pytest.mark.parametrize(("encoding", "sample", "guess"), ENCODINGS)
@pytest.mark.parametrize("times", [4, 200])
def test_another_encoding_is_an_error_that_names_it(
    encoding: str, sample: str, guess: str, times: int, read: Read
) -> None:
    data = (sample * times).encode(encoding)
    result = read(data)
    assert result.value.blocks == ()
    (problem,) = result.diagnostics
    assert (problem.code, problem.line) == ("DF102", 1)
    assert f"--encoding {guess}" in problem.hint


@pytest.mark.parametrize(("encoding", "sample", "guess"), ENCODINGS)
def test_auto_accepts_the_guess_with_a_warning(encoding: str, sample: str, guess: str, read: Read) -> None:
    result = read((sample * 4).encode(encoding), encoding="auto")
    assert block_text(result.value.blocks).startswith(sample[:10])
    assert [(problem.code, problem.severity) for problem in result.diagnostics] == [("DF103", "warning")]
    assert result.value.sources[0].encoding == guess


@pytest.mark.parametrize(("encoding", "sample", "guess"), ENCODINGS)
def test_a_named_encoding_is_used(encoding: str, sample: str, guess: str, read: Read) -> None:
    result = read(sample.encode(encoding), encoding=encoding)
    assert block_text(result.value.blocks).startswith(sample[:10])
    assert result.diagnostics == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding: str, read: Read) -> None:
    document = read("# 题".encode(encoding)).value
    assert document.blocks[0].content[0].text == "题"
    assert document.blocks[0].at == n.Position(1, 1)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("---\ntitle: x\nencoding: gb18030\n---\n", "gb18030"),
        ("<!-- -*- coding: big5 -*- -->\n\n", "big5hkscs"),
        ("<!-- vim: set fileencoding=cp932 : -->\n\n", "cp932"),
        ('<?xml version="1.0" encoding="euc-jp"?>\n\n', "euc_jp"),
        ('<meta charset="gb2312">\n\n', "gb18030"),
    ],
)
def test_a_text_may_declare_its_encoding(head: str, encoding: str, read: Read) -> None:
    document = read((head + "日本").encode(encoding)).value
    assert block_text(document.blocks).endswith("日本")
    assert document.sources[0].encoding == encoding


def test_a_wrong_declaration_is_an_error_with_its_place(read: Read) -> None:
    result = read(b"---\nencoding: gb18030\n---\n\xd6\xd0\xff\xff")
    assert said(result) == [("DF106", 4, 2)]
    assert result.value.blocks == ()


@pytest.mark.parametrize("word", ["nonsense", "zip", "rot13", "idna", "undefined"])
def test_only_encodings_of_text_are_accepted(word: str, read: Read) -> None:
    assert [code for code, *_ in said(read("甲", encoding=word))] == ["DF107"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("gb1803O", "did you mean gb18030?"),
        ("utf_88", "did you mean utf-8"),
        ("shift-jsi", "did you mean shift-jis"),
        ("klingon", "usual names are utf-8, gb18030, big5"),
    ],
)
def test_a_name_that_is_no_encoding_brings_near_ones(word: str, hint: str, read: Read) -> None:
    (problem,) = read("甲", encoding=word).diagnostics
    assert problem.hint.startswith(hint)


def test_a_damaged_place_in_utf8_is_shown_and_no_encoding_guessed(read: Read) -> None:
    (problem,) = read(SIMPLIFIED.encode() * 3 + b"\xff" + SIMPLIFIED.encode()).diagnostics
    assert (problem.code, problem.line, problem.column) == ("DF102", 4, 1)
    assert "mend" in problem.hint


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff", b"a\x00b\x00\x01"])
def test_binary_files_are_named_as_such(data: bytes, read: Read) -> None:
    assert said(read(data)) == [("DF104", 0, 0)]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf", "　\n".encode()])
def test_an_empty_file_is_a_warning(data: bytes, read: Read) -> None:
    assert ("DF105", 0, 0) in said(read(data))


def test_a_file_over_the_limit_is_refused(read: Read) -> None:
    assert said(read("甲" * 10, limits=Limits(source_bytes=10))) == [("DF130", 0, 0)]


@pytest.mark.parametrize("char", ["\x01", "\x0b", "\x0c", "\x1f", "\x7f", "\ufffe", "\uffff"])
def test_characters_that_xml_forbids_are_replaced_and_reported(char: str, read: Read) -> None:
    result = read(f"甲\n乙{char}丙")
    assert block_text(result.value.blocks) == "甲乙\ufffd丙"
    assert said(result) == [("DF110", 2, 2)]
    assert result.value.edits == (n.Edit("control", n.Position(2, 2), char, "\ufffd"),)


def test_a_nul_in_a_text_is_a_control_character_and_makes_no_binary_file(read: Read) -> None:
    assert said(read("甲" * 100 + "\x00")) == [("DF110", 1, 101)]


def test_characters_that_reorder_a_line_are_reported_and_stay(read: Read) -> None:
    result = read("甲\u202e乙\u202c\n\n`\u2066`")
    assert said(result) == [("DF111", 1, 2), ("DF111", 1, 4), ("DF111", 3, 2)]
    assert "\u202e" in block_text(result.value.blocks)


def test_a_reordering_character_written_as_an_entity_is_reported(read: Read) -> None:
    assert said(read("甲&#x202e;乙")) == [("DF111", 1, 2)]


# ---------------------------------------------------------------- front matter


def test_every_scalar_of_yaml_stays_as_typed(read: Read) -> None:
    document = read("---\ntitle: no\nversion: 1.10\ntime: 12:30:45\ndate: 2024-01-02\ntags: [a, 007]\n---\n正文").value
    assert {key: text(document, key) for key in document.meta} == {
        "title": "no",
        "version": "1.10",
        "time": "12:30:45",
        "date": "2024-01-02",
        "tags": "a, 007",
    }
    assert document.meta["title"].at == n.Position(2, 8)
    assert document.blocks[0].at == n.Position(8, 1)


def test_toml_is_read_between_plus_signs(read: Read) -> None:
    document = read('+++\ntitle = "题"\nversion = 1.10\ndraft = true\n[extra]\nk = [1]\n+++\n正文').value
    found = {key: text(document, key) for key in ("title", "version", "draft", "extra.k")}
    assert found == {"title": "题", "version": "1.10", "draft": "true", "extra.k": "1"}
    assert document.blocks[0].at == n.Position(8, 1)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: 1\nb: 2\na: 3", (4, 1)),
        ("a: &x 1\nb: *x", (3, 4)),
        ("a: [1", (2, 4)),
        ("a:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h:\n        i: 1", (10, 9)),
        ("a:\tx: y: z\n\tb: 1", (2, 3)),
        ("{a: 1}: b", (2, 1)),
    ],
)
def test_front_matter_that_cannot_be_read_is_an_error_and_the_text_is_kept(
    source: str, place: tuple[int, int], read: Read
) -> None:
    result = read(f"---\n{source}\n---\n正文")
    assert block_text(result.value.blocks) == "正文"
    assert result.value.meta == {}
    (problem,) = result.diagnostics
    assert (problem.code, problem.line, problem.column) == ("DF112", *place)


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("title: [a, b", (2, 8), "list is not closed"),
        ("title: [a, b\nx: y", (2, 8), "list is not closed"),
        ("x: y\ntitle: {a: b", (3, 8), "map is not closed"),
        ('title: "甲\nx: y', (2, 8), "never closed"),
        ("a: 1\nfoo\nb: 2", (3, 1), "colon and a blank are missing"),
        ("title: 甲: 乙", (2, 9), "quotes"),
        ("\ta: 1", (2, 1), "tab"),
        ("title: @x", (2, 8), "cannot begin with"),
        ("title: **甲**", (2, 8), "cannot begin with * or &"),
        ('title: "a" b', (2, 12), "text follows a quoted value"),
        ('title: "\\q"', (2, 10), "backslash"),
        ("a:\n  - 1\n b: 2", (4, 2), "indent"),
        ("a: ]", (2, 4), "cannot begin with"),
    ],
)
def test_a_mistake_in_yaml_is_told_in_plain_words_where_it_is(
    source: str, place: tuple[int, int], words: str, read: Read
) -> None:
    (problem,) = read(f"---\n{source}\n---\n正文").diagnostics
    assert (problem.line, problem.column) == place
    assert words in problem.message
    assert not re.search("<|stream|token|scalar|expected", problem.message)


def test_front_matter_over_its_limit_is_refused(read: Read) -> None:
    result = read("---\na: " + "b" * 70_000 + "\n---\n正文")
    assert [code for code, *_ in said(result)] == ["DF112"]


def test_escapes_in_front_matter_bring_no_forbidden_characters(read: Read) -> None:
    document = read('---\na: "x\\u0001\\ud800y"\n---\n').value
    assert text(document, "a") == "x\ufffd\ufffdy"


@pytest.mark.parametrize("source", ["---\n\n甲\n\n---\n\n乙", "---\n甲乙\n---\n", "甲\n\n---\na: 1\n---", "---\na: 1"])
def test_a_rule_at_the_start_is_no_front_matter(source: str, read: Read) -> None:
    result = read(source)
    assert result.value.meta == {}
    assert result.diagnostics == ()


def test_the_language_comes_from_the_option_before_the_document(read: Read) -> None:
    assert read("---\nlang: ja\n---\n甲").value.lang == "ja"
    assert read("---\nlang: ja\n---\n甲", lang="zh-Hans").value.lang == "zh-Hans"
