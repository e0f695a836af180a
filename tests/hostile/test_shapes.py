"""Texts that are out of the way: what becomes of each is the same in every format, as docs/text.md says.

Finished files are read by pdfium and lxml (``tests/witness``), not by docforge's readers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import docforge
import witness
from hostile.made.case import LAST
from work import calls

DOCS = Path(__file__).parents[2] / "docs" / "text.md"


@dataclass(frozen=True)
class Shape:
    """A source; the codes of warnings and errors that must be said of it; and words that every file must hold, one
    after the other, blanks and line ends aside. Without words, nothing is made. ``printed`` are those of a PDF where
    they differ; ``other`` words that no file may hold."""

    data: bytes
    codes: str = ""
    holds: str = ""
    printed: str = ""
    other: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)


def text(body: str, codes: str = "", holds: str = "", **more: object) -> Shape:
    """A page of Markdown that ends with ``LAST``."""
    data = f"# 题目\n\n{body}\n\n{LAST}\n".encode("utf-8", "surrogatepass")
    return Shape(data, codes, f"{holds or body}{LAST}", **more)  # type: ignore[arg-type]


SIMPLE = f"# 题目\n\n甲。\n\n{LAST}\n"
NOTES = "读书会的讲义，每一段只说一件事。\n\n"

SHAPES: dict[str, tuple[Shape, ...]] = {
    "characters that XML cannot hold, DEL, noncharacters of the basic plane, lone surrogates (escaped)": (
        text("甲\x01乙\x0b丙\x7f丁\ufffe戊&#1;己&#xd800;庚。", "DF110 DF501", "甲�乙�丙�丁�戊�己�庚。"),
        Shape(f'---\ntitle: "甲\\uD800乙"\n---\n\n{LAST}'.encode(), "DF501", f"甲�乙{LAST}"),
        Shape(f"# 题目\n\n{NOTES}甲\x00乙。\n\n{LAST}".encode(), "DF110 DF501", f"甲�乙。{LAST}"),
    ),
    "embeddings, overrides and isolates of direction (Trojan Source)": (
        text("甲\u202e乙\u202c丙\u2067丁\u2069。`if \u202ea`", "DF111", "甲\u202e乙\u202c丙\u2067丁\u2069。if \u202ea"),
    ),
    "private use, unassigned characters, Ext B to J": (
        text("甲\ue000乙\U0010fffd丙\u0378。", "DF501"),
        text("㐀\U00020000\U0002a700\U00030000\U00031350\U0002ebf0\U000323b0。", "DF501"),
    ),
    "variation sequences, joiners, combining marks": (
        text("葛\U000e0100城❤\ufe0f👨\u200d👩e\u0301。", "DF501 DF502", printed="葛城❤👨👩é。"),
    ),
    "LINE SEPARATOR and PARAGRAPH SEPARATOR": (
        text("甲\u2028乙\u2029丙。\n\n```\na\u2028b\n```", "", "甲乙丙。ab"),
    ),
    "CR, LF, CR LF, also mixed": (
        Shape(f"# 题目\r\n\r\n甲。\r\r乙。\n\n{LAST}\r\n".encode(), "", f"甲。乙。{LAST}"),
    ),
    "byte order marks, UTF-16, UTF-32, GB18030 and others that name themselves": (
        *(Shape(SIMPLE.encode(name), "", f"甲。{LAST}") for name in ("utf-8-sig", "utf-16", "utf-32")),
        Shape(f"---\nencoding: gb18030\n---\n\n{SIMPLE}".encode("gb18030"), "", f"甲。{LAST}"),
        Shape(f"---\nencoding: big5\n---\n\n讀書。\n\n{LAST}".encode("big5"), "", f"讀書。{LAST}"),
    ),
    "bytes of an encoding that nothing names, or other than the one that is named": (
        Shape((NOTES * 9).encode("gb18030"), "DF102"),
        Shape((NOTES * 9).encode() + "读书。".encode("gb18030"), "DF102"),
        Shape(b"---\nencoding: utf-8\n---\n\n" + NOTES.encode("gb18030"), "DF106"),
    ),
    "files with many NUL bytes, programs, archives": (
        Shape(bytes(4096), "DF104"),
        Shape(b"\x7fELF" + bytes(200), "DF104"),
        Shape(b"PK\x03\x04" + bytes(200), "DF104"),
    ),
    "blocks, marks, tables, notes within one another deeper than a limit": (
        text("> " * 10_000 + "底。", "DF114", "底。"),
        text("\n".join("  " * k + f"- 项{k}。" for k in range(100)), "DF114 DF219", "项99。"),
        text("<b>" * 10_000 + "底。" + "</b>" * 10_000, "DF114", "底。"),
        text("<table><tr><td>" * 100 + "底。" + "</td></tr></table>" * 100, "DF114", "底。"),
    ),
    "more than `inline-nodes` marks, links, formulas, pictures and calls in one paragraph": (
        text("甲**乙**丙**丁**[戊](https://a.example)。", "DF113", "甲乙丙丁戊。", settings={"limits.inline-nodes": 1}),
    ),
    "a note that calls itself": (text("甲[^a]。\n\n[^a]: 乙[^a]。", "DF239", "甲"),),
    "rows of a table over `table-rows` or `table-cells`": (
        text("|甲|\n|-|\n|乙|\n|丙|\n", "DF226", "甲乙[此处略去 1 行]", other="丙", settings={"limits.table-rows": 1}),
    ),
    "cells over more rows or columns than the table has": (
        text("<table><tr><td colspan=9999999>甲</td><td rowspan=9999999>乙</td></tr></table>", "", "甲乙"),
    ),
    "a comment without an end": (Shape("# 题目\n\n甲。\n\n<!-- 乙。\n".encode(), "DF126", "甲。", other="乙"),),
    "blanks in code, however many": (
        text("```\na" + " " * 3_000 + "b\n    \nc\n```", "", "abc"),
        text("```\n汉" + " " * 300 + "字\n```", "", "汉字"),
    ),
    "paragraphs of any length, words without a place to break": (
        text("长" * 20_000, "", "长" * 20_000),
        text("x" * 5_000, "", "x" * 5_000),
    ),
    "thousands of paragraphs": (text("\n\n".join(f"{k}" for k in range(400)), "", "0123"),),
}


def bare(words: str) -> str:
    """Words without blanks, line ends and the marks by which a witness tells calls of notes."""
    return unicodedata.normalize("NFC", "".join(words.split())).replace("\ue010", "").replace("\u200b", "")


@pytest.mark.parametrize("name", SHAPES)
def test_a_text_out_of_the_way_is_the_same_in_every_format(name: str, tmp_path: Path) -> None:
    for number, shape in enumerate(SHAPES[name]):
        source = tmp_path / f"{number}.md"
        source.write_bytes(shape.data)
        files = [tmp_path / f"{number}.{suffix}" for suffix in witness.FORMATS]
        made = docforge.convert(source, files, lang="zh-Hans", settings=shape.settings)
        assert " ".join(sorted({item.code for item in made.diagnostics if item.severity != "note"})) == shape.codes
        assert [path.exists() for path in files] == [bool(shape.holds)] * len(files)
        if not shape.holds:
            continue
        verdict = docforge.verify(files)
        assert verdict.ok, verdict.diagnostics
        for path in files:
            told = bare(witness.text_of(path).body)
            wanted = shape.printed + LAST if shape.printed and path.suffix == ".pdf" else shape.holds
            if path.suffix == ".pdf":  # print is in the order in which letters are stored
                wanted = wanted.translate(dict.fromkeys((0x202C, 0x202E, 0x2067, 0x2069)))
            assert bare(wanted.removesuffix(LAST)) in told
            assert LAST in told or not wanted.endswith(LAST)
            assert not shape.other or shape.other not in told


def test_the_page_of_texts_has_these_lines() -> None:
    table = DOCS.read_text(encoding="utf-8").partition("<!-- shapes -->\n")[2].partition("<!-- end -->")[0]
    assert [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]] == list(SHAPES)


def test_a_long_word_is_set_in_work_that_grows_as_it_does(tmp_path: Path) -> None:
    def work(length: int) -> int:
        source = tmp_path / f"{length}.md"
        source.write_text(f"{'x' * length}\n", encoding="utf-8")
        return calls(lambda: docforge.convert(source, [tmp_path / f"{length}.pdf"], lang="zh-Hans"))

    work(100)
    assert work(8_000) < 2.6 * work(4_000)
