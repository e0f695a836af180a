"""A finished page: what other programs read in it and think of it."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pytest

from docforge.model import nodes as n
from docforge.protocols import Asset
from judges import compare_pages, mupdf_pages, pdf_ua, poppler_pages, qpdf_check, unembedded_fonts
from pagekit import Written, document, handout, item, para, text, write

PROSE = "读书会在图书馆举行，到场的有三十六人。主持人先请大家把讲义上的段落通读一遍，再逐段讨论。" * 6


def _numbered(run: int, first: int, last: int, words: str = PROSE) -> tuple[n.Item, ...]:
    return tuple(
        item(f"{k}.", words, run=run, scheme="decimal:{}.", value=(k,), address=f"s{run}p{k}")
        for k in range(first, last + 1)
    )


RUNS = (n.Run(1, "一", first="1.", last="8."), n.Run(2, "二", first="1.", last="3."))
TWO_RUNS = document(*_numbered(1, 1, 8), n.Rule(), *_numbered(2, 1, 3), title="读书会讲义", runs=RUNS, show_run="head")


@pytest.fixture(scope="module")
def handouts() -> Written:
    return write(TWO_RUNS)


def _opened(page: Written) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(page.data))


def _lines(sheet: str) -> list[str]:
    """The lines of a page without blanks: pdftotext takes liberties with those."""
    return [re.sub(r"\s", "", line) for line in sheet.splitlines() if line.strip()]


def _heads(page: Written) -> list[str]:
    """The first line of each page: its running head."""
    return [_lines(sheet)[0] for sheet in page.text("-layout").split("\f")[:-1]]


def test_the_running_head_names_the_paragraphs_of_its_page(handouts: Written) -> None:
    assert handouts.codes == []
    # One paragraph of a run is named once, not as a range.
    assert _heads(handouts) == ["一1–5", "读书会讲义一6–8·二1–2", "读书会讲义二3"]


def test_a_page_that_begins_with_a_new_run_names_that_run_only() -> None:
    filler = n.Div((para(PROSE),) * 5)
    page = write(
        document(*_numbered(1, 1, 2), filler, *_numbered(2, 1, 3, "短"), title="题", runs=RUNS, show_run="head")
    )
    assert _heads(page) == ["一1–2", "题二1–3"]


def test_labels_in_han_numerals_keep_their_marks_beside_the_name_of_their_run() -> None:
    def counted(run: int, *labels: str) -> tuple[n.Item, ...]:
        return tuple(
            item(label, "文", run=run, scheme="chinese:{}、", value=(k,), address=f"s{run}p{k}")
            for k, label in enumerate(labels, 1)
        )

    page = write(
        document(*counted(1, "一、", "二、"), n.Rule(), *counted(2, "（一）", "（二）"), runs=RUNS, show_run="head")
    )
    assert _heads(page) == ["一一、–二、·二（一）–（二）"]


def test_a_document_with_one_run_has_no_range_in_its_head() -> None:
    page = write(document(*_numbered(1, 1, 8), title="题", runs=RUNS[:1]))
    assert _heads(page)[1] == "题"


@pytest.mark.parametrize("above", [1, 2, 3])
def test_a_question_is_not_parted_from_its_options(above: int) -> None:
    options = tuple(item(f"{letter}.", "选项", run=0, kind="option", level=2) for letter in "ABCD")
    questions = tuple(
        item(f"{k}.", "下列各项中最恰当的一项是", *options, kind="question", scheme="decimal:{}.", value=(k,))
        for k in range(1, 16)
    )
    lines = (para("字"),) * above
    sheets = write(document(*lines, *questions, title="练习")).text("-layout").split("\f")[:-1]
    assert len(sheets) > 1
    for sheet in sheets:
        letters = re.findall(r"^\s*([A-D])\.", sheet, re.MULTILINE)
        assert letters == list("ABCD") * (len(letters) // 4)


def test_labels_come_right_before_their_paragraphs(handouts: Written) -> None:
    words = re.sub(r"\s+", "", handouts.text("-raw"))
    assert words.count("1.读书会在图书馆举行") == 2
    assert "8.读书会在图书馆举行，到场的有三十六人。主持人先请大家" in words


def test_pages_are_numbered_with_their_total(handouts: Written) -> None:
    sheets = handouts.text("-layout").split("\f")[:-1]
    assert [_lines(sheet)[-1] for sheet in sheets] == ["1/3", "2/3", "3/3"]


def test_every_paragraph_has_a_destination_by_id_and_by_address() -> None:
    paragraph = item("1.", "甲", address="s1p1", attr=n.Attr(id="~abcdefghijkl"))
    with _opened(write(document(paragraph, title="题"))) as pdf:
        names = pdf.Root.Names.Dests.Names
        assert {str(name) for name in list(names)[::2]} >= {"a_abcdefghijkl", "s1p1"}


def test_headings_are_bookmarks_without_their_notes() -> None:
    heading = n.Heading(1, (n.Text("第一节"), n.NoteRef("a")), attr=n.Attr(id="one"))
    page = write(document(heading, para("文"), n.Heading(2, text("小节")), title="题", notes={"a": (para("注"),)}))
    with _opened(page) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        assert (root.title, [child.title for child in root.children]) == ("题", ["第一节"])
        assert [child.title for child in root.children[0].children] == ["小节"]


def test_a_note_stands_at_the_foot_of_its_page_under_its_number() -> None:
    notes = {"b": (para("乙注"),), "a": (para("甲注"),)}
    page = write(document(para("甲", n.NoteRef("a")), *(para(PROSE) for _ in range(9)), title="题", notes=notes))
    first, second = page.text("-layout").split("\f")[:2]
    assert _lines(first)[-2:] == ["2.甲注", "1/2"]
    assert _lines(second)[-1] == "2/2"


def test_contents_give_the_page_of_each_heading() -> None:
    headings = [n.Heading(1, text(f"第{k}节"), attr=n.Attr(id=f"h{k}")) for k in "一二"]
    page = write(document(n.Contents(), headings[0], *(para(PROSE) for _ in range(5)), headings[1], title="题"))
    lines = page.text("-layout").splitlines()
    assert [re.sub(r"[\s.]+", " ", line).strip() for line in lines if ".." in line] == ["第一节 1", "第二节 2"]


def test_metadata_says_what_the_document_says() -> None:
    meta = {"author": n.MetaList((n.MetaString("甲"), n.MetaString("乙"))), "keywords": n.MetaString("读书")}
    page = write(document(para("文"), title="题 <1>", meta=meta), epoch=1713571200)
    with _opened(page) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "题 <1>"
        assert (info["/Author"], info["/Keywords"]) == ("甲, 乙", "读书")
        assert info["/CreationDate"].startswith("D:20240420000000")
        assert str(pdf.Root.Lang) == "zh-Hans"


def test_no_date_is_written_when_none_is_known(handouts: Written) -> None:
    with _opened(handouts) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_running_heads_and_folios_are_artifacts(handouts: Written) -> None:
    with _opened(handouts) as pdf:
        for page, artifacts in zip(pdf.pages, (2, 3, 3), strict=True):
            begun = [operands for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"]
            assert sum(str(operands[0]) == "/Artifact" for operands in begun) >= artifacts
        assert all(mark is None or _is_in_tree(mark) for mark in _marked(pdf))


def _marked(pdf: pikepdf.Pdf) -> list[pikepdf.Object | None]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    return [entry for array in numbers if isinstance(array, pikepdf.Array) for entry in list(array)]


def _is_in_tree(element: pikepdf.Object) -> bool:
    """Whether the way up from a structure element by its parents' children ends at the root of the tree."""
    while "/P" in element:
        kids = element.P.K if isinstance(element.P.K, pikepdf.Array) else [element.P.K]
        if not any(isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen for kid in kids):
            return False
        element = element.P
    return str(element.get("/Type")) == "/StructTreeRoot"


