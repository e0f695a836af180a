"""Lines with two ends: a part at the left, a part at the right, and a rule under both."""

from __future__ import annotations

from docforge import resources
from docforge.model import nodes as n
from docforge.theme.load import parse
from docforge.theme.spec import Theme
from docforge.theme.word_styles import word_theme
from docxkit import Written, text, write


def gov() -> Theme:
    return parse(resources.text("styles/gov.toml"), bases=(resources.text("styles/handout.toml"),))


def line(role: str) -> Written:
    end = n.Span(text("签发人：王小明"), attr=n.Attr(classes=("at-end",)))
    return write(n.Para((*text("文〔2026〕18号"), end), attr=n.Attr(classes=(role,))), theme=gov())


def test_the_second_part_stands_at_a_tab_stop_that_every_program_knows() -> None:
    written = line("document-number-upward")
    (stop,) = written.find("//w:pPr/w:tabs/w:tab")
    page = word_theme(gov(), "zh-Hans").page
    em = 16 * 20
    assert {key.split("}")[1]: value for key, value in stop.attrib.items()} == {
        "val": "right",
        "pos": str(page.breadth - em),
    }
    assert len(written.find("//w:r/w:tab")) == 1
    assert written.find("//w:ptab") == []


def test_a_rule_below_runs_from_edge_to_edge_though_the_parts_stand_an_em_inside() -> None:
    (indent,) = line("document-number-upward").find("//w:pPr/w:ind")
    assert {key.split("}")[1]: value for key, value in indent.attrib.items()} == {
        "left": "0",
        "right": "0",
        "firstLine": str(16 * 20),
    }
