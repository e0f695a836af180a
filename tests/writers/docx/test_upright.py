"""What stands upright on a page of vertical lines: tables, listings, figures with their captions."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

import judges
from docforge.model import nodes as n
from docforge.protocols import Asset
from docforge.theme.spec import Theme
from docxkit import Written, handout, para, shown, text, write

BOX = "//w:body/w:p/w:r//wp:inline//w:txbxContent"


def vertical() -> Theme:
    return replace(handout(), page=replace(handout().page, writing="vertical"))


def down(*blocks: n.Block, assets: dict[str, Asset] | None = None, notes: dict[str, n.Blocks] | None = None) -> Written:
    return write(*blocks, lang="ja", theme=vertical(), assets=assets, notes=notes or {})


def row(*words: str) -> n.Row:
    return n.Row(tuple(n.Cell((para(each),)) for each in words))


def table(*rows: n.Row, caption: str = "") -> n.Table:
    words = n.Caption((para(caption),)) if caption else n.Caption()
    return n.Table((n.Column(), n.Column()), (n.TableBody(rows),), caption=words)


def png(width: int, height: int) -> Asset:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#a33").save(out, "PNG")
    return Asset(out.getvalue(), "image/png", width, height, f"{width}x{height}")


def in_boxes(written: Written) -> list[str]:
    return [shown(each) for each in written.find(f"{BOX}//w:p") if shown(each)]


def test_a_table_stands_in_a_box_of_horizontal_lines_with_its_caption() -> None:
    written = down(para("前"), table(row("甲", "12"), caption="表の題"), para("後"))
    assert in_boxes(written) == ["表の題", "甲", "12"]
    assert written.part("document").xpath("//@vert") == ["horz"]
    assert written.find("//w:tcPr/w:textDirection") == []
    assert written.find("//w:body/w:tbl") == []
    assert written.codes == []


def test_numbers_in_a_box_are_plain_since_its_lines_are_horizontal() -> None:
    written = down(para("12月"), table(row("12", "3")), para("25日"))
    upright = written.find("//w:r[w:rPr/w:eastAsianLayout]/w:t/text()")
    assert upright == ["12", "25"]


def test_a_box_has_room_for_every_line_of_its_rows() -> None:
    # Two rows of one line each; a leading of 1.5 at 10 pt gives at least 300 twips a line.
    (one,) = down(table(row("甲", "乙"))).find("//wp:inline/wp:extent/@cy")
    (two,) = down(table(row("甲", "乙"), row("丙", "丁"))).find("//wp:inline/wp:extent/@cy")
    style_line = int(write(para("x")).find("//w:style[@w:styleId='TableText']//w:spacing/@w:line", "styles")[0])
    assert int(two) - int(one) >= style_line * 635
    (tall,) = down(table(row("甲" * 200, "乙"))).find("//wp:inline/wp:extent/@cy")
    assert int(tall) >= 5 * style_line * 635


@pytest.mark.parametrize(
    "block",
    [
        table(*(row("甲", "乙") for _ in range(60))),
        table(n.Row((n.Cell((n.Para((n.Text("甲"), n.NoteRef("x"))),)), n.Cell((para("乙"),))))),
        table(n.Row((n.Cell((n.Bullets((n.ListItem((para("甲"),)),)),)), n.Cell((para("乙"),))))),
        n.CodeBlock("x\n" * 80),
    ],
    ids=["higher than the page", "a note called", "a list in a cell", "a long listing"],
)
def test_what_no_box_can_hold_runs_with_the_lines_and_is_told_once(block: n.Block) -> None:
    calls = n.Para((n.NoteRef("x"),))
    written = down(calls, block, block, notes={"x": (para("注"),)})
    assert written.find("//w:txbxContent") == []
    assert written.codes == ["DF739"]


def test_a_listing_stands_upright() -> None:
    written = down(n.CodeBlock("for x in y:\n    print(12)\n"))
    assert in_boxes(written) == ["for x in y:\n    print(12)"]
    assert written.codes == []


def test_a_picture_stands_upright_alone_and_in_a_box_with_its_caption() -> None:
    image = n.Para((n.Image(text("図"), "a.png"),))
    alone = down(n.Figure((image,)), assets={"a.png": png(96, 48)})
    assert alone.find("//w:txbxContent") == []
    assert alone.codes == []
    written = down(n.Figure((image,), caption=n.Caption((para("図の説明"),))), assets={"a.png": png(96, 48)})
    assert in_boxes(written) == ["図の説明"]
    assert len(written.find(f"{BOX}//a:blip")) == 1
    assert written.codes == []


def test_a_wide_picture_is_as_wide_as_the_text_on_paper_not_as_a_line_is_long() -> None:
    image = n.Para((n.Image((), "a.png"),))
    (width,) = down(image, assets={"a.png": png(9600, 96)}).find("//wp:extent/@cx")
    page = handout().page
    assert int(width) / 36000 == pytest.approx(page.width - page.inner - page.outer, abs=0.1)


def test_bookmarks_of_a_table_stay_with_it() -> None:
    named = replace(table(row("甲", "乙")), attr=n.Attr(id="tab"))
    written = down(named, para("後"))
    (name,) = written.find(f"{BOX}//w:bookmarkStart/@w:name")
    assert name.startswith("_df_")


def test_lines_that_are_horizontal_have_no_boxes() -> None:
    blocks = (table(row("甲", "乙")), n.CodeBlock("x"))
    assert write(*blocks, lang="ja").find("//w:txbxContent") == []


def test_the_judges_are_content_with_boxes(tmp_path: Path) -> None:
    image = n.Figure((n.Para((n.Image(text("図"), "a.png"),)),), caption=n.Caption((para("説明"),)))
    written = down(table(row("甲", "12"), caption="題"), image, n.CodeBlock("x"), assets={"a.png": png(96, 48)})
    path = written.save(tmp_path / "boxes.docx")
    findings = [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)]
    assert [str(found) for found in findings] == []
