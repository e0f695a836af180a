"""A DOCX on a template: what is kept of it, how roles find their styles, and what is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import judges
from docforge.model import nodes as n
from docxkit import W, Written, handout, item, para
from referencekit import (
    CHINESE,
    as_template,
    by_python_docx,
    changed,
    chinese,
    numbering_headings,
    on_template,
    with_letterhead,
)
from wordkit import NAMESPACES, level, lists, paragraph, word

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def style_named(written: Written, name: str) -> Any:
    (found,) = [each for each in written.find("//w:style", "styles") if each.find(f"{W}name").get(f"{W}val") == name]
    return found


def test_styles_are_found_by_name_whatever_their_identifiers() -> None:
    written = on_template(chinese(), n.Heading(1, (n.Text("总则"),)), para("正文。"))
    assert written.styles_of("总则") == ["1"]
    (added,) = [each.message for each in written.diagnostics if each.code == "DF745"]
    assert added.endswith(": Body Text")


def test_styles_of_the_template_are_kept_as_they_are() -> None:
    written = on_template(chinese(), para("正文。"))
    assert style_named(written, "heading 1").find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "黑体"
    (size,) = written.find("//w:docDefaults//w:sz/@w:val", "styles")
    assert size == "32"


def test_an_added_style_takes_face_and_size_from_the_template() -> None:
    written = on_template(chinese(), item(1, "甲"))
    added = style_named(written, "List Number")
    assert added.find(f"{W}basedOn").get(f"{W}val") == "a"
    assert added.find(f"{W}rPr") is None
    assert added.find(f"{W}pPr/{W}spacing").get(f"{W}line") is None


def test_an_added_style_of_another_size_is_as_much_smaller_as_in_the_theme() -> None:
    written = on_template(chinese(), n.Quote((para("引文。"),)))
    assert handout().size("quote") / handout().base_size == pytest.approx(0.95, abs=0.001)
    assert style_named(written, "Quote").find(f"{W}rPr/{W}sz").get(f"{W}val") == "30"  # 16 pt × 0.95, in half-points


def test_text_in_a_template_that_indents_by_characters_says_when_it_does_not() -> None:
    """An indent in characters goes before any length, so an item without one must say so."""
    written = on_template(chinese(), item(1, "甲"))
    (indent,) = style_named(written, "List Number").iter(f"{W}ind")
    assert indent.get(f"{W}firstLineChars") == "0"
    (indent,) = written.find("//w:abstractNum[1]/w:lvl[1]//w:ind", "numbering")
    assert (indent.get(f"{W}firstLineChars"), indent.get(f"{W}leftChars")) == ("0", None)


def test_where_styles_measure_from_the_left_in_characters_lengths_say_so_too() -> None:
    template = word("", styles=CHINESE.replace("firstLineChars", "leftChars"))
    (indent,) = style_named(on_template(template, item(1, "甲")), "List Number").iter(f"{W}ind")
    assert indent.get(f"{W}leftChars") == "0"


def test_running_text_that_normal_marks_already_gets_no_second_indent() -> None:
    written = on_template(chinese(), para("正文。"))
    (indent,) = style_named(written, "Body Text").iter(f"{W}ind")
    assert indent.get(f"{W}firstLineChars") == "200"


def test_running_text_that_nothing_marks_gets_the_indent_of_the_theme() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    written = on_template(word("", styles=styles), para("正文。"))
    (indent,) = style_named(written, "Body Text").iter(f"{W}ind")
    assert indent.get(f"{W}firstLineChars") == "200"


def test_a_role_can_take_a_style_of_another_name() -> None:
    written = on_template(chinese(), n.Quote((para("引文。"),)), styles={"quote": "公文引文"})
    assert written.styles_of("引文。") == ["af3"]
    assert "DF745" not in written.codes


def test_a_style_of_another_name_that_is_not_there_is_told_with_the_nearest() -> None:
    written = on_template(chinese(), n.Quote((para("引文。"),)), styles={"quote": "公文引用"})
    (found,) = [each for each in written.diagnostics if each.code == "DF616"]
    assert found.hint == 'did you mean "公文引文"?'


def test_an_identifier_that_the_template_uses_for_something_else_is_not_taken() -> None:
    styles = CHINESE + '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Price quoted"/></w:style>'
    written = on_template(word("", styles=styles), n.Quote((para("引文。"),)))
    assert written.styles_of("引文。") == ["Quote-2"]
    assert style_named(written, "Quote").get(f"{W}styleId") == "Quote-2"


def test_the_words_of_the_template_are_left_out() -> None:
    written = on_template(by_python_docx(), para("正文。"))
    assert written.texts() == ["正文。"]


def test_a_template_file_becomes_a_document() -> None:
    written = on_template(as_template(by_python_docx()), para("正文。"))
    assert b"template" not in written.member("[Content_Types].xml")
    assert written.texts() == ["正文。"]


def test_heads_and_feet_are_kept_with_their_pictures() -> None:
    written = on_template(by_python_docx(with_letterhead), para("正文。"))
    kinds = written.find("//w:sectPr/*[self::w:headerReference or self::w:footerReference]/@w:type")
    assert kinds == ["default", "first", "default"]
    heads = [name for name in written.names if name.startswith("word/header")]
    assert len(heads) == 2
    for name in heads:
        (picture,) = written.part(name).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
        assert picture is not None
        relations = written.member(name.replace("word/", "word/_rels/") + ".rels").decode()
        assert "image" in relations
    assert sum(name.endswith(".png") for name in written.names) == 2


def test_heads_that_an_earlier_section_has_hold_for_the_last_one() -> None:
    """Word leaves out what a section has from the one before it."""

    def two_sections(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "云岭公司"
        document.add_section()

    written = on_template(by_python_docx(two_sections), para("正文。"))
    assert written.find("//w:headerReference/@w:type") == ["default"]
    (head,) = [name for name in written.names if name.startswith("word/header")]
    assert "云岭公司" in written.member(head).decode()


def test_the_page_is_that_of_the_last_section_and_tables_keep_to_it() -> None:
    body = (
        '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="8000" w:h="12000"/>'
        '<w:pgMar w:top="900" w:right="800" w:bottom="900" w:left="1000" w:header="400" w:footer="400" w:gutter="200"/>'
        '<w:cols w:num="2" w:space="400"/></w:sectPr>'
    )
    row = n.Row((n.Cell((para("字" * 200),)), n.Cell((para("字" * 200),))))
    table = n.Table(columns=(n.Column(), n.Column()), bodies=(n.TableBody(rows=(row,)),))
    written = on_template(word(body, styles=CHINESE), table)
    assert written.find("//w:sectPr/w:pgSz/@w:w") == ["8000"]
    assert written.find("//w:sectPr/w:type") == []
    (width,) = written.find("//w:tbl/w:tblPr/w:tblW/@w:w")
    assert int(width) <= (8000 - 800 - 1000 - 200 - 400) // 2


def printed_by(written: Written, number: str) -> set[str]:
    """What the levels of a list print."""
    definition = written.find(f"//w:num[@w:numId={number}]/w:abstractNumId/@w:val", "numbering")[0]
    return set(written.find(f"//w:abstractNum[@w:abstractNumId={definition}]/w:lvl/w:lvlText/@w:val", "numbering"))


def labels(written: Written) -> list[tuple[str, str]]:
    """The definition and first number of each list that a paragraph is in, as the file has them."""
    found = []
    for number in written.find("//w:body//w:numPr/w:numId/@w:val"):
        (definition,) = written.find(f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val", "numbering")
        start = written.find(f"//w:num[@w:numId='{number}']//w:startOverride/@w:val", "numbering")
        found.append((definition, *start))
    return found


def test_a_list_of_the_template_that_prints_the_labels_is_gone_on_with() -> None:
    written = on_template(chinese(level(0, "decimal", "%1.")), item(1, "甲"), item(2, "乙"), item(1, "丙", run=2))
    assert labels(written) == [("1", "1"), ("1", "1"), ("1", "1")]
    assert len(set(written.find("//w:body//w:numPr/w:numId/@w:val"))) == 2
    assert "DF746" not in written.codes


def test_a_list_that_prints_other_labels_is_not() -> None:
    written = on_template(chinese(level(0, "decimal", "%1)")), item(1, "甲"))
    assert labels(written)[0][0] != "1"
    (found,) = [each.message for each in written.diagnostics if each.code == "DF746"]
    assert "List Number" in found


def test_chinese_numbers_of_other_formats_are_the_same_up_to_99() -> None:
    template = chinese(level(0, "japaneseCounting", "第%1条"))
    written = on_template(
        template,
        item(99, "甲", scheme="chinese:第{}条"),
        item(100, "乙", scheme="chinese:第{}条"),
    )
    (first, second) = labels(written)
    assert first == ("1", "99")
    assert second[0] != "1"


def test_the_indent_of_the_style_goes_before_that_of_its_list() -> None:
    indent = '<w:ind w:left="900" w:hanging="300"/>'
    written = on_template(chinese(level(0, "decimal", "%1.", left=420), more=indent), item(1, "甲"))
    (indent,) = written.find("//w:body//w:pPr/w:ind")
    assert (indent.get(f"{W}left"), indent.get(f"{W}hanging")) == ("900", "300")


def test_a_deeper_level_that_prints_the_levels_above_too_is_counted_by_an_own_list() -> None:
    template = chinese(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    inner = item(1, "内", scheme="decimal:{}.", run=0)
    written = on_template(template, item(1, "甲", inner))
    outer, inner_list = labels(written)
    assert outer[0] == "1"
    assert inner_list[0] != "1"


def test_a_heading_style_that_numbers_itself_prints_no_second_number() -> None:
    styles = CHINESE.replace(
        '<w:name w:val="heading 1"/><w:basedOn w:val="a"/>',
        '<w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    template = word("", styles=styles, numbering=lists([level(0, "chineseCounting", "第%1章")]))
    written = on_template(template, n.Heading(1, (n.Text("总则"),)))
    (silent,) = written.find("//w:body//w:numPr/w:numId/@w:val")
    assert printed_by(written, silent) == {""}
    (found,) = [each.message for each in written.diagnostics if each.code == "DF746"]
    assert "heading 1" in found


OUTLINE = ((1, "1 引言"), (2, "1.1 背景"), (2, "1.2 目的"), (1, "2 方法"), (2, "2.1 步骤"), (1, "附录"))


def test_headings_are_counted_by_lists_that_belong_to_the_styles_of_the_template(tmp_path: Path) -> None:
    headings = [n.Heading(level, (n.Text(words),), attr=n.Attr(id=words[:3])) for level, words in OUTLINE]
    numbered = CHINESE.replace(
        '<w:name w:val="heading 1"/><w:basedOn w:val="a"/>',
        '<w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    own = word("", styles=numbered, numbering=lists([level(0, "chineseCounting", "第%1章")]))
    plain = on_template(chinese(), *headings)
    assert plain.find("//w:style[@w:styleId='1']/w:pPr/w:numPr/w:ilvl/@w:val", "styles") == ["0"]
    assert plain.find("//w:lvl[w:pStyle/@w:val='1']/w:lvlText/@w:val", "numbering") == ["%1"]
    english = on_template(by_python_docx(), *headings)
    files = {"plain": plain, "numbered": on_template(own, *headings), "English": english}
    paths = [each.save(tmp_path / f"{name}.docx") for name, each in files.items()]
    printed = judges.libreoffice_texts(paths)
    for path in paths:
        lines = [" ".join(line.split()) for line in printed[path].splitlines() if line.strip()]
        assert lines == [words for _, words in OUTLINE], path.name
        assert not [*judges.ooxml_sdk(path), *judges.ooxml_integrity(path)], path.name


def test_the_language_is_that_of_the_document() -> None:
    styles = CHINESE.replace("<w:sz ", '<w:lang w:val="en-GB" w:eastAsia="ja-JP"/><w:sz ', 1)
    written = on_template(word("", styles=styles), para("正文。"))
    assert written.find("//w:lang/@w:eastAsia", "styles") == ["zh-CN"]


def test_settings_of_pages_and_compatibility_are_kept_and_those_of_its_own_text_are_not() -> None:
    settings = (
        "<w:trackRevisions/><w:defaultTabStop w:val='333'/><w:evenAndOddHeaders/>"
        "<w:characterSpacingControl w:val='doNotCompress'/><w:updateFields/>"
        "<w:compat><w:compatSetting w:name='compatibilityMode' "
        "w:uri='http://schemas.microsoft.com/office/word' w:val='14'/></w:compat><w:docVars/>"
    )

    def change(document: Any) -> None:
        from docx.oxml import parse_xml

        root = document.settings.element
        for child in list(root):
            root.remove(child)
        root.extend(parse_xml(f'<w:settings xmlns:w="{W[1:-1]}">{settings}</w:settings>'))

    written = on_template(by_python_docx(change), para("正文。"))
    names = [each.tag.removeprefix(W) for each in written.part("settings")]
    assert not {"trackRevisions", "updateFields", "docVars"} & set(names)
    assert {"defaultTabStop", "evenAndOddHeaders", "compat", "footnotePr", "noLineBreaksBefore"} <= set(names)
    assert written.find("//w:characterSpacingControl/@w:val", "settings") == ["compressPunctuation"]
    assert written.find("//w:compatSetting/@w:val", "settings") == ["14"]


@pytest.mark.parametrize("make", [by_python_docx, lambda: word(paragraph("旧文"), styles=CHINESE)])
def test_the_same_document_on_the_same_template_is_the_same_bytes(make: Any) -> None:
    template = make()
    assert (
        on_template(template, item(1, "甲"), para("乙")).data == on_template(template, item(1, "甲"), para("乙")).data
    )


HEADINGS = tuple(
    n.Heading(depth, (n.Text(words),), attr=n.Attr(id=f"h{place}"))
    for place, (depth, words) in enumerate(((1, "第1章 引言"), (2, "1.1 背景"), (2, "1.2 目的"), (1, "第3章 方法")))
)


def test_headings_that_the_template_numbers_as_the_text_are_numbered_by_it() -> None:
    written = on_template(numbering_headings("第%1章", "%1.%2"), *HEADINGS)
    assert written.texts() == ["引言", "背景", "目的", "方法"]
    (restarted,) = written.find("//w:body//w:numPr/w:numId/@w:val")  # 3 after 1 begins anew
    (definition,) = written.find(f"//w:num[@w:numId='{restarted}']/w:abstractNumId/@w:val", "numbering")
    assert definition == "1"
    assert "DF746" not in written.codes


def test_headings_that_the_template_numbers_otherwise_are_numbered_as_the_text() -> None:
    written = on_template(numbering_headings("第%1章", "%1-%2"), *HEADINGS)
    numbers = written.find("//w:body//w:numPr/w:numId/@w:val")
    assert len(numbers) == 4
    for number in numbers:
        (definition,) = written.find(f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val", "numbering")
        assert definition != "1"
    assert "DF746" in written.codes


def test_styles_based_on_a_heading_that_gets_numbers_have_none() -> None:
    """Pandoc's TOC Heading is based on its heading 1."""
    styles = CHINESE + (
        '<w:style w:type="paragraph" w:styleId="TOC"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/></w:style>'
    )
    chapters = [
        n.Heading(1, (n.Text(words),), attr=n.Attr(id=f"h{place}"))
        for place, words in enumerate(("第一章 甲", "第二章 乙"))
    ]
    written = on_template(word("", styles=styles), n.Contents(), *chapters)
    (number,) = style_named(written, "TOC Heading").findall(f"{W}pPr/{W}numPr/{W}numId")
    assert printed_by(written, number.get(f"{W}val")) == {""}


