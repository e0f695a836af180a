"""The cases of CJK typography that are read from a Word file: an XPath, and the value it finds somewhere in it."""

from __future__ import annotations

import pytest

from docforge import resources
from docforge.model import nodes as n
from docforge.theme.load import parse
from docxkit import Written, handout, text, write

CASES = {
    "d01": ("//w:settings/w:characterSpacingControl/@w:val", "compressPunctuation"),  # ECMA-376 17.15.1.18
    "d02": ("//w:rPrDefault//w:lang/@w:eastAsia", "zh-CN"),
    "d03": ("//w:settings/w:themeFontLang/@w:eastAsia", "zh-CN"),
    "d04": ("//w:p/w:pPr/w:ind/@w:firstLineChars", "200"),  # CT_Ind
    "d05": ("//w:rPr/w:em/@w:val", "underDot"),  # ST_Em; GB/T 15834-2011 5.1.8
    "d06": ("//w:pPr/w:kinsoku[not(@w:val)]", ""),  # 17.3.1.16
    "d07": ("//w:sectPr/w:docGrid/@w:type", "linesAndChars"),  # 17.6.5
}
PARTS = ("document", "styles", "settings")


def written(name: str) -> Written:
    grid = {"page.grid.characters": 28, "page.grid.lines": 22}
    theme = parse(resources.text("styles/handout.toml"), grid) if name == "d07" else handout()
    return write(n.Para((*text("任意"), n.Emph(text("段落")))), theme=theme)


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    path, value = CASES[name]
    file = written(name)
    found = [hit for part in PARTS for hit in file.find(path, part)]
    assert found
    if value:
        assert value in found


def test_a_handout_has_a_grid_of_lines_alone() -> None:
    assert written("d01").find("//w:sectPr/w:docGrid/@w:type") == ["lines"]
