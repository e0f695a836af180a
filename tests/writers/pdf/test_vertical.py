"""Pages with vertical lines, as other programs see them."""

from __future__ import annotations

import io
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image

from docforge import resources
from docforge.model import nodes as n
from docforge.protocols import Asset
from docforge.theme.load import parse
from docforge.theme.spec import Theme
from docforge.verify.typeset import prove_setting
from judges import mupdf_pages, pdf_ua, poppler_pages, qpdf_check
from pagekit import Written, document, handout, item, para, text, write

FIRST = "明治38年、夏目漱石は「ホトトギス」に『吾輩は猫である』を書いた。コーヒーは——うまい……。"
SECOND = "第二の段落は、2025年のPDFについて語る。"
TABLE = n.Table(
    (n.Column("left"), n.Column("right")),
    (n.TableBody((n.Row((n.Cell((para("猫"),)), n.Cell((para("1200"),)))),)),),
    n.RowGroup((n.Row((n.Cell((para("作品"),)), n.Cell((para("部数"),)))),)),
)


def vertical(**page: str) -> Theme:
    theme = handout()
    return replace(theme, page=replace(theme.page, writing="vertical", **page))


@pytest.fixture(scope="module")
def written() -> Written:
    notes = {"a": (para("注の文。"),)}
    numbered = tuple(
        item(label, "番号の段落。", scheme=scheme, value=(k,), address=f"s1p{k}")
        for k, (label, scheme) in enumerate((("1.", "decimal:{}."), ("第十二条", "chinese:第{}条")), 1)
    )
    blocks: n.Blocks = (para(FIRST), para(SECOND, n.NoteRef("a")), *numbered, TABLE, n.CodeBlock("a = 1\nb = 2"))
    return write(document(*blocks, title="縦組み", lang="ja", notes=notes), theme=vertical())


class Word(NamedTuple):
    """A word where it is shown, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def path(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vertical") / "page.pdf"
    path.write_bytes(written.data)
    return path


@pytest.fixture(scope="module")
def words(path: Path) -> list[Word]:
    """Poppler's words."""
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
    found = ET.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}word")
    return [
        Word(word.text or "", *(float(word.get(k, "")) for k in ("xMin", "yMin", "xMax", "yMax"))) for word in found
    ]


def _one(words: list[Word], part: str) -> Word:
    (found,) = [word for word in words if part in word.text]
    return found


def test_nothing_is_said_about_a_document_that_fits(written: Written) -> None:
    assert [code for code in written.codes if code != "DF716"] == []


def test_pages_are_shown_turned_and_follow_from_right_to_left(written: Written) -> None:
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        assert [page.obj.get("/Rotate") for page in pdf.pages] == [90] * len(pdf.pages)
        assert pdf.Root.ViewerPreferences.Direction == pikepdf.Name("/R2L")
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
    assert (right - left, top - bottom) == pytest.approx((841.89, 595.276), abs=0.01)  # A4 on its side


def test_paragraphs_are_columns_that_follow_from_right_to_left(words: list[Word]) -> None:
    title, first, second, note = (_one(words, part) for part in ("縦組み", "夏目", "第二の段落", "注の文"))
    assert title.left > first.right > first.left > second.right > second.left > note.right
    for column in (first, second):
        assert column.bottom - column.top > 5 * (column.right - column.left)
    # A first line is indented by one em of 11 points; the note begins at the top of the last column.
    assert first.top == pytest.approx(27 * 72 / 25.4 + 11, abs=1.5)
    assert note.left < 100


def test_running_head_page_number_and_table_stand_upright(words: list[Word]) -> None:
    number = _one(words, "1200")
    assert number.right - number.left > number.bottom - number.top
    assert _one(words, "作品").right < _one(words, "部数").left
    assert _one(words, "作品").bottom < number.top
    folio = [word for word in words if word.top > 842 - 24 * 72 / 25.4]
    assert "".join(word.text for word in folio) in ("1/1", "1 / 1")
    assert len({round(word.top) for word in folio}) == 1