def test_mention_of_styles_that_are_nowhere_is_left_out() -> None:
    """Pandoc's Table is based on Normal Table, which it does not have."""
    styles = CHINESE + (
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/><w:next w:val="z"/>'
        "</w:style>"
    )
    written = on_template(word("", styles=styles), para("正文。"))
    found = style_named(written, "x")
    assert found.find(f"{W}basedOn") is None
    assert found.find(f"{W}next") is None


def test_text_that_the_template_indents_is_left_where_it_is() -> None:
    styles = CHINESE + (
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Body Text"/><w:pPr><w:ind w:left="700"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:ind w:left="300"/></w:pPr></w:style>'
    )
    written = on_template(word("", styles=styles), n.Heading(2, (n.Text("题"),)), para("正文。"))
    assert written.find("//w:body//w:ind") == []


def test_a_heading_in_a_list_of_its_own_stands_where_its_style_says() -> None:
    template = changed(
        numbering_headings("第%1节"),
        "word/styles.xml",
        lambda text: text.replace("</w:numPr>", '</w:numPr><w:ind w:left="300"/>'),
    )
    written = on_template(template, n.Heading(1, (n.Text("前言"),), attr=n.Attr(id="h")))
    assert written.find("//w:body//w:ind/@w:left") == ["300"]


