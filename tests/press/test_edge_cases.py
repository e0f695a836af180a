"""Edges of lines, indents and glyphs of each language, measured in a PDF: CLREQ, JLREQ, KLREQ, GB/T 15834.

The identifiers are those of the common collection of CJK cases (groups e and i).
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import copykit
import linekit
from docforge.theme.spec import Theme
from docforge.verify.typeset.checks import clear, pairs
from docforge.verify.typeset.lines import Line
from docforge.verify.typeset.proof import read_paragraphs
from docforge.verify.typeset.tables import region

EM = 0.03
"""How exactly a place is measured, in em."""


def lines_of(text: str, lang: str, width: float = 20, indent: float = 0.0, **line: object) -> list[Line]:
    """The lines of one paragraph in a column."""
    return body_lines(linekit.set_in(themed(lang, width, indent, **line), [text], lang))


def themed(lang: str, width: float = 20, indent: float = 0.0, **line: object) -> Theme:
    theme = linekit.column(width)
    body = replace(theme.roles["body"], first_indent={lang: indent})
    return replace(
        theme,
        roles={**theme.roles, "body": body},
        lines={**theme.lines, lang: replace(theme.lines[lang], **line)},
    )


def body_lines(data: bytes) -> list[Line]:
    return [
        line
        for page in read_paragraphs(data)
        for paragraph in page
        if paragraph.role == "text"
        for line in paragraph.lines
        if round(line.em) == 10
    ]


def left(width: float = 20) -> float:
    """The left edge of a column in points."""
    return linekit.right_edge(width) - width * 10


def origin(line: Line, width: float = 20) -> float:
    """Where the box of the first glyph begins, in em from the left edge of the column."""
    return (line.start - left(width)) / 10


@pytest.mark.parametrize(
    ("text", "lang", "indent", "opener", "box"),
    [
        pytest.param("“引文”说到这里", "zh-Hans", 2.0, "trim", 1.5, id="e01 the white half lies in the indent"),
        pytest.param("「会話」がある", "ja", 1.0, "trim", 0.5, id="e02 JIS X 4051: flush with the indent"),
        pytest.param("「会話」がある", "ja", 1.0, "full", 1.0, id="e03 a whole bracket after one em"),
        pytest.param("「会話」がある", "ja", 0.5, "trim", 0.0, id="e04 as in novels: half an em"),
        pytest.param("본문 단락", "ko", 1.0, "trim", 1.0, id="e05 a letter at its indent"),
    ],
)
def test_first_lines(text: str, lang: str, indent: float, opener: str, box: float) -> None:
    (line,) = lines_of(text, lang, indent=indent, opener=opener)
    assert origin(line) == pytest.approx(box, abs=EM)


def test_e06_openers_at_line_starts_lose_their_white_half() -> None:
    lines = lines_of("（国国国（国国国（国", "zh-Hans", 4, last_line=1)
    assert [line.text[0] for line in lines] == ["（"] * 3
    assert [origin(line, 4) for line in lines] == pytest.approx([-0.5] * 3, abs=EM)


def test_e07_a_closer_is_halved_where_it_does_not_fit() -> None:
    lines = lines_of("国国国）国国国）", "ja", 3.6)
    assert [line.text for line in lines] == ["国国国）", "国国国）"]


def test_e08_chinese_marks_are_half_at_every_line_end() -> None:
    lines = lines_of("版面测试：版面测试", "zh-Hans", 4.5)
    assert [line.text for line in lines] == ["版面测试：", "版面测试"]
    assert clear(*list(pairs(lines[0]))[-1]) == pytest.approx(0, abs=EM)


@pytest.mark.parametrize("width", [4.5, 4.6, 5, 5.2, 5.4])
def test_e09_a_japanese_full_stop_is_half_or_full_at_a_line_end_never_between(width: float) -> None:
    first, *_ = lines_of("本文の字。本文の字字字", "ja", width)
    assert first.text == "本文の字。"
    beyond = (first.end - linekit.right_edge(width)) / 10
    assert min(abs(beyond), abs(beyond - 0.5)) <= EM


@pytest.mark.parametrize("read", [copykit.by_pdfium, copykit.by_mupdf], ids=["PDFium", "MuPDF"])
def test_i01_what_is_copied_is_what_was_written(read) -> None:
    texts = ["甲」「乙，使用PDF格式2026年——完……"]
    assert copykit.added(read(linekit.set_in(linekit.column(24), texts, "zh-Hans")), texts) == 0
    (line,) = lines_of(texts[0], "zh-Hans", 24)
    assert max(clear(one, two) for one, two in pairs(line)) <= 0.15


@pytest.mark.parametrize(("lang", "face"), [("zh-Hant", "zh-Hant"), ("zh-Hans", "zh-Hans"), ("ja", "ja"), ("ko", "ko")])
def test_i02_i03_glyphs_are_of_the_region_of_their_language(lang: str, face: str) -> None:
    (line,) = lines_of("骨。直角", lang)
    assert {region(item.glyph.face) for item in line.items} == {face}


def test_i04_a_dash_of_two_characters_is_two_em_long() -> None:
    (line,) = lines_of("中——文", "zh-Hans")
    stands = {item.text: item.glyph for item in line.items}
    assert (stands["文"].x - stands["中"].end) / 10 == pytest.approx(2, abs=EM)
