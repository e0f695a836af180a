"""One thing changed in one file is always found, and named precisely."""

from __future__ import annotations

import io
import random
import re

import pytest
from lxml import etree

import tampering
from tampering import W, member, rezip

TAMPER = {"docx": tampering.tamper_docx, "epub": tampering.tamper_epub, "pdf": tampering.tamper_pdf}


@pytest.mark.parametrize("kind", TAMPER)
@pytest.mark.parametrize("seed", range(40))
def test_one_changed_character_anywhere_is_found(everything, kind, seed):
    assert everything.errors(kind, TAMPER[kind](everything.files[kind], random.Random(seed)))


@pytest.mark.parametrize("kind", TAMPER)
def test_one_changed_character_in_many_pages_is_found(pages, kind):
    for seed in range(3):
        assert pages.errors(kind, TAMPER[kind](pages.files[kind], random.Random(seed)))


def said(errors):
    return [(item.code, item.message) for item in errors]


def test_a_changed_character_in_an_epub_is_named_with_paragraph_place_and_surroundings(everything):
    [(code, message)] = said(everything.errors("epub", edit_page(everything, "延续的一段", "延读的一段")))
    assert code == "DF802"
    assert message == (
        "paragraph “延续的一段。” differs at character 2 (EPUB/c001.xhtml): “延[读]的一段。”, "
        "in the document “延[续]的一段。”"
    )


def edit_page(handout, old, new, name="EPUB/c001.xhtml"):
    """The handout's EPUB with one replacement in a member."""
    text = member(handout.files["epub"], name).decode()
    assert old in text
    return rezip(handout.files["epub"], {name: text.replace(old, new).encode()})


def edit_docx(data, change, part="word/document.xml"):
    root = etree.fromstring(member(data, part))
    change(root)
    return rezip(data, {part: etree.tostring(root)})


def test_a_changed_character_in_a_word_file_is_named(everything):
    def change(root):
        text = next(element for element in root.iter(W + "t") if "子项一" in (element.text or ""))
        text.text = "子项乙"

    [(code, message)] = said(everything.errors("docx", edit_docx(everything.files["docx"], change)))
    assert code == "DF802"
    assert message.startswith("s1p2.1 differs at character 3")


def test_a_lost_character_of_a_footnote_is_named(everything):
    def change(root):
        text = next(element for element in root.iter(W + "t") if "注二" in (element.text or ""))
        text.text = "二"

    errors = said(everything.errors("docx", edit_docx(everything.files["docx"], change, "word/footnotes.xml")))
    assert {code for code, _ in errors} == {"DF807"}
    assert errors[0][1].startswith("s1p2, note 2 differs at character 1")


def test_a_changed_start_of_a_list_changes_labels(everything):
    def change(root):
        start = next(root.iter(W + "startOverride"))
        start.set(W + "val", str(int(start.get(W + "val")) + 4))

    errors = said(everything.errors("docx", edit_docx(everything.files["docx"], change, "word/numbering.xml")))
    assert errors
    assert {code for code, _ in errors} == {"DF801"}


def test_a_deleted_bookmark_is_named(everything):
    def change(root):
        mark = next(element for element in root.iter(W + "bookmarkStart") if element.get(W + "name") == "_df_s2p1")
        mark.getparent().remove(mark)

    [(code, message)] = said(everything.errors("docx", edit_docx(everything.files["docx"], change)))
    assert (code, message) == ("DF806", "s2p1: the address s2p1 is missing")


def test_a_bookmark_moved_to_another_paragraph_is_named(everything):
    def change(root):
        marks = {element.get(W + "name"): element for element in root.iter(W + "bookmarkStart")}
        marks["_df_s2p1"].set(W + "name", "x")
        marks["_df_s1p1"].addnext(etree.Element(W + "bookmarkStart", {W + "id": "9999", W + "name": "_df_s2p1"}))

    [(code, message)] = said(everything.errors("docx", edit_docx(everything.files["docx"], change)))
    assert (code, message) == ("DF806", "s2p1: the address s2p1 leads to another place")


def test_swapped_paragraphs_are_named(everything):
    def change(root):
        first, second = (
            next(element for element in root.iter(W + "p") if text in "".join(element.itertext()))
            for text in ("引文一", "引文二")
        )
        second.addnext(first)

    errors = said(everything.errors("docx", edit_docx(everything.files["docx"], change)))
    assert [code for code, _ in errors] == ["DF805"]
    assert "引文" in errors[0][1]


