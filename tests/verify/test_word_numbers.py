"""The simulation of Word's numbering, against values known from the standard and against another program."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from docforge.limits import Limits
from docforge.verify.files import read_bytes
from docforge.wordml.formats import format_number
from judges.word import word_labels

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("style", "values"),
    [
        ("decimal", {1: "1", 120: "120"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {10: "１０"}),
        ("lowerRoman", {4: "iv", 9: "ix", 1999: "mcmxcix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十",
                                     1010: "一千零一十", 10001: "一万零一"}),
        ("chineseCounting", {10: "十", 21: "二十一", 99: "九十九"}),
        ("japaneseCounting", {10: "十", 100: "百", 111: "百十一", 1000: "千"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁"}),
        ("ideographDigital", {10: "一〇", 24: "二四"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩"}),
        ("aiueoFullWidth", {1: "ア", 6: "カ"}),
        ("irohaFullWidth", {1: "イ", 4: "ニ"}),
        ("ganada", {1: "가", 14: "하", 15: "가"}),
        ("koreanCounting", {1: "일", 10: "십", 11: "십일"}),
        ("none", {5: ""}),
        ("lowerRoman", {10**12: str(10**12)}),
    ],
)  # fmt: skip
def test_numbers_are_printed_as_the_standard_says(style, values):
    assert {value: format_number(style, value) for value in values} == values


def docx(numbering: str, paragraphs: str, styles: str = "") -> bytes:
    """The smallest Word file with lists."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        parts = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>'
            for name, kind in (("document", "document.main"), ("numbering", "numbering"), ("styles", "styles"))
        )
        made.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>',
        )
        relation = '<Relationship Id="r{0}" Type="' + REL + '/{1}" Target="{2}"/>'
        made.writestr("_rels/.rels", _relations(relation.format(1, "officeDocument", "word/document.xml")))
        made.writestr(
            "word/_rels/document.xml.rels",
            _relations(relation.format(1, "numbering", "numbering.xml") + relation.format(2, "styles", "styles.xml")),
        )
        made.writestr("word/document.xml", f"<w:document {NS}><w:body>{paragraphs}<w:sectPr/></w:body></w:document>")
        made.writestr("word/numbering.xml", f"<w:numbering {NS}>{numbering}</w:numbering>")
        made.writestr("word/styles.xml", f"<w:styles {NS}>{styles}</w:styles>")
    return out.getvalue()


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def level(number: int, style: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def num(number: int, abstract_number: int, **starts: int) -> str:
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{name[1:]}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
        for name, value in starts.items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'


def line(number: int, depth: int = 0, text: str = "x") -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def labels(data: bytes) -> list[str]:
    reading = read_bytes(data, "docx", "h.docx", Limits()).value
    assert reading is not None
    return [found.paragraph.number for found in reading.found]


LEGAL = "<w:isLgl/>"
LAW = abstract(
    0,
    level(0, "chineseCountingThousand", "第%1条"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%1.%2.%3", LEGAL),
)


def test_lists_restart_by_override_and_go_on_without():
    plain = abstract(0, level(0, "decimal", "%1."))
    body = line(1) + line(1) + line(2) + line(2) + line(3) + line(4) + line(1)
    made = docx(plain + num(1, 0) + num(2, 0, _0=1) + num(3, 0, _0=5) + num(4, 0), body)
    # The fourth list has no override, so it goes on with the counter that all lists of one definition share.
    assert labels(made) == ["1.", "2.", "1.", "2.", "5.", "6.", "7."]


def test_deeper_levels_restart_after_shallower_ones_and_legal_levels_print_digits():
    body = line(1) + line(1, 1) + line(1, 2) + line(1, 1) + line(1) + line(1, 1)
    assert labels(docx(LAW + num(1, 0), body)) == ["第一条", "（一）", "1.1.1", "（二）", "第二条", "（一）"]


def test_a_level_that_never_restarts_counts_on():
    on = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    assert labels(docx(on + num(1, 0), line(1) + line(1, 1) + line(1) + line(1, 1))) == ["1.", "1)", "2.", "2)"]


def test_a_style_brings_its_list_and_a_zero_takes_it_away():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="List Number"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    plain = abstract(0, level(0, "decimal", "%1."))
    styled = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    none = styled.format("A").replace("</w:pPr>", '<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    made = docx(plain + num(1, 0), styled.format("A") + styled.format("B") + none + styled.format("A"), styles)
    assert labels(made) == ["1.", "2.", "", "3."]


@pytest.mark.parametrize("seed", range(12))
def test_another_program_counts_alike(seed, tmp_path):
    """betteroffice computes the marker of every paragraph by rules of its own.

    Lists follow each other here and all but the first of a definition have overrides: on interleaved lists programs
    differ, and betteroffice knows neither Chinese formats nor legal levels.
    """
    rng = random.Random(seed)
    first = abstract(0, level(0, "upperLetter", "%1"), level(1, "decimal", "(%2)"), level(2, "decimal", "%2.%3"))
    second = abstract(
        1,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "%2)", start=rng.choice((1, 3))),
        level(2, "lowerRoman", "%1.%2.%3"),
    )
    lists = first + second + num(1, 0) + num(2, 1) + num(3, 1, _0=1) + num(4, 0, _0=7) + num(5, 1, _0=2)
    body = ""
    for number in range(1, 6):
        depth = -1
        for _ in range(rng.randint(2, 9)):
            depth = min(depth + 1, rng.randint(0, 2))
            body += line(number, depth)
    path = tmp_path / "lists.docx"
    path.write_bytes(docx(lists, body))
    assert labels(path.read_bytes()) == [label for label, _ in word_labels(path)]