EVERYTHING = document(
    n.Contents(),
    n.Heading(1, text("第一节"), attr=n.Attr(id="one")),
    item(
        "1.", "甲", para("续"), n.Item((para("深"),), label="（1）", run=1, level=2, address="s1p1.1"), address="s1p1"
    ),
    para("文", n.NoteRef("a"), n.Link(text("外"), "https://example.org/"), n.Link(text("内"), "#one"), n.Code("x = 1")),
    para(
        n.Emph(text("word")), n.Emph(text("重点")), n.Math("x^2"), n.Ruby((("漢", "かん"),)), n.Superscript(text("2"))
    ),
    para(
        n.Span(text("読書"), n.Attr(lang="ja")), n.Span(text("독서"), n.Attr(lang="ko")), n.Image(text("图"), "no.png")
    ),
    n.CodeBlock("def f():\n    return '你好'\n"),
    n.Quote((para("引"),)),
    n.Bullets(
        (n.ListItem((para("点"), n.Bullets((n.ListItem((para("深"),)),)))), n.ListItem((para("做"),), checked=True))
    ),
    n.Ordered((n.ListItem((para("平"),), marker="3."),), plain=True),
    n.Terms((n.Definition(text("词"), ((para("义"),), (para("又义"),))),)),
    n.Rule(),
    n.Table(
        columns=(n.Column(), n.Column()),
        head=n.RowGroup((n.Row((n.Cell((para("甲"),)), n.Cell((para("乙"),)))),)),
        bodies=(
            n.TableBody((n.Row((n.Cell((para("丙"),), columns=2),)), n.Row((n.Cell((para("丁"),)), n.Cell()))), stub=1),
        ),
        caption=n.Caption((para("表一"),)),
    ),
    n.Figure((para(n.Image(text("图"), "a.png")),), n.Caption((para("图一"),))),
    n.Div((para("甲"),), attr=n.Attr(classes=("warning",))),
    n.Lines((text("一行"), text("二行"))),
    para("正文", number=3),
    title="一切",
    notes={"a": (para("注"), n.CodeBlock("x"))},
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def everything() -> Written:
    return write(EVERYTHING, assets={"a.png": Asset(PNG, "image/png", 1, 1, "cd" * 32)})


def test_only_what_is_drawn_otherwise_is_reported(everything: Written) -> None:
    assert everything.codes == []


def test_judges_have_nothing_to_say(everything: Written, handouts: Written, tmp_path: Path) -> None:
    for page in (everything, handouts):
        path = tmp_path / "page.pdf"
        path.write_bytes(page.data)
        assert [*qpdf_check(path), *unembedded_fonts(path), *pdf_ua(path)] == []


def test_two_renderers_draw_the_same_page(everything: Written, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(everything.data)
    assert list(compare_pages(mupdf_pages(path), poppler_pages(path))) == []


def test_only_the_store_s_faces_are_used(everything: Written) -> None:
    names = _fonts(everything)
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+Docforge-.*", name) for name in names)


def _fonts(page: Written) -> set[str]:
    with _opened(page) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item]
        return {str(font.BaseFont) for font in found}


def test_code_takes_its_east_asian_characters_from_the_body_s_face() -> None:
    page = write(document(n.CodeBlock("print('你好')"), title="T", lang="zh-Hans"))
    drawn = {name.partition("+")[2] for name in _fonts(page)}
    assert "Docforge-Serif-SC" in drawn


def test_the_same_document_gives_the_same_bytes_whatever_was_written_before(handouts: Written) -> None:
    write(EVERYTHING)
    assert write(TWO_RUNS).data == handouts.data


def test_a_character_without_a_glyph_is_reported_with_its_place() -> None:
    at = n.Position(3, 5)
    page = write(document(n.Para((n.Text("字\ue000", at=at),)), sources=(n.Source("notes.md"),)))
    (found,) = page.diagnostics
    assert (found.code, found.file, found.line, found.column) == ("DF501", "notes.md", 3, 6)
    assert "U+E000" in found.message


def test_copied_text_of_a_long_run_is_unchanged() -> None:
    run = "0123456789" * 60
    page = write(document(para(run)))
    assert run in re.sub(r"\s", "", page.text())


@pytest.mark.parametrize("kind", ["quote", "bullets", "item"])
def test_blocks_as_deep_as_the_limit_are_set(kind: str) -> None:
    block: n.Block = para("底")
    for _ in range(64):
        match kind:
            case "quote":
                block = n.Quote((block,))
            case "bullets":
                block = n.Bullets((n.ListItem((block,)),))
            case _:
                block = n.Item((para("甲"), block), label="1.", run=1)
    page = write(document(block))
    assert page.codes == []
    assert "底" in page.text()


def test_a_table_repeats_its_head_on_each_page() -> None:
    row = n.Row((n.Cell((para("格"),)),))
    table = n.Table(
        columns=(n.Column(),), head=n.RowGroup((n.Row((n.Cell((para("表头"),)),)),)), bodies=(n.TableBody((row,) * 60),)
    )
    sheets = write(document(table, title="题")).text().split("\f")[:-1]
    assert len(sheets) > 1
    assert all("表头" in sheet for sheet in sheets)


def test_the_theme_decides_the_paper() -> None:
    from msgspec.structs import replace

    theme = handout()
    small = replace(theme, page=replace(theme.page, width=148, height=210))
    with _opened(write(document(para("甲")), theme=small)) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 420, 595]


