"""Pandoc finds every character of the Word files, but for what docs/word.md says that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import pytest

import constructs
import docforge
import judges
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from witness import bypandoc


class Built(Protocol):
    """What the fixture `built_examples` gives (tests/valid/conftest.py)."""

    docx: tuple[Path, ...]


def differing(paths: Iterable[Path]) -> list[str]:
    found = {path.name: bypandoc.of_json(judges.pandoc("--from", "docx", "--to", "json", path)) for path in paths}
    return [path.name for path in paths if found[path.name] != bypandoc.of_file(path)]


def test_every_example_is_read_character_for_character(built_examples: Built) -> None:
    assert all(len(bypandoc.of_file(path)) > 300 for path in built_examples.docx)
    assert differing(built_examples.docx) == []


def test_a_document_of_every_node_is_read_character_for_character(tmp_path: Path) -> None:
    path = tmp_path / "everything.docx"
    path.write_bytes(WRITER.write(constructs.everything(), constructs.context(), MemoryWorld()).value)
    assert len(bypandoc.of_file(path)) > 700
    assert differing([path]) == []


def test_an_official_document_is_read_character_for_character(root: Path, tmp_path: Path) -> None:
    assert docforge.convert(root / "examples" / "gongwen.md", tmp_path / "a.docx", theme="gov").ok
    assert differing([tmp_path / "a.docx"]) == []


TREATY = """# 条约

## 第一章 总则

第一条　各方同意[^a]。

（一）甲；

（二）乙。

第二条　见第一条。

## 第二章 附则

1. 一
   - 点
   1. 内
2. 二，见[](#b)

### 一、生效 {#b}

[^a]: 注。
"""
LABELS = ("第一章 总则", "第一条", "（一）", "（二）", "第二条", "第二章", "1.", "2.", "一、生效")


def test_typed_labels_are_read_too_also_those_of_headings(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TREATY, encoding="utf-8")
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.docx", settings={"word-numbering": "text"}).ok
    read = bypandoc.of_json(judges.pandoc("--from", "docx", "--to", "json", tmp_path / "a.docx"))
    assert read == bypandoc.of_file(tmp_path / "a.docx")
    place = 0
    for label in LABELS:
        place = read.index("".join(label.split()), place) + 1


def test_notes_at_the_end_and_the_styles_of_a_template_hide_nothing(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TREATY, encoding="utf-8")
    settings = {"page.notes": "end"}
    template = root / "examples" / "gongwen.dotx"
    assert docforge.convert(tmp_path / "a.md", tmp_path / "end.docx", settings=settings).ok
    made = docforge.convert(tmp_path / "a.md", tmp_path / "on.docx", settings=settings, reference_doc=template)
    assert made.ok, made.diagnostics
    assert differing([tmp_path / "end.docx", tmp_path / "on.docx"]) == []


@pytest.mark.parametrize("lost", ["甲", "注1"])
def test_a_character_that_is_lost_is_found(tmp_path: Path, lost: str) -> None:
    (tmp_path / "a.md").write_text("# 题\n\n甲乙丙[^a]。\n\n[^a]: 注1。\n", encoding="utf-8")
    docforge.convert(tmp_path / "a.md", tmp_path / "a.docx")
    read = judges.pandoc("--from", "docx", "--to", "json", tmp_path / "a.docx")
    assert bypandoc.of_json(read) == bypandoc.of_file(tmp_path / "a.docx")
    assert bypandoc.of_json(read.replace(lost, "", 1)) != bypandoc.of_file(tmp_path / "a.docx")
