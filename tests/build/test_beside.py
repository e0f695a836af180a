"""Two documents side by side: rows by number, what is missing told, both whole in every format."""

from __future__ import annotations

from pathlib import Path

import docforge
import judges
from docforge.build.beside import beside
from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find

LEFT = """---
lang: zh-Hans
---

# 讨论

引言。

## 阅读 {#reading}

1. 甲[^a]。

   （1）其一。

2. 乙，见第1段。

3. 丙。

[^a]: 注。
"""
RIGHT = """---
lang: en
---

# Discussion

Introduction.

## Reading {#reading}

1. A[^a].

   (1) First.

2. B, see [](#s1p1) and [above](#reading).

4. D.

A paragraph more.

[^a]: Note.
"""


def sources(folder: Path) -> tuple[Path, Path]:
    left, right = folder / "zh.md", folder / "en.md"
    left.write_text(LEFT, encoding="utf-8")
    right.write_text(RIGHT, encoding="utf-8")
    return left, right


def rows(document: n.Document) -> list[tuple[str, str]]:
    tables = find(document.blocks, n.Table)
    return [
        (block_text(row.cells[0].blocks), block_text(row.cells[1].blocks))
        for table in tables
        for row in table.bodies[0].rows
    ]


def test_paragraphs_of_one_number_stand_in_one_row_and_others_are_told(tmp_path: Path) -> None:
    left, right = (docforge.read(path).document for path in sources(tmp_path))
    assert left is not None
    assert right is not None
    made = beside(left, right)
    assert rows(made.value) == [
        ("引言。", "Introduction."),
        ("阅读", "Reading"),
        ("甲。\n（1）其一。", "A.\n(1) First."),
        ("乙，见第1段。", "B, see 1 and above."),
        ("丙。", ""),
        ("", "D."),
        ("", "A paragraph more."),
    ]
    told = [(Path(item.file).name, item.line) for item in made.diagnostics]
    assert told == [("zh.md", 17), ("en.md", 17), ("en.md", 19)]
    assert {item.code for item in made.diagnostics} == {"DF656"}
    assert inline_text(made.value.title) == "讨论 / Discussion"
    assert [block_text(note) for note in made.value.notes.values()] == ["注。", "Note."]
    ids = [node.attr.id for node in find(made.value.blocks, n.Item)] + [
        node.attr.id for node in find(made.value.blocks, n.Heading)
    ]
    assert len(set(ids)) == len(ids)


def test_both_are_whole_in_every_format(tmp_path: Path) -> None:
    left, right = sources(tmp_path)
    files = [tmp_path / f"both.{suffix}" for suffix in ("pdf", "epub", "docx")]
    outcome = docforge.convert(left, files, beside=right)
    assert {item.code for item in outcome.diagnostics if item.severity == "warning"} == {"DF656", "DF210"}
    assert docforge.verify(files).ok
    assert not judges.pdf_ua(files[0])
    assert not judges.epubcheck(files[1])
    assert not [*judges.ooxml_sdk(files[2]), *judges.openxml_audit(files[2]), *judges.ooxml_integrity(files[2])]


def test_a_document_that_cannot_be_read_leaves_no_file(tmp_path: Path) -> None:
    left, _ = sources(tmp_path)
    outcome = docforge.convert(left, [tmp_path / "both.docx"], beside=tmp_path / "no.md")
    assert not outcome.ok
    assert not (tmp_path / "both.docx").exists()