def test_body_numbers_stand_in_the_margin_however_deep_their_paragraph_is() -> None:
    inner = n.Quote((n.Quote((para("深", number=12),)),))
    page = write(document(para("文", number=9), inner, item("1.", "甲", para("续", number=13))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.pdf")
        path.write_bytes(page.data)
        done = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True)
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]+)<', done.stdout)
    ends = {word: float(right) for _, _, right, word in words}
    left = min(float(x) for x, _, _, word in words if word not in ("9", "12", "13"))
    assert ends["9"] == pytest.approx(ends["12"], abs=0.1) == pytest.approx(ends["13"], abs=0.1)
    assert ends["9"] < left


def test_the_name_of_a_run_stands_before_its_labels_on_one_line() -> None:
    runs = (n.Run(1, "一"), n.Run(2, "二"))
    items = [item(f"{k}、", "文", run=1, scheme="chinese:{}、", address=f"s1p{k}") for k in ("一", "二")]
    page = write(document(*items, runs=runs, show_run="beside"))
    assert [line for line in _lines(page.text("-layout")) if "文" in line] == ["一一、文", "一二、文"]


def test_a_title_of_several_lines_is_broken_into_equal_ones() -> None:
    title = "关于进一步全面深化改革、推进中国式现代化若干重大问题的学习讨论讲义"
    first, second = _lines(write(document(para("文"), title=title)).text("-layout"))[:2]
    assert first + second == title
    assert abs(len(first) - len(second)) <= 2
