"""Word files: what their paragraphs, runs, lists, fields and changes become."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from wordkit import level, lists, paragraph, read, run, texts, word


def inlines(body: str, **parts: str) -> n.Inlines:
    """The content of the only paragraph."""
    document, _ = read(word(f"<w:p>{body}</w:p>", **parts))
    (block,) = document.blocks
    assert isinstance(block, n.Para)
    return block.content


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def markers(document: n.Document) -> list[str]:
    return [item.marker for found in find(document.blocks, n.Ordered) for item in found.items]


# ---------------------------------------------------------------- runs


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ("<w:b/>", n.Strong),
        ("<w:i/>", n.Emph),
        ('<w:u w:val="single"/>', n.Underline),
        ("<w:strike/>", n.Strike),
        ('<w:vertAlign w:val="superscript"/>', n.Superscript),
        ('<w:vertAlign w:val="subscript"/>', n.Subscript),
        ("<w:smallCaps/>", n.SmallCaps),
    ],
)
def test_formatting_with_a_meaning_is_kept(properties: str, kind: type[n.Inline]) -> None:
    first, second, last = inlines(run("前") + run("中", properties) + run("后"))
    assert type(second) is kind
    assert [inline_text((node,)) for node in (first, second, last)] == ["前", "中", "后"]


def test_a_property_that_is_switched_off_is_no_property() -> None:
    assert inlines(run("字", '<w:b w:val="0"/>')) == (n.Text("字", at=n.Position(1, 1)),)


def test_runs_with_the_same_marks_are_one_node() -> None:
    (node,) = inlines(run("重", "<w:b/>") + run("点", "<w:b/>"))
    assert isinstance(node, n.Strong)
    assert inline_text((node,)) == "重点"


@pytest.mark.parametrize(
    ("word_mark", "mark"),
    [("dot", "dot over"), ("underDot", "dot under"), ("comma", "sesame"), ("circle", "open-circle")],
)
def test_emphasis_marks_keep_their_shape_and_side(word_mark: str, mark: str) -> None:
    (node,) = inlines(run("大切", f'<w:em w:val="{word_mark}"/>'))
    assert isinstance(node, n.Emph)
    assert node.mark == mark


def test_red_text_has_a_colour_role_and_marked_text_is_marked() -> None:
    red, marked = inlines(run("红", '<w:color w:val="FF0000"/>') + run("黄", '<w:highlight w:val="yellow"/>'))
    assert isinstance(red, n.Span)
    assert red.attr.classes == ("color", "color-red")
    assert isinstance(marked, n.Span)
    assert marked.attr.classes == ("mark",)


def test_readings_of_single_characters_are_one_mono_ruby() -> None:
    def ruby(base: str, above: str) -> str:
        return f"<w:r><w:ruby><w:rt>{run(above)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"

    (node,) = inlines(ruby("東", "とう") + ruby("京", "きょう"))
    assert node == n.Ruby(pairs=(("東", "とう"), ("京", "きょう")), kind="mono", at=n.Position(1, 1))


def test_a_phonetic_guide_of_old_word_is_a_ruby() -> None:
    equation = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
    equation += r'EQ \* jc2 \* "Font:MS Mincho" \* hps10 \o\ad(\s\up 9(かんじ),漢字)'
    equation += '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    (node,) = inlines(equation)
    assert isinstance(node, n.Ruby)
    assert node.pairs == (("漢字", "かんじ"),)


def test_numbers_upright_in_vertical_lines_and_two_small_lines_are_spans() -> None:
    upright, small = inlines(
        run("12", '<w:eastAsianLayout w:id="1" w:vert="1"/>')
        + run("割注", '<w:eastAsianLayout w:id="2" w:combine="1"/>')
    )
    assert isinstance(upright, n.Span)
    assert isinstance(small, n.Span)
    assert (upright.attr.classes, small.attr.classes) == (("tcy",), ("warichu",))


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    first, line_end, last = inlines("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:br/><w:t>c</w:t><w:tab/></w:r>")
    assert inline_text((first,)) == "a\u2011b"
    assert isinstance(line_end, n.Break)
    assert line_end.hard
    assert inline_text((last,)) == "c\t"


def test_a_symbol_face_without_unicode_is_told() -> None:
    document, said = read(word('<w:p><w:r><w:sym w:font="Webdings" w:char="F0FC"/></w:r></w:p>'))
    assert [found.code for found in said] == ["DF165"]
    assert texts(document) == ["\uf0fc"]


# ---------------------------------------------------------------- lists


LAW = lists(
    [
        level(0, "chineseCountingThousand", "第%1条"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3."),
    ]
)


def test_labels_are_what_word_prints_and_levels_lie_within_each_other() -> None:
    rows = [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 0)]
    document, _ = read(word("".join(paragraph(text, list_=(1, depth)) for text, depth in rows), numbering=LAW))
    (outer,) = document.blocks
    assert isinstance(outer, n.Ordered)
    assert [item.marker for item in outer.items] == ["第一条", "第二条"]
    assert markers(document) == ["第一条", "第二条", "（一）", "（二）", "1.", "2."]


def test_legal_numbers_are_in_digits_whatever_the_level_above_is() -> None:
    inner = level(1, "decimal", "%1.%2").replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    numbered = lists([level(0, "chineseCounting", "第%1章"), inner])
    body = paragraph("甲", list_=(1, 0)) + paragraph("乙", list_=(1, 1))
    assert markers(read(word(body, numbering=numbered))[0]) == ["第一章", "1.1"]


def test_a_way_of_counting_that_is_not_known_is_told_once() -> None:
    hebrew = lists([level(0, "hebrew1", "%1.")])
    document, said = read(word(paragraph("甲", list_=(1, 0)) + paragraph("乙", list_=(1, 0)), numbering=hebrew))
    assert markers(document) == ["1.", "2."]
    assert [(found.code, found.line) for found in said] == [("DF167", 1)]


def test_a_list_that_restarts_begins_again() -> None:
    one = lists([level(0, "decimal", "%1.")], restarts={2: (1, 1)})
    body = "".join(paragraph(text, list_=(number, 0)) for text, number in (("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2)))
    document, _ = read(word(body, numbering=one))
    assert markers(document) == ["1.", "2.", "1.", "2."]
    assert len(document.blocks) == 2


def test_what_stands_under_an_items_text_belongs_to_it() -> None:
    indented = '<w:ind w:left="420"/>'
    body = (
        paragraph("甲", list_=(1, 0))
        + paragraph("补充", more=indented)
        + paragraph("乙", list_=(1, 0))
        + paragraph("外")
    )
    document, _ = read(word(body, numbering=lists([level(0, "decimal", "%1.")])))
    ordered, after = document.blocks
    assert isinstance(ordered, n.Ordered)
    assert [block_text(item.blocks) for item in ordered.items] == ["甲\n补充", "乙"]
    assert block_text((after,)) == "外"


def test_a_numbered_heading_has_its_number_in_its_words() -> None:
    numbered = lists([level(0, "chineseCounting", "第%1章")])
    document, _ = read(word(paragraph("总则", "heading1", list_=(1, 0)), numbering=numbered))
    (heading,) = document.blocks
    assert isinstance(heading, n.Heading)
    assert inline_text(heading.content) == "第一章 总则"


def test_letters_under_a_question_are_its_options() -> None:
    both = lists([level(0, "decimal", "%1."), level(1, "upperLetter", "%2.")])
    body = paragraph("选一个：", list_=(1, 0)) + "".join(paragraph(text, list_=(1, 1)) for text in ("山", "水", "风"))
    document, _ = read(word(body, numbering=both), ReadOptions(lang="zh-Hans"))
    assert texts(document) == ["选一个：", "A. 山", "B. 水", "C. 风"]


def test_bullets_are_bullets_and_boxes_are_tasks() -> None:
    both = lists([level(0, "bullet", "•")], [level(0, "bullet", "☐")])
    document, _ = read(word(paragraph("甲", list_=(1, 0)) + paragraph("乙", list_=(2, 0)), numbering=both))
    (block,) = document.blocks
    assert isinstance(block, n.Bullets)
    assert [item.checked for item in block.items] == [None, False]


# ---------------------------------------------------------------- blocks


def test_title_quotation_and_code_are_what_their_styles_say() -> None:
    body = paragraph("题目", "Title") + paragraph("引文", "Quote") + paragraph("续", "Quote")
    body += paragraph("a = 1", "SourceCode") + paragraph("b = 2", "SourceCode")
    document, _ = read(word(body))
    quote, code = document.blocks
    assert inline_text(document.title) == "题目"
    assert isinstance(quote, n.Quote)
    assert len(quote.blocks) == 2
    assert code == n.CodeBlock(text="a = 1\nb = 2", at=n.Position(4, 1))


def test_a_style_that_is_based_on_a_heading_is_one() -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="我的标题"/><w:basedOn w:val="h"/></w:style>'
    )
    document, _ = read(word(paragraph("节", "x"), styles=own))
    (heading,) = document.blocks
    assert isinstance(heading, n.Heading)
    assert heading.level == 2


def test_styles_that_are_based_on_each_other_end() -> None:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("a", "b"), ("b", "a"))
    )
    document, _ = read(word(paragraph("文", "a"), styles=ring))
    assert texts(document) == ["文"]


def test_cells_go_over_columns_and_rows() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("题", '<w:gridSpan w:val="2"/>'),
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("1"),
        cell("", "<w:vMerge/>") + cell("2"),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    document, _ = read(word(paragraph("表 1　人数", "caption") + table))
    (block,) = document.blocks
    assert isinstance(block, n.Table)
    assert block_text(block.caption.blocks) == "表 1　人数"
    (head,) = block.head.rows
    assert [(cell.columns, cell.rows) for cell in head.cells] == [(2, 1)]
    assert [[(block_text(cell.blocks), cell.rows) for cell in row.cells] for row in block.bodies[0].rows] == [
        [("甲", 2), ("1", 1)],
        [("2", 1)],
    ]


def test_a_picture_is_taken_along_with_its_words_and_caption() -> None:
    data = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(data, "PNG")
    link = '<Relationship Id="p" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    drawing = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="一块红"/><a:graphic><a:graphicData uri="x">'
        '<a:blip r:embed="p"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    body = f"<w:p><w:r>{drawing}</w:r></w:p>" + paragraph("图 1　红", "caption")
    whole = word(body, relationships=link + 'Target="media/a.png"/>', members={"word/media/a.png": data.getvalue()})
    document, said = read(whole)
    (figure,) = document.blocks
    assert not said
    assert isinstance(figure, n.Figure)
    (image,) = find((figure,), n.Image)
    assert image.url == "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()
    assert inline_text(image.content) == "一块红"
    assert block_text(figure.caption.blocks) == "图 1　红"


def test_the_text_of_a_box_follows_its_paragraph() -> None:
    box = f"<v:shape><v:textbox><w:txbxContent>{paragraph('框里')}</w:txbxContent></v:textbox></v:shape>"
    document, said = read(word(f"<w:p>{run('框外')}<w:r><w:pict>{box}</w:pict></w:r></w:p>"))
    assert texts(document) == ["框外", "框里"]
    assert not said


def test_a_content_control_is_read_through() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件里')}</w:sdtContent></w:sdt>"
    inside = f"<w:p><w:sdt><w:sdtContent>{run('行内')}</w:sdtContent></w:sdt></w:p>"
    assert texts(read(word(control + inside))[0]) == ["控件里", "行内"]


def test_an_empty_paragraph_with_a_border_is_a_rule() -> None:
    line = '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr></w:pPr></w:p>'
    document, _ = read(word(paragraph("上") + line + paragraph("下")))
    assert [type(block) for block in document.blocks] == [n.Para, n.Rule, n.Para]


# ---------------------------------------------------------------- notes, fields, formulas


def test_notes_stand_in_the_order_of_their_calls_without_their_numbers() -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + text)}</w:p></w:footnote>'
        for number, text in ((2, "二"), (3, "三"))
    )
    document, said = read(word(f"<w:p>{run('文')}{call.format(3)}{call.format(2)}</w:p>", footnotes=notes))
    assert not said
    assert [block_text(note) for note in document.notes.values()] == ["三", "二"]
    assert [call.to for call in find(document.blocks, n.NoteRef)] == list(document.notes)


def test_a_reference_shows_its_result_and_leads_to_the_bookmark() -> None:
    marked = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + run("目标") + '<w:bookmarkEnd w:id="1"/>'
    number = field("REF _Ref1 \\n \\h", run("3"))
    body = f"<w:p>{marked}</w:p><w:p>{run('见第')}{number}{run('段')}</w:p>"
    document, _ = read(word(body))
    target, reference = document.blocks
    assert isinstance(target, n.Para)
    assert target.attr.id == "_Ref1"
    assert block_text((reference,)) == "见第3段"
    (link,) = find((reference,), n.Link)
    assert link.url == "#_Ref1"


def test_a_table_of_contents_is_made_anew() -> None:
    opening = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-2" \\h</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{opening}{run('一 1')}</w:p><w:p>{run('二 2')}{end}</w:p>{paragraph('正文')}"
    document, said = read(word(body))
    assert [type(block) for block in document.blocks] == [n.Contents, n.Para]
    assert document.blocks[0] == n.Contents(depth=2, at=n.Position(1, 1))
    assert not said


def test_a_link_may_be_an_element_or_a_field() -> None:
    relation = (
        '<Relationship Id="u" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://notes.example/" TargetMode="External"/>'
    )
    one = f'<w:hyperlink r:id="u">{run("甲")}</w:hyperlink>'
    other = field('HYPERLINK "https://b.example/"', run("乙"))
    document, _ = read(word(f"<w:p>{one}{other}</w:p>", relationships=relation))
    assert [(link.url, inline_text(link.content)) for link in find(document.blocks, n.Link)] == [
        ("https://notes.example/", "甲"),
        ("https://b.example/", "乙"),
    ]


def begun(instruction: str, data: str = "") -> str:
    """A field without a result."""
    begin = f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>'
    return (
        f"<w:r>{begin}</w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(("state", "sign"), [('<w:default w:val="0"/>', "☐"), ("<w:checked/>", "☑")])
def test_a_box_to_tick_is_a_sign(state: str, sign: str) -> None:
    ticked = begun("FORMCHECKBOX", f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>")
    assert inline_text(inlines(ticked + run("同意"))) == f"{sign}同意"


def test_a_field_without_a_result_is_told_unless_it_shows_nothing() -> None:
    _, said = read(word(f"<w:p>{begun('= 3+4')}{begun('XE &quot;词&quot;')}{run('文')}</w:p>"))
    assert [found.message for found in said] == ["a field without a result is left out: = 3+4"]


def test_a_formula_is_mathml_with_a_line_of_its_own() -> None:
    part = "<m:r><m:t>{}</m:t></m:r>"
    fraction = f"<m:f><m:num>{part.format('s')}</m:num><m:den>{part.format('v')}</m:den></m:f>"
    (node,) = inlines(f"<m:oMath>{part.format('t=')}{fraction}</m:oMath>")
    assert isinstance(node, n.Math)
    assert node.text == "t=s/v"
    assert "<mfrac><mrow><mi>s</mi></mrow><mrow><mi>v</mi></mrow></mfrac>" in node.mathml


# ---------------------------------------------------------------- changes

CHANGED = (
    f'<w:p>{run("留")}<w:ins w:id="1" w:author="李" w:date="2024-05-01T00:00:00Z">{run("加")}</w:ins>'
    '<w:del w:id="2" w:author="李"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
)


@pytest.mark.parametrize(("track", "text"), [("accept", "留加"), ("reject", "留删"), ("all", "留加删")])
def test_tracked_changes_become_what_is_asked(track: str, text: str) -> None:
    document, said = read(word(CHANGED), ReadOptions(track=track))  # type: ignore[arg-type] (a name of Literal)
    assert texts(document) == [text]
    assert [found.code for found in said] == ["DF163"]


def test_marked_changes_name_their_author() -> None:
    document, _ = read(word(CHANGED), ReadOptions(track="all"))
    added, gone = find(document.blocks, n.Span)
    assert (added.attr.classes, dict(added.attr.pairs)["author"]) == (("insertion",), "李")
    assert gone.attr.classes == ("deletion",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="李"/></w:rPr>'
    assert texts(read(word(paragraph("前半", more=gone) + paragraph("后半")))[0]) == ["前半后半"]


def test_comments_are_listed_by_paragraph() -> None:
    comment = f'<w:comment w:id="0" w:author="王">{paragraph("请核对")}</w:comment>'
    document, _ = read(
        word(paragraph("一") + f'<w:p><w:commentRangeStart w:id="0"/>{run("二")}</w:p>', comments=comment)
    )
    listed = document.meta["comments"]
    assert isinstance(listed, n.MetaList)
    (first,) = listed.items
    assert isinstance(first, n.MetaMap)
    assert {key: getattr(value, "text", "") for key, value in first.items.items()} == {
        "author": "王",
        "text": "请核对",
        "paragraph": "2",
        "words": "二",
    }
