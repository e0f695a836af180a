"""The theme ``gov`` in the three formats: GB/T 9704-2012 measured on the finished files."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

import docforge

EXAMPLE = Path(__file__).parents[2] / "examples" / "gongwen.md"
MM = 72 / 25.4
ROW = 225 * MM / 22
SQUARE = 156 * MM / 28


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in all three formats, and a page of one long paragraph."""
    made = tmp_path_factory.mktemp("gov")
    outputs = [made / f"notice.{suffix}" for suffix in ("pdf", "docx", "epub")]
    assert docforge.convert(EXAMPLE, outputs, theme="gov").ok
    plain = "---\nlang: zh-Hans\ntitle: 通知\n---\n\n" + "汉字排版" * 400 + "\n"
    (made / "plain.md").write_text(plain, encoding="utf-8")
    assert docforge.convert(made / "plain.md", [made / "plain.pdf"], theme="gov").ok
    return made


Character = tuple[str, float, float, float, float]
"""A character with left, bottom, right, top in points from the lower left corner."""


def characters(path: Path, number: int) -> list[Character]:
    """What stands on a page, in order."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[number].get_textpage()
        found = [
            (text.get_text_range(place, 1), *text.get_charbox(place, loose=True)) for place in range(text.count_chars())
        ]
        text.close()
    return [item for item in found if item[0].strip()]


def rows(path: Path, number: int) -> dict[int, str]:
    """The text of a page by row of its 22, from 1; the page number stands outside them."""
    found: dict[int, str] = {}
    top = (297 - 37) * MM
    for char, _, bottom, _, upper in characters(path, number):
        row = int((top - (bottom + upper) / 2) / ROW) + 1
        found[row] = found.get(row, "") + char
    return {row: text for row, text in found.items() if 1 <= row <= 22}


def test_a_page_has_22_lines_of_28_characters(folder: Path) -> None:
    page = rows(folder / "plain.pdf", 1)
    assert sorted(page) == list(range(1, 23))
    assert {len(text) for text in page.values()} == {28}


def test_every_line_stands_on_its_row_and_every_character_in_its_square(folder: Path) -> None:
    page = characters(folder / "plain.pdf", 1)[: 22 * 28]
    lefts = sorted({round(left, 1) for _, left, _, _, _ in page})
    steps = [after - before for before, after in pairwise(lefts) if after - before > 1]
    assert steps == pytest.approx([SQUARE] * 27, abs=0.15)
    heights = sorted({round(bottom, 1) for _, _, bottom, _, _ in page}, reverse=True)
    gaps = [before - after for before, after in pairwise(heights) if before - after > 1]
    assert gaps == pytest.approx([ROW] * 21, abs=0.15)


def test_the_parts_stand_on_the_rows_of_the_standard(folder: Path) -> None:
    page = rows(folder / "notice.pdf", 0)
    assert [page[row] for row in (1, 2, 3)] == ["000018", "内部", "平急"]
    assert page[8] == "云文旅发〔2026〕18号"
    assert 9 not in page
    assert 10 not in page
    assert page[11].startswith("关于做好全市")
    assert 13 not in page
    assert page[14].startswith("各区县文化和旅游局")


def test_the_name_of_the_office_begins_35_mm_below_the_upper_edge_of_the_text(folder: Path) -> None:
    page = characters(folder / "notice.pdf", 0)
    with pypdfium2.PdfDocument(folder / "notice.pdf") as pdf:
        text = pdf[0].get_textpage()
        place = next(place for place in range(text.count_chars()) if text.get_text_range(place, 1) == "旅")
        ink = text.get_charbox(place)[3]
        text.close()
    assert page
    assert ((297 - 37) * MM - ink) / MM == pytest.approx(35, abs=1)


def test_page_numbers_stand_at_the_outer_edge_between_dashes(folder: Path) -> None:
    for number, (left, right) in enumerate(((28, 26), (26, 28))):
        foot = [item for item in characters(folder / "notice.pdf", number) if item[4] < 35 * MM]
        assert "".join(char for char, *_ in foot) == f"—{number + 1}—"
        if number % 2:
            assert foot[0][1] == pytest.approx(left * MM + 14, abs=1.5)
        else:
            assert foot[-1][3] == pytest.approx((210 - right) * MM - 14, abs=1.5)
        middle = (foot[0][2] + foot[0][4]) / 2
        assert (35 * MM - middle) / MM == pytest.approx(7, abs=1)


def test_the_imprint_ends_with_the_last_row_of_the_last_page(folder: Path) -> None:
    page = rows(folder / "notice.pdf", 3)
    assert page[22] == "云岭市文化和旅游局办公室2026年5月29日印发"
    assert page[20].startswith("抄送：")


def part(folder: Path, name: str, file: str = "notice.docx") -> str:
    """A part of the Word file as text."""
    with zipfile.ZipFile(folder / file) as archive:
        return archive.read(name).decode("utf-8")


def test_word_has_a_grid_of_22_lines_and_28_characters(folder: Path) -> None:
    document = part(folder, "word/document.xml")
    match = re.search(r'<w:docGrid w:type="linesAndChars" w:linePitch="(\d+)" w:charSpace="(-?\d+)"/>', document)
    assert match is not None
    depth, measure = (297 - 37 - 35) * 1440 / 25.4, (210 - 28 - 26) * 1440 / 25.4
    assert int(depth // int(match[1])) == 22
    assert int(measure / 20 // (16 + int(match[2]) / 4096)) == 28


def test_word_names_the_faces_of_offices(folder: Path) -> None:
    styles = part(folder, "word/styles.xml")
    for face in ("仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体"):
        assert f'w:eastAsia="{face}"' in styles


def test_word_s_lines_are_whole_rows(folder: Path) -> None:
    styles = part(folder, "word/styles.xml")
    body = re.search(r'w:styleId="BodyText">.*?</w:style>', styles)
    assert body is not None
    assert 'w:line="579" w:lineRule="exact"' in body[0]
    assert 'w:val="32"' in body[0]


def test_the_three_files_say_the_same(folder: Path) -> None:
    assert docforge.verify([folder / f"notice.{suffix}" for suffix in ("pdf", "docx", "epub")]).ok


TEMPLATE = EXAMPLE.with_suffix(".dotx")


def test_the_template_holds_every_style_of_the_theme(folder: Path) -> None:
    """Made by scripts/gongwen_template.py."""
    names = re.compile(r'<w:style [^>]*><w:name w:val="([^"]*)"/>')
    of_theme = set(names.findall(part(folder, "word/styles.xml")))
    assert of_theme <= set(names.findall(part(TEMPLATE.parent, "word/styles.xml", TEMPLATE.name)))


def test_a_document_on_the_template_is_what_the_theme_alone_makes(folder: Path) -> None:
    outcome = docforge.convert(EXAMPLE, folder / "on.docx", theme="gov", reference_doc=TEMPLATE)
    assert [found.code for found in outcome.diagnostics] == []
    assert docforge.verify(folder / "on.docx").ok

    def bare(file: str) -> str:
        text = part(folder, "word/document.xml", file)
        return re.sub(r' r:id="[^"]*"| w:firstLineChars="0"', "", text)

    assert bare("on.docx") == bare("notice.docx")
