"""A DOCX that docforge wrote is read back as the document that it was, also after LibreOffice has saved it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import docx
import pytest

import docforge
import judges
from docforge.build.changes.report import changes, line
from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find


class Built(Protocol):
    """What the fixture `built_examples` gives (tests/valid/conftest.py)."""

    sources: tuple[Path, ...]
    docx: tuple[Path, ...]


class Said(NamedTuple):
    """What must come back."""

    numbered: list[tuple[str, str, int, int, str]]
    headings: list[tuple[int, str]]
    notes: list[str]
    rubies: list[tuple[tuple[str, str], ...]]
    emphasised: list[str]
    tables: list[list[list[str]]]


def said(document: n.Document) -> Said:
    blocks = document.blocks
    return Said(
        [
            (item.label, _own_text(item), item.run, item.level, item.attr.id)
            for item in find(blocks, n.Item)
            if item.kind != "option"
        ],
        [(heading.level, inline_text(heading.content)) for heading in find(blocks, n.Heading)],
        [_flat(block_text(note)) for note in document.notes.values()],
        [ruby.pairs for ruby in find(blocks, n.Ruby)],
        [inline_text(node.content) for node in find(blocks, n.Emph)],
        [_cells(table) for table in find(blocks, n.Table)],
    )


def _own_text(item: n.Item) -> str:
    return _flat(block_text(item.blocks[:1]))


def _flat(text: str) -> str:
    """A text without the blanks that a soft line end may or may not leave."""
    return " ".join(text.split())


def _cells(table: n.Table) -> list[list[str]]:
    rows = [*table.head.rows, *(row for body in table.bodies for row in body.rows)]
    return [[block_text(cell.blocks) for cell in row.cells] for row in rows]


def _final(path: Path) -> n.Document:
    outcome = docforge.read(path)
    assert not [found for found in outcome.diagnostics if found.severity == "error"], outcome.diagnostics
    assert outcome.document is not None
    return outcome.document


@pytest.fixture(scope="module")
def saved(built_examples: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    return judges.libreoffice_saved(built_examples.docx, tmp_path_factory.mktemp("saved by LibreOffice"))


def _pairs(built: Built, paths: Sequence[Path]) -> list[tuple[Said, Said]]:
    return [(said(_final(source)), said(_final(path))) for source, path in zip(built.sources, paths, strict=True)]


def test_numbers_ids_notes_readings_emphasis_and_tables_come_back(built_examples: Built) -> None:
    for written, read in _pairs(built_examples, built_examples.docx):
        assert read == written


def test_and_after_libreoffice_has_saved_the_file(built_examples: Built, saved: dict[Path, Path]) -> None:
    for written, read in _pairs(built_examples, [saved[path] for path in built_examples.docx]):
        assert read == written


def test_what_libreoffice_saved_unchanged_shows_no_change(built_examples: Built, saved: dict[Path, Path]) -> None:
    for source, path in zip(built_examples.sources, built_examples.docx, strict=True):
        assert [line(change) for change in changes(_final(source), _final(saved[path]))] == [], source.name


def test_an_official_document_comes_back_as_its_front_matter(root: Path, tmp_path: Path) -> None:
    source = root / "examples" / "gongwen.md"
    assert docforge.convert(source, tmp_path / "a.docx", theme="gov").ok
    again = tmp_path / "again"
    again.mkdir()
    saved = judges.libreoffice_saved([tmp_path / "a.docx"], again)
    written = _final(source)
    for path in (tmp_path / "a.docx", *saved.values()):
        read = _final(path)
        assert said(read) == said(written)
        assert not changes(written, read)
        assert [div.attr.classes for div in find(read.blocks, n.Div)] == [
            div.attr.classes for div in find(written.blocks, n.Div)
        ]
        fields = {name: value for name, value in read.meta.items() if name != "title"}
        assert len(fields) >= 14
        assert fields["成文日期"] == n.MetaString(text="2026-05-28")


def test_and_is_written_again_as_the_same_document(root: Path, tmp_path: Path) -> None:
    assert docforge.convert(root / "examples" / "gongwen.md", tmp_path / "a.docx", theme="gov").ok
    assert docforge.convert(tmp_path / "a.docx", tmp_path / "b.docx", theme="gov").ok
    first, second = (docx.Document(str(tmp_path / name)) for name in ("a.docx", "b.docx"))
    assert [(row.style and row.style.name, row.text) for row in first.paragraphs] == [
        (row.style and row.style.name, row.text) for row in second.paragraphs
    ]


def test_lists_of_figures_and_tables_come_back_as_what_is_made_anew(tmp_path: Path) -> None:
    source = "# 题\n\n[[toc]]\n\n[[tables]]\n\n## 节\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n: 人数\n"
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    docforge.convert(tmp_path / "a.md", [tmp_path / "a.docx"])
    document = _final(tmp_path / "a.docx")
    assert [found.what for found in find(document.blocks, n.Contents)] == ["headings", "tables"]
    assert block_text(document.blocks).count("人数") == 1


def test_words_that_were_written_into_furniture_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 题\n\n1. 甲。\n\n------\n\n1. 乙。\n", encoding="utf-8")
    docforge.convert(tmp_path / "a.md", [tmp_path / "a.docx"])
    edited = docx.Document(str(tmp_path / "a.docx"))
    for paragraph in edited.paragraphs:
        if paragraph.style is not None and paragraph.style.name in ("Run Name", "Subtitle"):
            paragraph.add_run("，这里补写的话说得相当长，谁也不该把它丢掉。")
    edited.save(str(tmp_path / "a.docx"))
    document = _final(tmp_path / "a.docx")
    assert jsonform.encode(document).decode().count("补写的话") == 3


IN_BOXES = """# 题

