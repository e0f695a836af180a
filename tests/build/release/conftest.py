"""A small published folder, built once: handouts that link to each other, and a book."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import docforge

PROJECT = {
    "docforge.toml": """
title = "读书会"
language = "zh-Hans"
[target.handouts]
formats = ["pdf", "docx"]
[target.book]
each = "book"
formats = ["epub", "pdf"]
output = "dist/book.{format}"
""",
    "a.md": "# 第一篇\n\n1. **重点：**段落是思想的最小单位。\n2. 读书会在图书馆举行；说明见第1段。\n",
    "b.md": "# 第二篇\n\n1. 另一段话，另一个意思。\n2. 又一段。见[第一篇](a.md)。\n",
}


def put(folder: Path, files: dict[str, str]) -> Path:
    """The files in a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project and what was built of it; not to be changed."""
    folder = put(tmp_path_factory.mktemp("project"), PROJECT)
    outcome = docforge.build(folder)
    assert outcome.ok, outcome.diagnostics
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copytree(kept, tmp_path / "project"))
