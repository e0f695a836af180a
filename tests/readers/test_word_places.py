"""Every place in which a Word file can keep text: it is read, or it is told."""

from __future__ import annotations

import re

import pytest

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from wordkit import NAMESPACES, level, lists, paragraph, read, rewritten, run, texts, word

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def row(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def relationship(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{_OFFICE}{kind}" Target="{target}"/>'


def graphic(uri: str, inner: str = "") -> str:
    data = f'<a:graphicData uri="{uri}">{inner}</a:graphicData>'
    return f"<w:drawing><wp:inline><a:graphic>{data}</a:graphic></wp:inline></w:drawing>"


SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
BOX = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
DRAWN_BOX = graphic(SHAPE, f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>")
OLD_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


def either(choice: str, fallback: str) -> str:
    """Two ways of saying one thing."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


NESTED = (
    mark("begin") + instruction("IF") + mark("begin") + instruction("PAGE") + mark("separate") + run("3") + mark("end")
    + instruction('= 3 "是" "否"') + mark("separate") + run("是") + mark("end")
)  # fmt: skip
ENTRIES = '<w:listEntry w:val="甲"/><w:listEntry w:val="乙"/>'
LISTED = f'<w:ffData><w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList></w:ffData>'
BLANK = mark("begin", "<w:ffData><w:textInput/></w:ffData>")
CELL = f"<w:tc>{paragraph('格')}</w:tc>"
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"

READ = {
    "a smart tag": (row(f'<w:smartTag w:element="x"><w:smartTagPr/>{run("智")}</w:smartTag>'), ["智"]),
    "custom XML in a line": (row(f'<w:customXml w:element="x">{run("客")}</w:customXml>'), ["客"]),
    "custom XML around a block": (f'<w:customXml w:element="x">{paragraph("块")}</w:customXml>', ["块"]),
    "text from right to left": (
        row(f'<w:bdo w:val="rtl">{run("逆")}</w:bdo><w:dir w:val="rtl">{run("向")}</w:dir>'),
        ["逆向"],
    ),
    "a box drawn twice": (row(f"<w:r>{either(DRAWN_BOX, OLD_BOX)}</w:r>"), ["框"]),
    "a box only in the old way": (row(f"<w:r>{either('', OLD_BOX)}</w:r>"), ["框"]),
    "blocks in two ways": (either(paragraph("新"), paragraph("旧")), ["新"]),
    "runs in two ways": (row(either(run("新"), run("旧"))), ["新"]),
    "letters in two ways": (row(f"<w:r>{either('<wps:sign/>', '<w:t>😊</w:t>')}</w:r>"), ["😊"]),
    "rows in two ways": (f"<w:tbl>{either(f'<w:tr>{CELL}</w:tr>', '')}</w:tbl>", ["格"]),
    "WordArt": (row('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'), ["艺术字"]),
    "a field in a field": (row(NESTED), ["是"]),
    "a simple field": (row(f'<w:fldSimple w:instr=" DATE ">{run("2024")}</w:fldSimple>'), ["2024"]),
    "a simple field in another": (
        row(f'<w:fldSimple w:instr="A"><w:fldSimple w:instr="B">{run("7")}</w:fldSimple></w:fldSimple>'),
        ["7"],
    ),
    "a blank to fill in": (
        row(BLANK + instruction("FORMTEXT") + mark("separate") + run("填了") + mark("end")),
        ["填了"],
    ),
    "a list to choose from": (row(mark("begin", LISTED) + instruction("FORMDROPDOWN") + mark("end")), ["乙"]),
    "a chosen entry with an empty result": (
        row(mark("begin", LISTED) + instruction("FORMDROPDOWN") + mark("separate") + mark("end")),
        ["乙"],
    ),
    "controls around rows and cells": (
        f"<w:tbl>{CONTROL.format(f'<w:tr>{CONTROL.format(CELL)}</w:tr>')}</w:tbl>",
        ["格"],
    ),
    "a control in a link": (row(f'<w:hyperlink w:anchor="a">{CONTROL.format(run("链"))}</w:hyperlink>'), ["链"]),
    "a control in a field": (row(f'<w:fldSimple w:instr="X">{CONTROL.format(run("域"))}</w:fldSimple>'), ["域"]),
    "a control in a control": (CONTROL.format(CONTROL.format(paragraph("内"))), ["内"]),
    "hyphens, tabs and ends of lines": (
        row("<w:r><w:t>a</w:t><w:ptab/><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:t>b</w:t></w:r>"),
        ["a\t\u2011\u00ad\nb"],
    ),
    "a page that ends within a paragraph": (row(f'{run("上")}<w:r><w:br w:type="page"/></w:r>{run("下")}'), ["上\n下"]),
    "a page that ends with a paragraph": (row(f'{run("上")}<w:r><w:br w:type="page"/></w:r>'), ["上"]),
    "characters of the face Symbol": (row('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'), ["α"]),
    "ticks of the face Wingdings": (row('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), ["☑"]),
    "text in the face Symbol": (row(run("\uf062", '<w:rFonts w:ascii="Symbol"/>')), ["β"]),
    "a named character of another face": (row('<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>'), ["é"]),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_text_is_read_in(name: str) -> None:
    body, expected = READ[name]
    document, said = read(word(body))
    assert texts(document) == expected
    assert not said


DIAGRAM = graphic(
    "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    '<d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="words"/>',
)
CHART = graphic(
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="words"/>',
)
DIAGRAM_WORDS = f"<x {NAMESPACES}><a:p><a:r><a:t>第一步</a:t></a:r></a:p><a:p><a:r><a:t>第二步</a:t></a:r></a:p></x>"
CHART_WORDS = (
    f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {NAMESPACES}>'
    "<c:title><a:p><a:r><a:t>人口</a:t></a:r></a:p></c:title><c:cat><c:pt><c:v>甲城</c:v></c:pt></c:cat>"
    "<c:val><c:pt><c:v>12.5</c:v></c:pt></c:val></c:chart>"
)


@pytest.mark.parametrize(
    ("drawing", "words", "expected"),
    [
        (DIAGRAM, DIAGRAM_WORDS, "[SmartArt diagram: 第一步 · 第二步]"),
        (CHART, CHART_WORDS, "[chart: 人口 · 甲城]"),
        (graphic("urn:x", "<a:p><a:r><a:t>画布</a:t></a:r></a:p>"), "<x/>", "[drawing: 画布]"),
    ],
)
def test_the_words_of_what_cannot_be_drawn_stand_in_its_place(drawing: str, words: str, expected: str) -> None:
    kind = relationship("words", "diagramData", "drawn/words.xml")
    whole = word(row(f"<w:r>{drawing}</w:r>"), relationships=kind, members={"word/drawn/words.xml": words.encode()})
    document, said = read(whole)
    assert texts(document) == [expected]
    assert [found.code for found in said] == ["DF165"]


TOLD = {
    "another file within the file": ('<w:altChunk r:id="c"/>', "DF166", "another file stands here"),
    "a document of its own": (row('<w:subDoc r:id="s"/>'), "DF166", "a part of this document is a file of its own"),
    "ink": (row('<w:r><w:contentPart r:id="i"/></w:r>'), "DF165", "does not know: contentPart"),
    "an object": (row('<w:r><w:object><o:OLEObject r:id="y"/></w:object></w:r>'), "DF165", "an embedded object"),
    "a field that is computed": (row(mark("begin") + instruction("DATE") + mark("end")), "DF165", "left out: DATE"),
    "a symbol without a number": (row('<w:r><w:sym w:font="X" w:char="zz"/></w:r>'), "DF165", "without a number"),
    "half of a character": (row('<w:r><w:sym w:font="X" w:char="D800"/></w:r>'), "DF165", "without a number"),
    "a link to nowhere": (row(f'<w:hyperlink r:id="no">{run("链")}</w:hyperlink>'), "DF167", "defined nowhere (no)"),
    "an unknown element": (f"<w:strange>{paragraph('怪')}</w:strange>", "DF166", '"怪"'),
    "an unknown element of a line": (row(f"<w:odd>{run('怪')}</w:odd>"), "DF166", '"怪"'),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_read_is_told_with_its_place(name: str) -> None:
    body, code, message = TOLD[name]
    _, said = read(word(paragraph("前") + body))
    (found,) = [found for found in said if found.code == code]
    assert message in found.message
    assert found.line in (1, 2)


def test_text_that_a_style_hides_is_left_out_and_told() -> None:
    hiding = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r>'
    document, said = read(word(f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{run("藏")}{shown}</w:p>', styles=hiding))
    assert texts(document) == ["现"]
    assert [found.code for found in said] == ["DF162"]


def test_what_moved_stands_once() -> None:
    gone = f'<w:moveFrom w:id="2" w:author="李">{run("移")}</w:moveFrom>'
    come = f'<w:moveTo w:id="3" w:author="李">{run("移")}</w:moveTo>'
    body = row(gone + run("留")) + row(come + run("后"))
    assert texts(read(word(body))[0]) == ["留", "移后"]
    assert texts(read(word(body), ReadOptions(track="reject"))[0]) == ["移留", "后"]


def test_a_cell_that_was_deleted_is_gone() -> None:
    gone = f'<w:tc><w:tcPr><w:cellDel w:id="1" w:author="李"/></w:tcPr>{paragraph("删")}</w:tc>'
    body = f"<w:tbl><w:tr>{gone}{CELL}</w:tr></w:tbl>"
    assert texts(read(word(body))[0]) == ["格"]
    assert texts(read(word(body), ReadOptions(track="reject"))[0]) == ["删", "格"]


def test_cells_that_old_files_merge_are_one() -> None:
    cells = "".join(
        f"<w:tc><w:tcPr><w:hMerge{said}/></w:tcPr>{paragraph(text)}</w:tc>"
        for text, said in (("左", ' w:val="restart"'), ("右", ""))
    )
    (table,) = find(read(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))[0].blocks, n.Table)
    (cell,) = table.bodies[0].rows[0].cells
    assert (cell.columns, block_text(cell.blocks)) == (2, "左\n右")


def test_a_formula_follows_tracked_changes() -> None:
    def sign(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    changed = f'<w:ins w:id="1" w:author="李">{sign("y")}</w:ins><w:del w:id="2" w:author="李">{sign("z")}</w:del>'
    body = row(f"<m:oMath>{sign('x=')}{changed}</m:oMath>")
    shown = {
        track: found.text
        for track in ("accept", "reject")
        for found in find(read(word(body), ReadOptions(track=track))[0].blocks, n.Math)  # type: ignore[arg-type]
    }
    assert shown == {"accept": "x=y", "reject": "x=z"}


def test_what_stands_in_headers_is_told() -> None:
    header = f"<w:hdr {NAMESPACES}>{paragraph('第一册')}</w:hdr>"
    whole = word(
        paragraph("正文"),
        relationships=relationship("h", "header", "header1.xml"),
        members={"word/header1.xml": header.encode()},
    )
    document, said = read(whole)
    assert texts(document) == ["正文"]
    assert [found.message for found in said] == ['page furniture left out: header ("第一册")']


def test_contents_that_were_typed_are_told() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    document, said = read(word(paragraph("一 3", "TOC1") + paragraph("正文"), styles=styles))
    assert texts(document) == ["正文"]
    assert [found.code for found in said] == ["DF150"]


def test_the_strict_form_is_read_like_the_usual_one() -> None:
    numbered = lists([level(0, "decimal", "%1.")])
    called = f'<w:p>{run("文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    formula = row("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    body = paragraph("甲", list_=(1, 0)) + called + row(f"<w:r>{DRAWN_BOX}</w:r>") + formula
    note = f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>'
    usual = word(body, numbering=numbered, footnotes=note)
    document, said = read(_strict(usual))
    assert (document.blocks, document.notes, said) == (read(usual)[0].blocks, read(usual)[0].notes, ())


def _strict(data: bytes) -> bytes:
    """A Word file in the strict form of the standard."""
    usual = re.compile(rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/")
    return rewritten(data, lambda _name, part: usual.sub(rb"http://purl.oclc.org/ooxml/\1/", part))
