"""DOCX on templates of every kind before the judges: they are silent, and LibreOffice prints the labels of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import docforge
import judges
from referencekit import as_template, by_python_docx, chinese, numbering_headings, with_letterhead
from wordkit import level

NOTES = """\
---
lang: zh-Hans
title: 章程
---

# 第1章 总则

## 1.1 目的

1. 甲，见第2段。
2. 乙[^1]

    - 点
        - 更深的点

3. 丙

## 1.2 范围

第一条 一则。

第二条 二则。

> 引文`code`

| 项 | 数 |
|---|---|
| 一 | 1 |

: 表1 数目

# 第3章 附则

1. 重新编号

[^1]: 注文
"""


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Path]:
    """A template of each kind, by what it is."""
    folder = tmp_path_factory.mktemp("templates")
    made: dict[str, bytes] = {
        "word.docx": by_python_docx(),
        "letterhead.dotx": as_template(by_python_docx(with_letterhead)),
        "chinese.docx": chinese(),
        "numbered.docx": chinese(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")),
        "chapters.docx": numbering_headings("第%1章", "%1.%2"),
        "gongwen.dotx": (root / "examples/gongwen.dotx").read_bytes(),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    judges.pandoc("-o", folder / "pandoc.docx", "--print-default-data-file", "reference.docx")
    saved = judges.libreoffice_saved([folder / "word.docx", folder / "letterhead.dotx"], folder / "saved")
    found = {name: folder / name for name in (*made, "pandoc.docx")}
    return found | {f"{path.stem} saved by LibreOffice": result for path, result in saved.items()}


@pytest.fixture(scope="module")
def written(templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The notes on each template, and on none."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    paths = [folder / "without.docx"]
    assert docforge.convert(folder / "notes.md", paths[0]).ok
    for name, template in templates.items():
        paths.append(folder / f"{name.replace(' ', '-')}.docx")
        outcome = docforge.convert(folder / "notes.md", paths[-1], reference_doc=template)
        assert outcome.ok, [str(found) for found in outcome.diagnostics]
    return paths


@pytest.mark.parametrize("judge", [judges.ooxml_sdk, judges.openxml_audit, judges.ooxml_integrity])
def test_judges_are_silent(judge: Callable[[Path], list[judges.Finding]], written: list[Path]) -> None:
    assert judges.judge_each(judge, written) == []


def test_verify_proves_every_file(written: list[Path]) -> None:
    for path in written:
        assert docforge.verify(path).ok, path.name


def test_libreoffice_prints_the_same_on_every_template(written: list[Path]) -> None:
    def lines(text: str) -> list[str]:
        return [re.sub(r"^[^\w(（]\s", "• ", line.strip()) for line in text.splitlines()]

    texts = {path: lines(text) for path, text in judges.libreoffice_texts(written).items()}
    without = texts[written[0]]
    assert {"第1章 总则", "1.2 范围", "2. 乙1", "第二条 二则。"} <= {" ".join(line.split()) for line in without}
    for path in written[1:]:
        assert texts[path] == without, path.name