@pytest.mark.parametrize("command", [("pdftotext", "-raw"), ("mutool", "draw", "-q", "-F", "txt")])
def test_copied_text_is_the_text_of_the_document(path: Path, command: tuple[str, ...]) -> None:
    arguments = [*command, str(path), *(["-"] if command[0] == "pdftotext" else [])]
    copied = re.sub(r"\s", "", subprocess.run(arguments, check=True, capture_output=True).stdout.decode())
    for paragraph in (FIRST, SECOND, "1.番号の段落。", "第十二条番号の段落。", "注の文。", "1200"):
        assert paragraph in copied.replace("語る。1", "語る。"), paragraph


def test_other_programs_find_no_fault(path: Path) -> None:
    assert pdf_ua(path) == []
    assert qpdf_check(path) == []


def test_poppler_and_mupdf_draw_the_same_upright_page(path: Path) -> None:
    for pages in (poppler_pages(path), mupdf_pages(path)):
        height, width = pages[0].shape
        assert height > width


def _ink(data: bytes, tmp_path: Path) -> tuple[int, int]:
    """Width and height of everything that is drawn on the first page, in pixels."""
    path = tmp_path / "ink.pdf"
    path.write_bytes(data)
    dark = poppler_pages(path, 144)[0] < 128
    rows, columns = np.nonzero(dark)
    return int(columns.max() - columns.min() + 1), int(rows.max() - rows.min() + 1)


def _set_alone(words: str, tmp_path: Path, lang: str = "ja") -> tuple[int, int]:
    theme = vertical(folio="none", running_head="none")
    return _ink(write(document(para(words), lang=lang), theme=replace(theme, meta_line=False)).data, tmp_path)


def test_one_or_two_digits_stand_upright_and_long_numbers_lie(tmp_path: Path) -> None:
    width, height = _set_alone("7", tmp_path)
    assert height > 1.3 * width
    width, height = _set_alone("44", tmp_path)
    assert 0.6 < width / height < 1.8  # two digits fill one em; sideways they would be twice as high as wide
    width, height = _set_alone("1234", tmp_path)
    assert height > 2 * width


def test_chinese_sets_three_digits_in_one_em(tmp_path: Path) -> None:
    three = _set_alone("123", tmp_path, "zh-Hans")
    assert max(three) <= 11 * 2 + 2  # 11 points at 144 dots an inch
    assert _set_alone("123", tmp_path, "ja")[1] > 11 * 2 + 8


def test_a_full_stop_ends_its_column_at_the_upper_right(tmp_path: Path) -> None:
    path = tmp_path / "stop.pdf"
    theme = vertical(folio="none", running_head="none")
    path.write_bytes(write(document(para("口。"), lang="ja"), theme=replace(theme, meta_line=False)).data)
    rows, columns = np.nonzero(poppler_pages(path, 144)[0] < 128)
    box = rows <= rows.min() + 20
    stop = ~box
    assert columns[stop].min() > (columns[box].min() + columns[box].max()) / 2


def test_a_picture_stands_upright(tmp_path: Path) -> None:
    picture = Image.new("RGB", (120, 60), "white")
    picture.paste((0, 0, 0), (0, 0, 60, 30))  # black in the upper left quarter
    stream = io.BytesIO()
    picture.save(stream, "png")
    asset = Asset(stream.getvalue(), "image/png", 120, 60, "ab" * 32)
    shown = n.Image(text("黒い角"), "p.png")
    theme = vertical(folio="none", running_head="none")
    path = tmp_path / "picture.pdf"
    done = write(document(para(shown), lang="ja"), theme=replace(theme, meta_line=False), assets={"p.png": asset})
    path.write_bytes(done.data)
    page = poppler_pages(path, 96)[0]
    rows, columns = np.nonzero(page < 128)
    assert columns.max() - columns.min() + 1 == pytest.approx(60, abs=2)
    assert rows.max() - rows.min() + 1 == pytest.approx(30, abs=2)


def test_what_is_higher_than_the_page_is_set_sideways_and_said() -> None:
    code = n.CodeBlock("\n".join(f"line {number}" for number in range(90)))
    page = write(document(para("前"), code, lang="ja"), theme=vertical())
    assert "DF711" in page.codes
    assert "line89" in re.sub(r"\s", "", page.text("-raw"))


def test_a_language_without_vertical_lines_is_set_horizontally_and_said() -> None:
    page = write(document(para("Plain words."), lang="en"), theme=vertical())
    assert page.codes == ["DF712"]
    with pikepdf.open(io.BytesIO(page.data)) as pdf:
        assert "/Rotate" not in pdf.pages[0].obj


