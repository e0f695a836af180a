"""The package: the same bytes every time, no trace of the tools, and the settings that CJK text needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

import judges
from docforge import resources
from docforge.model import nodes as n
from docforge.passes import run_all
from docforge.protocols import PassOptions, ReadOptions, WriteContext
from docforge.readers.markdown import READER
from docforge.theme.load import parse
from docforge.theme.spec import Line
from docforge.theme.word import cjk_language, word_language
from docforge.theme.word_styles import word_theme
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from docxkit import W, handout, item, para, write

SCRIPT = """
import hashlib, sys
sys.path.insert(0, "tests")
from docxkit import item, para, write
from docforge.model import nodes as n
written = write(
    n.Contents(), n.Heading(1, (n.Text("题"),), attr=n.Attr(id="a")), item(1, "甲", address="s1p1"), item(3, "乙"),
    n.Para((n.Link((n.Text("外"),), "https://a.example"), n.NoteRef("x"))), lang="ja", title="题", epoch=86400,
    notes={"x": (para("注"),)})
print(hashlib.sha256(written.data).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_process(root: Path) -> None:
    def digest(**environment: str) -> str:
        settings = {**os.environ, **environment}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=root, env=settings, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    first = digest(PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    assert len(first) == 64
    assert digest(PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C") == first


def test_the_bytes_do_not_depend_on_what_was_written_before() -> None:
    def once() -> bytes:
        return write(item(1, "甲"), n.Table((n.Column(),), (n.TableBody((n.Row((n.Cell((para("格"),)),)),)),))).data

    first = once()
    write(item(5, "别的"), lang="ko", title="다른")
    assert once() == first


def test_the_archive_is_in_order_and_undated() -> None:
    archive = zipfile.ZipFile(BytesIO(write(para("甲")).data))
    names = archive.namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_tells_of_the_tool_or_the_hour() -> None:
    written = write(para("甲"), title="题")
    archive = zipfile.ZipFile(BytesIO(written.data))
    everything = b"".join(archive.read(name) for name in written.names)
    assert b"python-docx" not in everything
    assert b"thumbnail" not in everything
    assert b"dcterms:created" not in everything


def test_properties_come_from_the_document_and_dates_from_the_epoch() -> None:
    author = n.MetaList((n.MetaString("甲"), n.MetaString("乙")))
    meta = {"author": author, "keywords": n.MetaString("词"), "description": n.MetaString("述")}
    core = write(title="题 & 名", meta=meta, epoch=1714521600, lang="zh-Hans").part("docProps/core.xml")
    found = {child.tag.split("}")[1]: child.text for child in core}
    assert found == {
        "title": "题 & 名",
        "creator": "甲; 乙",
        "keywords": "词",
        "description": "述",
        "language": "zh-Hans",
        "created": "2024-05-01T00:00:00Z",
        "modified": "2024-05-01T00:00:00Z",
    }


def test_a_title_longer_than_255_characters_is_no_problem() -> None:
    core = write(title="长" * 400).part("docProps/core.xml")
    assert core[0].text == "长" * 400


@pytest.mark.parametrize(
    ("lang", "latin", "east_asian", "face"),
    [
        ("zh-Hans", "en-US", "zh-CN", "宋体"),
        ("zh-Hant", "en-US", "zh-TW", "新細明體"),
        ("zh-HK", "en-US", "zh-TW", "新細明體"),
        ("ja", "en-US", "ja-JP", "ＭＳ 明朝"),
        ("ko-KR", "en-US", "ko-KR", "바탕"),
        ("en", "en-US", "en-US", "宋体"),
        ("de", "de", "de", "宋体"),
    ],
)
def test_defaults_carry_language_and_all_four_faces(lang: str, latin: str, east_asian: str, face: str) -> None:
    written = write(para("甲"), lang=lang)
    (language,) = written.find("//w:rPrDefault//w:lang", "styles")
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == (latin, east_asian)
    (fonts,) = written.find("//w:rPrDefault//w:rFonts", "styles")
    assert {name.removeprefix(W): value for name, value in fonts.attrib.items()} == {
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "cs": "Times New Roman",
        "eastAsia": face,
    }


def test_no_style_uses_a_theme_font() -> None:
    written = write(para("甲"))
    names = {name for fonts in written.find("//w:rFonts", "styles") for name in fonts.attrib}
    assert not [name for name in names if "heme" in name]


def test_word_opens_the_file_in_its_present_mode_and_squeezes_punctuation() -> None:
    written = write(para("甲"))
    assert written.find("//w:compatSetting[@w:name='compatibilityMode']/@w:val", "settings") == ["15"]
    assert written.find("//w:characterSpacingControl/@w:val", "settings") == ["compressPunctuation"]
    assert written.find("//w:themeFontLang/@w:eastAsia", "settings") == ["zh-CN"]
    assert write(para("a"), lang="en").find("//w:characterSpacingControl/@w:val", "settings") == ["doNotCompress"]


def test_line_breaking_follows_the_theme_and_the_language() -> None:
    chinese, japanese = write(para("甲")), write(para("あ"), lang="ja")
    (forbidden,) = chinese.find("//w:noLineBreaksBefore/@w:val", "settings")
    assert set("，。、；：？！）》」』】”’％·／～－") <= set(forbidden)
    assert "（" not in forbidden
    (forbidden,) = japanese.find("//w:noLineBreaksBefore[@w:lang='ja-JP']/@w:val", "settings")
    assert "、" in forbidden
    assert "っ" not in forbidden
    assert japanese.find("//w:strictFirstAndLastChars", "settings") == []
    assert len(chinese.find("//w:pPrDefault//w:kinsoku", "styles")) == 1


def test_leading_and_indents_are_the_theme_s() -> None:
    written = write(para("甲"))
    (body,) = written.find("//w:style[@w:styleId='BodyText']/w:pPr", "styles")
    spacing, indent = body.find(f"{W}spacing"), body.find(f"{W}ind")
    assert spacing.get(f"{W}line") == str(round(11 * 20 * handout().role("body").leading))  # 11 pt in twips
    assert spacing.get(f"{W}lineRule") == "exact"
    assert (indent.get(f"{W}firstLineChars"), indent.get(f"{W}firstLine")) == ("200", "440")
    (japanese,) = write(para("あ"), lang="ja").find("//w:style[@w:styleId='BodyText']/w:pPr/w:ind", "styles")
    assert japanese.get(f"{W}firstLineChars") == "100"
    # New text may follow the grid, whose lines are the body's; the theme's own paragraphs have their own leading.
    (grid,) = written.find("//w:docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", spacing.get(f"{W}line"))
    assert written.find("//w:pPrDefault//w:snapToGrid/@w:val", "styles") == ["0"]


def test_page_head_and_foot_are_the_theme_s() -> None:
    written = write(para("甲"), title="题")
    (size,) = written.find("//w:pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert written.texts("header1") == ["题"]
    assert written.texts("header2") == [""]  # the first page has the title itself
    assert "".join(written.find("//w:instrText/text()", "footer1")).split() == ["PAGE", "NUMPAGES"]
    bare = parse(resources.text("styles/handout.toml"), {"page.running-head": "none", "page.folio": "none"})
    assert write(para("甲"), theme=bare).find("//w:headerReference | //w:footerReference") == []


def test_a_theme_changes_the_styles() -> None:
    lines = {**handout().lines, "zh-Hans": Line(hang_punctuation=True, autospace=0.0, justify=False)}
    written = write(para("甲"), theme=replace(handout(), base_size=16.0, lines=lines))
    assert written.find("//w:rPrDefault//w:sz/@w:val", "styles") == ["32"]
    assert written.find("//w:pPrDefault//w:autoSpaceDE/@w:val", "styles") == ["0"]
    assert written.find("//w:pPrDefault//w:overflowPunct[not(@w:val)]", "styles") != []
    assert written.find("//w:style[@w:styleId='BodyText']//w:jc/@w:val", "styles") == ["left"]


def test_style_names_are_word_s_own_and_identifiers_unique() -> None:
    styles = word_theme(handout(), "zh-Hans").styles
    assert len({style.id for style in styles}) == len(styles)
    names = {style.name for style in styles}
    assert {"Normal", "Title", "heading 1", "List Number 2", "footnote text", "toc 3", "caption", "Hyperlink"} <= names


@pytest.mark.parametrize(
    ("tag", "key", "word"),
    [("zh", "zh-Hans", "zh-CN"), ("zh-Hant-HK", "zh-Hant", "zh-TW"), ("JA-jp", "ja", "ja-JP"), ("fr-CA", "", "fr-CA")],
)
def test_language_tags_are_understood(tag: str, key: str, word: str) -> None:
    assert cjk_language(tag) == key
    assert word_language(tag) == word


def test_asking_for_the_writer_loads_no_library() -> None:
    code = "import sys, docforge.writers.docx; print([m for m in ('docx', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_sample_page_is_numbered_1_to_11_and_1_to_7_in_libreoffice(shared: Path | None, tmp_path: Path) -> None:
    """Needs the sample beside the checkout; a page of the same shape stands in for it elsewhere."""
    stand_in = "# 题\n\n" + "\n".join(f"{n}. 甲" for n in range(1, 12)) + "\n\n------\n\n"
    stand_in += "\n".join(f"{n}. 乙" for n in range(1, 8)) + "\n"
    source = next((shared / "samples").glob("*.txt")).read_bytes() if shared else stand_in.encode()
    read = READER.read(source, "sample.md", ReadOptions(lang="zh-Hans"), MemoryWorld())
    document = run_all(read.value, PassOptions()).value
    path = tmp_path / "sample.docx"
    path.write_bytes(WRITER.write(document, WriteContext(theme=handout()), MemoryWorld()).value)
    lines = judges.libreoffice_texts([path])[path].splitlines()
    found = [match[1] for line in lines if (match := re.match(r"\s*([0-9]+)\.\s", line))]
    assert found == [str(number) for number in (*range(1, 12), *range(1, 8))]
    assert [line for line in lines if line in ("第一组", "第二组")] == ["第一组", "第二组"]


def test_a_folio_at_the_outer_edge_changes_sides(tmp_path: Path) -> None:
    settings = {"page.folio": "bottom-outer", "page.folio-text": "— {page} —", "page.inner": 28, "page.outer": 26}
    theme = parse(resources.text("styles/handout.toml"), settings)
    written = write(para("甲"), title="题", theme=theme)
    assert written.find("//w:jc/@w:val", "footer1") == ["right"]
    assert written.find("//w:jc/@w:val", "footer3") == ["left"]
    for name in ("footer1", "footer2", "footer3"):
        assert "".join(written.find("//w:t/text()", name)) == "— 1 —"
        assert "".join(written.find("//w:instrText/text()", name)).split() == ["PAGE"]
    assert len(written.find("//w:evenAndOddHeaders | //w:mirrorMargins", "settings")) == 2
    path = written.save(tmp_path / "folio.docx")
    assert [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)] == []
    assert write(para("甲")).find("//w:evenAndOddHeaders", "settings") == []


def test_a_grid_of_characters_is_the_page_s_squared_paper() -> None:
    page = {"top": 37, "bottom": 35, "inner": 28, "outer": 26, "grid.characters": 28, "grid.lines": 22}
    settings = {"base-size": 16, **{f"page.{key}": value for key, value in page.items()}}
    written = write(para("甲"), theme=parse(resources.text("styles/handout.toml"), settings))
    (grid,) = written.find("//w:sectPr/w:docGrid")
    assert grid.get(f"{W}type") == "linesAndChars"
    # GB/T 9704-2012 5.2.3: 225 mm hold 22 lines (579.8 twips), 156 mm 28 characters (15.793 pt, less 16 pt of type).
    assert int(grid.get(f"{W}linePitch")) == pytest.approx(579.8, abs=1)
    assert int(grid.get(f"{W}charSpace")) == pytest.approx((156 / 25.4 * 72 / 28 - 16) * 4096, abs=1)
    # The type itself keeps to the cells, since LibreOffice gives two of them to a character wider than one.
    (spacing,) = written.find("//w:rPrDefault//w:spacing/@w:val", "styles")
    assert 27.5 < (16 * 20 * 28 + int(spacing) * 28) / (156 / 25.4 * 1440) * 28 <= 28


def test_heads_and_feet_that_a_theme_does_not_have_are_not_in_the_file() -> None:
    theme = handout()
    bare = write(para("x"), theme=replace(theme, page=replace(theme.page, running_head="none", folio="none")))
    assert [name for name in bare.names if "header" in name or "footer" in name] == []
    assert len([name for name in write(para("x")).names if "header" in name or "footer" in name]) == 5
