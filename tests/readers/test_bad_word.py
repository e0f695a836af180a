"""Word files that are broken or made to harm: a diagnostic, bounded work, and whatever can be read."""

from __future__ import annotations

import io
import zipfile

import pytest

from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.protocols import ReadOptions
from docforge.readers.docx import ENCRYPTED, OLE
from wordkit import level, lists, paragraph, read, rewritten, run, texts, word

WHOLE = word(paragraph("正文"))


def codes_of(data: bytes, options: ReadOptions | None = None) -> list[str]:
    return [found.code for found in read(data, options)[1]]


@pytest.mark.parametrize("length", [0, 3, 100, len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_truncated_file_is_told(length: int) -> None:
    assert codes_of(WHOLE[:length]) == ["DF160"]


def test_a_file_of_old_word_and_one_with_a_password_name_what_to_do() -> None:
    (old,) = read(OLE + bytes(600))[1]
    (locked,) = read(OLE + bytes(600) + ENCRYPTED)[1]
    assert (old.code, locked.code) == ("DF161", "DF161")
    assert "soffice" in old.hint
    assert "password" in locked.message


def test_a_part_that_unpacks_to_far_more_is_refused() -> None:
    assert codes_of(word(paragraph("正文"), members={"word/bomb.xml": bytes(20 << 20)})) == ["DF160"]


def test_an_archive_with_too_many_members_is_refused() -> None:
    members = {f"word/{place}.xml": b"" for place in range(30)}
    options = ReadOptions(limits=Limits(archive_members=20))
    assert codes_of(word(paragraph("正文"), members=members), options) == ["DF160"]


def test_entities_of_a_document_type_are_not_expanded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data.replace("正文".encode(), b"&a;")
            target.writestr(name, data)
    document, said = read(out.getvalue())
    assert [found.code for found in said] == ["DF160"]
    assert not document.blocks


@pytest.mark.parametrize("name", ["../evil", "/etc/x", "word/../../x"])
def test_a_member_that_leads_out_is_refused(name: str) -> None:
    assert codes_of(word(paragraph("正文"), members={name: b"x"})) == ["DF160"]


def test_ten_thousand_levels_of_tables_are_told_and_not_followed() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 10_000 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 10_000
    assert codes_of(word(paragraph("上") + deep)) == ["DF160"]


def test_eighty_levels_of_content_controls_are_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 80 + paragraph("底") + "</w:sdtContent></w:sdt>" * 80
    document, said = read(word(deep))
    assert texts(document) == ["底"]
    assert not said


def test_numbers_that_are_none_leave_the_text() -> None:
    broken = lists([level(0, "decimal", "%1.")]).replace('w:start w:val="1"', 'w:start w:val="one"')
    document, said = read(word(paragraph("甲", list_=(1, 0)), numbering=broken))
    assert texts(document) == ["甲"]
    assert {found.code for found in said} == {"DF167"}


def test_a_list_that_is_defined_nowhere_leaves_the_text() -> None:
    document, said = read(word(paragraph("甲", list_=(99, 0))))
    assert texts(document) == ["甲"]
    assert [(found.code, found.line) for found in said] == [("DF167", 1)]


def test_a_level_that_no_list_has_leaves_the_text() -> None:
    document, _ = read(word(paragraph("甲", list_=(1, 7)), numbering=lists([level(0, "decimal", "%1.")])))
    assert texts(document) == ["甲"]


@pytest.mark.parametrize("span", ["-3", "0", "99999999", "x"])
def test_wild_spans_leave_the_text(span: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph("格")}</w:tc>'
    document, said = read(word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert texts(document) == ["格"]
    assert not said


@pytest.mark.parametrize("left", ["283.5", "36pt", "1.5in", "-20", "left", ""])
def test_an_indent_that_is_no_whole_number_refuses_nothing(left: str) -> None:
    document, said = read(word(paragraph("甲", more=f'<w:ind w:left="{left}"/>')))
    assert texts(document) == ["甲"]
    assert not said


def test_text_of_a_field_that_never_ends_is_told() -> None:
    begun = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
    document, said = read(word(paragraph("前") + begun + paragraph("后")))
    assert texts(document) == ["前"]
    assert [found.message for found in said if found.code == "DF166"] == ['text that was not read: "后"']


def test_text_among_the_instruction_of_a_field_is_told() -> None:
    field = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>{run("内")}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document, said = read(word(paragraph("前") + field))
    assert texts(document) == ["前", "3"]
    assert [found.message for found in said if found.code == "DF166"] == ['text that was not read: "内"']


def test_text_of_a_note_in_an_unknown_place_is_told() -> None:
    strange = f'<w:footnote w:id="2">{paragraph("注")}<w:strange>{paragraph("别处")}</w:strange></w:footnote>'
    called = f'<w:p>{run("文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    _, said = read(word(called, footnotes=strange))
    assert [found.message for found in said if found.code == "DF166"] == ['text that was not read: "别处"']


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    document, _ = read(word(paragraph("a&#xFFFD;b")))
    assert texts(document) == ["a\ufffdb"]
    assert isinstance(document.blocks[0], n.Para)


@pytest.mark.parametrize("kind", ["styles", "numbering", "footnotes", "endnotes", "comments"])
@pytest.mark.parametrize("broken", [b"", b"<w:broken", b"\x00\xff"])
def test_a_broken_part_beside_the_body_is_told_and_the_body_is_read(kind: str, broken: bytes) -> None:
    whole = word(paragraph("正文"), numbering=lists([]), footnotes=" ", endnotes=" ", comments=" ")
    data = rewritten(whole, lambda name, part: broken if name == f"word/{kind}.xml" else part)
    document, said = read(data)
    assert texts(document) == ["正文"]
    assert [found.code for found in said] == ["DF167"]
    assert kind in said[0].message


def test_a_part_that_is_named_but_missing_is_told() -> None:
    gone = '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    document, said = read(word(paragraph("正文"), relationships=gone + 'footnotes" Target="footnotes.xml"/>'))
    assert texts(document) == ["正文"]
    assert [found.message for found in said] == [
        "the footnotes of this file cannot be read: word/footnotes.xml is missing"
    ]