def test_vertical_lines_are_those_of_the_template() -> None:
    body = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:textDirection w:val="tbRl"/></w:sectPr>'
    written = on_template(word(body, styles=CHINESE), para("2024年"))
    assert written.find("//w:sectPr/w:textDirection/@w:val") == ["tbRl"]
    (found,) = [each.message for each in written.diagnostics if each.code == "DF748"]
    assert found == "the page is the template's (210 × 297 mm, vertical lines), not the theme's (210 × 297 mm)"


def test_a_heading_in_a_style_that_is_none_says_its_level() -> None:
    written = on_template(chinese(), n.Heading(2, (n.Text("题"),)), styles={"heading-2": "公文引文"})
    assert written.styles_of("题") == ["af3"]
    assert written.find("//w:body//w:outlineLvl/@w:val") == ["1"]


def test_text_in_a_style_that_is_a_heading_says_that_it_is_none() -> None:
    styles = CHINESE.replace(
        '<w:name w:val="公文引文"/>', '<w:name w:val="公文引文"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    )
    template = word("", styles=styles)
    written = on_template(
        template, n.Quote((para("引文。"),)), n.Heading(1, (n.Text("题"),)), styles={"quote": "公文引文"}
    )
    assert written.find("//w:body//w:outlineLvl/@w:val") == ["9"]


def test_the_faces_of_a_theme_go_by_the_language_of_the_document() -> None:
    """python-docx's template would set Chinese in the Japanese face of its theme."""
    written = on_template(by_python_docx(), para("正文。"))
    assert written.find("//w:themeFontLang/@w:eastAsia", "settings") == ["zh-CN"]
    written = on_template(by_python_docx(), para("Text."), lang="en")
    assert written.find("//w:themeFontLang/@w:eastAsia", "settings") == ["ja-JP"]


def test_embedded_faces_and_pictures_of_bullets_are_kept() -> None:
    kinds = {
        "fontTable": ("fonts/font1.odttf", b"face", "font"),
        "numbering": ("media/dot.png", PNG, "image"),
    }
    relations = {
        f"word/_rels/{part}.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId7" Target="{target}" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
        ).encode()
        for part, (target, _, kind) in kinds.items()
    }
    fonts = f'<w:fonts {NAMESPACES}><w:font w:name="家"><w:embedRegular r:id="rId7"/></w:font></w:fonts>'.encode()
    bullet = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata r:id="rId7"/></v:shape></w:pict>'
        "</w:numPicBullet>"
    )
    link = (
        '<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" '
        'Target="fontTable.xml"/>'
    )
    members = {"word/fontTable.xml": fonts, **relations, **{f"word/{name}": data for name, data, _ in kinds.values()}}
    template = word("", styles=CHINESE, numbering=bullet, relationships=link, members=members)
    written = on_template(template, n.Quote((para("引文。"),)))
    for part, (_, data, _) in kinds.items():
        (target,) = written.part(f"word/_rels/{part}.xml.rels")
        assert written.member(f"word/{target.get('Target')}") == data
    assert written.find("//w:embedRegular/@r:id", "fontTable") == ["rId7"]
