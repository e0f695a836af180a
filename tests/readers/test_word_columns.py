"""How the columns of a table stand, from Markdown to Word and back."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
from docforge.model import nodes as n
from docforge.model.walk import find
from wordkit import paragraph, read, word

TABLE = "| 甲 | 乙 | 丙 | 丁 |\n|:-:|--:|:--|---|\n| 一 | 二 | 三 | 四 |\n| 五 |   | 六 | 七 |\n"


def columns(document: n.Document) -> list[str]:
    (table,) = find(document.blocks, n.Table)
    return [column.align for column in table.columns]


def test_the_alignment_of_columns_comes_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TABLE, encoding="utf-8")
    assert docforge.convert(tmp_path / "a.md", [tmp_path / "a.docx"]).ok
    assert docforge.convert(tmp_path / "a.docx", [tmp_path / "b.md"]).ok
    for name in ("a.docx", "b.md"):
        document = docforge.read(tmp_path / name).document
        assert document is not None
        assert columns(document) == ["center", "right", "left", "default"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [(("center", "center"), "center"), (("center", "right"), "default"), (("center", ""), "default")],
)
def test_a_column_has_an_alignment_if_all_its_cells_have_it(said: tuple[str, str], expected: str) -> None:
    rows = (
        f"<w:tr><w:tc>{paragraph('格', more=f'<w:jc w:val={chr(34)}{each}{chr(34)}/>' if each else '')}</w:tc></w:tr>"
        for each in said
    )
    document, _ = read(word(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert columns(document) == [expected]
