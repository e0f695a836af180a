"""Parts that front matter gives: which paragraphs they become, and where."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.passes.elements import PASS
from docforge.passes.elements.layout import beside, centred
from docforge.passes.elements.values import width
from docforge.protocols import PassOptions
from docforge.resources import text
from docforge.theme.load import lay

_GOV = lay(text("styles/gov.toml"), lay(text("styles/handout.toml"), {}).table).theme
assert _GOV is not None
OPTIONS = PassOptions(elements=_GOV.elements)


def settled(*body: n.Block, **fields: str | list[str] | bool) -> n.Document:
    """A document with fields in its front matter, through the pass."""
    values: dict[str, n.MetaValue] = {
        name: n.MetaList(items=tuple(map(n.MetaString, value)))
        if isinstance(value, list)
        else n.MetaString("是" if value is True else str(value))
        for name, value in fields.items()
    }
    return PASS.run(n.Document(blocks=body, meta=values, lang="zh-Hans"), OPTIONS).value


def place(document: n.Document, name: str) -> list[n.Para]:
    """The paragraphs of a place."""
    for block in document.blocks:
        if isinstance(block, n.Div) and block.attr.classes == (name,):
            return [inner for inner in block.blocks if isinstance(inner, n.Para)]
    return []


def shown(paragraphs: list[n.Para]) -> list[tuple[str, str]]:
    """Role and text of each paragraph."""
    return [(para.attr.classes[0], inline_text(para.content)) for para in paragraphs]


BODY = n.Para(content=(n.Text(text="正文。"),))


def test_a_document_without_fields_stays_as_it_is() -> None:
    document = n.Document(blocks=(BODY,))
    assert PASS.run(document, OPTIONS).value is document


def test_a_theme_without_elements_leaves_the_fields_alone() -> None:
    document = n.Document(blocks=(BODY,), meta={"份号": n.MetaString("000001")})
    assert PASS.run(document, PassOptions()).value is document


def test_running_the_pass_again_changes_nothing() -> None:
    once = settled(BODY, 份号="000001", 抄送机关="市财政局")
    assert PASS.run(once, OPTIONS).value is once


def test_the_letterhead_stands_above_the_title_in_the_order_of_the_standard() -> None:
    head = place(
        settled(
            BODY,
            发文字号="文〔2026〕1号",
            紧急程度="特急",
            密级="机密",
            保密期限="1年",
            份号="000001",
            发文机关标志="某局文件",
        ),
        "before-title",
    )
    assert shown(head) == [
        ("copy-number", "000001"),
        ("secrecy", "机密★1年"),
        ("secrecy", "特急"),
        ("issuer", "某局文件"),
        ("document-number", "文〔2026〕1号"),
    ]


@pytest.mark.parametrize(("fields", "lines"), [({}, "3"), ({"份号": "1"}, "2"), ({"份号": "1", "紧急程度": "急"}, "1")])
def test_the_issuer_keeps_its_height_however_few_marks_stand_above(fields: dict[str, str], lines: str) -> None:
    *_, issuer = place(settled(BODY, 发文机关标志="某局文件", **fields), "before-title")
    assert dict(issuer.attr.pairs)["lines-before"] == lines


def test_a_long_name_of_an_office_is_set_smaller() -> None:
    (issuer,) = place(settled(BODY, 发文机关标志="某某省某某自治州人民政府办公室文件"), "before-title")
    assert issuer.attr.classes == ("issuer-long",)


def test_who_signs_stands_at_the_end_of_the_line_of_the_number() -> None:
    (number,) = place(settled(BODY, 发文字号="文〔2026〕1号", 签发人="张某"), "before-title")
    assert number.attr.classes == ("document-number-upward",)
    text_, end = number.content
    assert isinstance(text_, n.Text)
    assert isinstance(end, n.Span)
    assert (text_.text, inline_text(end.content)) == ("文〔2026〕1号", "\u00a0签发人：张某")
    assert end.attr.classes == ("at-end",)


def test_what_would_join_an_absent_element_stands_alone() -> None:
    assert shown(place(settled(BODY, 签发人="张某"), "before-title")) == [("document-number-upward", "签发人：张某")]


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        ("一览表", [("annex", "附件：一览表")]),
        (["甲", "乙"], [("annex", "附件：1.甲"), ("annex-more", "2.乙")]),
    ],
)
def test_several_annexes_are_numbered(names: str | list[str], lines: list[tuple[str, str]]) -> None:
    assert shown(place(settled(BODY, 附件=names), "closing")) == lines


@pytest.mark.parametrize("date", ["2026-03-09", "2026/3/9", "2026年03月09日"])
def test_a_date_has_no_leading_zeros(date: str) -> None:
    assert shown(place(settled(BODY, 成文日期=date), "closing")) == [("date", "2026年3月9日")]


def test_closing_parts_stand_before_the_attachments_and_the_imprint_after_them() -> None:
    attachment = n.Div(blocks=(BODY,), attr=n.Attr(classes=("attachment",)))
    blocks = settled(BODY, attachment, 署名="某局", 印发机关="某局办公室", 印发日期="2026-03-10").blocks
    classes = [block.attr.classes[0] if isinstance(block, n.Div) else "" for block in blocks]
    assert classes == ["", "closing", "attachment", "foot"]
    assert block_text(blocks[-1:]) == "某局办公室\u00a02026年3月10日印发"


def ends(document: n.Document) -> list[float]:
    """Distances of the closing lines from the end of the line, em."""
    return [float(dict(para.attr.pairs).get("indent-end", "0")) for para in place(document, "closing")]


def test_with_a_seal_the_office_is_centred_over_the_date_four_em_from_the_edge() -> None:
    office, date = ends(settled(BODY, 署名="某某市人民政府", 成文日期="2026-03-09", 印章=True))
    assert date == 4
    assert office + 7 / 2 == pytest.approx(date + width("2026年3月9日") / 2)


def test_without_a_seal_the_date_begins_two_em_after_the_office() -> None:
    office, date = ends(settled(BODY, 署名="某某市某某某某局办公室", 成文日期="2026-03-09"))
    assert office == 2
    assert office + 11 - 2 == pytest.approx(date + width("2026年3月9日"))


def test_a_short_office_moves_in_so_that_a_long_date_keeps_two_em() -> None:
    office, date = ends(settled(BODY, 署名="某局", 成文日期="2026-03-09"))
    assert date == 2
    assert office + 2 - 2 == pytest.approx(date + width("2026年3月9日"))


def test_an_office_too_wide_to_be_centred_keeps_to_the_edge_and_moves_the_date() -> None:
    assert centred(20, 6, 4, 0) == (0.0, 7.0)
    assert beside(10, 6, 2, 2) == (2, 4)


@pytest.mark.parametrize("value", ["否", "no", ""])
def test_a_seal_that_is_denied_is_none(value: str) -> None:
    assert shown(place(settled(BODY, 署名="某局", 印章=value), "closing")) == [("signature", "某局")]