def test_equal_documents_give_equal_bytes() -> None:
    again = write(document(para(FIRST), TABLE, lang="ja"), theme=vertical())
    assert again.data == write(document(para(FIRST), TABLE, lang="ja"), theme=vertical()).data


def _length(words: str, lang: str, tmp_path: Path) -> float:
    """How long a column is in em."""
    path = tmp_path / "length.pdf"
    theme = vertical(folio="none", running_head="none")
    path.write_bytes(write(document(para(words), lang=lang), theme=replace(theme, meta_line=False)).data)
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
    found = list(ET.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}word"))
    tops, bottoms = ([float(word.get(edge, "")) for word in found] for edge in ("yMin", "yMax"))
    return (max(bottoms) - min(tops)) / handout().base_size


def test_a_vertical_colon_is_not_trimmed_and_a_full_stop_is(tmp_path: Path) -> None:
    # CLREQ: in vertical lines a colon keeps its em before a closing mark.
    assert _length("国：』国", "zh-Hans", tmp_path) == pytest.approx(4.0, abs=0.05)
    assert _length("国。』国", "zh-Hans", tmp_path) == pytest.approx(3.5, abs=0.05)


def test_combined_digits_take_one_em_and_no_gap(tmp_path: Path) -> None:
    assert _length("平成25年", "ja", tmp_path) == pytest.approx(4.0, abs=0.05)
    assert _length("第123页", "zh-Hans", tmp_path) == pytest.approx(3.0, abs=0.05)


def test_emphasis_stands_at_the_right_of_its_column(tmp_path: Path) -> None:
    def ink(*content: n.Inline) -> tuple[int, int]:
        theme = vertical(folio="none", running_head="none")
        path = tmp_path / "mark.pdf"
        path.write_bytes(write(document(para(*content), lang="ja"), theme=replace(theme, meta_line=False)).data)
        columns = np.nonzero(poppler_pages(path, 144)[0] < 128)[1]
        return int(columns.min()), int(columns.max())

    plain, marked = ink(n.Text("強調")), ink(n.Emph(text("強調"), mark="sesame"))
    assert marked[0] == plain[0]
    assert plain[1] + 5 < marked[1] <= plain[1] + 22


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", FIRST),
        ("zh-Hant", "民國114年3月5日，他說：「我讀過《紅樓夢》與『三國』。」共24頁，使用PDF格式。"),
        ("zh-Hans", "他说：“第123页的‘内容’，2025年12月3日。”——使用PDF格式！"),
    ],
)
def test_the_typography_proof_knows_vertical_lines(lang: str, words: str) -> None:
    page = write(document(para(words), para(words), lang=lang), theme=vertical())
    assert [finding.detail for finding in prove_setting(page.data).findings] == []


def test_the_typography_proof_finds_a_missing_gap_beside_a_word_that_lies() -> None:
    theme = vertical()
    lines = {tag: replace(line, autospace=0.0) for tag, line in theme.lines.items()}
    page = write(document(para("使用PDF格式，共24页。"), lang="zh-Hans"), theme=replace(theme, lines=lines))
    kinds = [(finding.kind, finding.detail) for finding in prove_setting(page.data).findings]
    assert kinds == [("missing-gap", "no gap between 用 and P"), ("missing-gap", "no gap between F and 格")]


def test_a_book_has_one_upright_number_a_page_at_its_outer_edge(tmp_path: Path) -> None:
    book = parse(resources.text("styles/book.toml"), bases=[resources.text("styles/handout.toml")])
    theme = replace(book, page=replace(book.page, writing="vertical"))
    path = tmp_path / "book.pdf"
    path.write_bytes(write(document(*(para(FIRST * 3),) * 14, lang="ja", title="本"), theme=theme).data)
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    assert count >= 2
    for number in range(1, count + 1):
        arguments = ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), str(path), "-"]
        done = subprocess.run(arguments, check=True, capture_output=True)
        found = list(ET.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}word"))
        (folio,) = [word for word in found if word.text == str(number)]
        middle = theme.page.width / 2 * 72 / 25.4
        assert (float(folio.get("xMin", "")) < middle) == (number % 2 == 1)  # odd pages are left pages
        assert float(folio.get("yMin", "")) > (theme.page.height - theme.page.bottom) * 72 / 25.4