def test_a_deleted_and_an_added_paragraph_are_named(everything):
    gone = edit_page(everything, "<p>引文一</p>", "")
    assert said(everything.errors("epub", gone)) == [("DF803", "paragraph “引文一” is missing: “引文一”")]
    more = edit_page(everything, "<p>引文一</p>", "<p>引文一</p><p>别人的话，写在中间。</p>")
    [(code, message)] = said(everything.errors("epub", more))
    assert code == "DF804"
    assert "别人的话" in message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('<span class="no" id="s1p1">1.</span>', '<span class="no" id="s1p1">2.</span>', "DF801"),
        ('id="s1p1"', 'id="other"', "DF806"),
        ("<rt>かん</rt>", "<rt>かし</rt>", "DF810"),
        ('alt="替代文字"', 'alt="别的文字"', "DF811"),
        ('href="https://example.org/', 'href="https://example.com/', "DF808"),
        ('lang="ko" xml:lang="ko"', 'lang="ja" xml:lang="ja"', "DF809"),
        ("注一的", "注一之", "DF807"),
        ('class="df-heading-2" id="sec2">第二节</h3>', 'class="df-heading-2" id="sec2">第二节</h3><h6>x</h6>', "DF804"),
    ],
)
def test_what_stands_beside_the_text_is_compared_too(everything, old, new, code):
    errors = said(everything.errors("epub", edit_page(everything, old, new)))
    assert code in {found for found, _ in errors}


def test_a_heading_of_another_level_is_found(everything):
    changed = edit_page(everything, '<h3 class="df-heading-2" id="sec2">第二节</h3>', '<h4 id="sec2">第二节</h4>')
    assert [code for code, _ in said(everything.errors("epub", changed))] == ["DF814"]


def test_a_changed_title_language_or_outline_is_found(everything):
    data = everything.files["epub"]
    title = edit_page(everything, "标题：验证</dc:title>", "标题</dc:title>", "EPUB/content.opf")
    assert [code for code, _ in said(everything.errors("epub", title))] == ["DF812"]
    package = member(data, "EPUB/content.opf").decode()
    lang = rezip(data, {"EPUB/content.opf": re.sub(r"(<dc:language[^>]*>)zh-Hans<", r"\1ja<", package).encode()})
    assert "DF809" in {code for code, _ in said(everything.errors("epub", lang))}
    outline = edit_page(everything, "第二节", "第三节", "EPUB/nav.xhtml")
    assert [code for code, _ in said(everything.errors("epub", outline))] == ["DF813"]


def test_a_changed_character_map_of_a_pdf_is_found(everything):
    """The glyphs stay, but what is copied out of the page is another text."""
    import pikepdf

    with pikepdf.open(io.BytesIO(everything.files["pdf"])) as pdf:
        changed = 0
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                stream = thing["/ToUnicode"]
                old = stream.read_bytes()
                fresh = old.replace(b"<7eed>", b"<8bfb>")  # 续 → 读
                changed += fresh != old
                stream.write(fresh)
        assert changed
        out = io.BytesIO()
        pdf.save(out)
    errors = said(everything.errors("pdf", out.getvalue()))
    assert [code for code, _ in errors] == ["DF802"]
    assert "[读]" in errors[0][1]
    assert "[续]" in errors[0][1]


def test_a_moved_destination_of_a_pdf_is_found(everything):
    import pikepdf

    with pikepdf.open(io.BytesIO(everything.files["pdf"])) as pdf:
        names = pdf.Root.Names.Dests.Names
        for place in range(0, len(names), 2):
            if str(names[place]) == "s1p1":
                names[place + 1][3] = names[place + 1][3] - 60
        out = io.BytesIO()
        pdf.save(out)
    errors = said(everything.errors("pdf", out.getvalue()))
    assert ("DF806", "s1p1: the address s1p1 leads to another place") in errors


def test_text_drawn_outside_the_structure_of_a_pdf_is_found(everything):
    import pikepdf

    with pikepdf.open(io.BytesIO(everything.files["pdf"])) as pdf:
        page = pdf.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        extra = f"BT {font} 12 Tf 50 50 Td <00410042> Tj ET".encode()
        page.contents_add(extra)
        out = io.BytesIO()
        pdf.save(out)
    assert [code for code, _ in said(everything.errors("pdf", out.getvalue()))] == ["DF823"]


def test_text_in_a_drawing_of_a_word_file_is_not_overlooked(everything):
    def change(root):
        body = root.find(W + "body")
        shape = f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:pict><w:t>藏在图里</w:t></w:pict></w:r></w:p>'
        body.insert(0, etree.fromstring(shape))

    errors = said(everything.errors("docx", edit_docx(everything.files["docx"], change)))
    assert [code for code, _ in errors] == ["DF823"]
    assert "藏在图里" in errors[0][1]


def test_a_tracked_insertion_in_a_word_file_is_text(everything):
    def change(root):
        run = next(element for element in root.iter(W + "r") if "子项一" in "".join(element.itertext()))
        inserted = etree.fromstring(f'<w:ins xmlns:w="{W[1:-1]}" w:id="1"><w:r><w:t>插入</w:t></w:r></w:ins>')
        run.addnext(inserted)

    errors = said(everything.errors("docx", edit_docx(everything.files["docx"], change)))
    assert [code for code, _ in errors] == ["DF802"]