1. 问题一。

::: answer 参考答案
1. C
2. A
:::

::: tip
> 引文。

:::: warning
| 甲 | 乙 |
|---|---|
| 一 | 二 |
::::
:::

::: note
| 丙 |
|---|
| 三 |
:::

| 丁 |
|---|
| 四 |

2. 问题二。

   ::: info
   - 一点
   :::
"""


def test_what_stands_in_boxes_comes_back_in_them_and_no_judge_objects(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(IN_BOXES, encoding="utf-8")
    written = tmp_path / "a.docx"
    assert docforge.convert(tmp_path / "a.md", [written]).ok
    for judge in (judges.ooxml_sdk, judges.openxml_audit, judges.ooxml_integrity):
        assert judge(written) == []
    again = tmp_path / "again"
    again.mkdir()
    source = _final(tmp_path / "a.md")
    for path in (written, *judges.libreoffice_saved([written], again).values()):
        read = _final(path)
        assert _boxes(read) == _boxes(source)
        assert not changes(source, read)


def _boxes(document: n.Document) -> list[tuple[str, list[str], str]]:
    return [
        (box.attr.classes[0], [type(block).__name__ for block in box.blocks], block_text(box.blocks))
        for box in find(document.blocks, n.Div)
    ]


def test_a_proper_name_is_no_underlined_text(tmp_path: Path) -> None:
    text = "[范仲淹]{.name}作[岳阳楼记]{.book}，**[滕子京]{.name}**，<u>画线</u>。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    written = tmp_path / "a.docx"
    assert docforge.convert(tmp_path / "a.md", [written]).ok
    assert judges.ooxml_sdk(written) == []
    again = tmp_path / "again"
    again.mkdir()
    for path in (written, *judges.libreoffice_saved([written], again).values()):
        read = _final(path)
        assert [(span.attr.classes, inline_text(span.content)) for span in find(read.blocks, n.Span)] == [
            (("name",), "范仲淹"),
            (("book",), "岳阳楼记"),
            (("name",), "滕子京"),
        ]
        assert [inline_text(node.content) for node in find(read.blocks, n.Underline)] == ["画线"]
        assert not changes(_final(tmp_path / "a.md"), read)
