"""Pages set in the store's faces: three readers draw them alike, and the text comes back as it went in."""

from __future__ import annotations

import logging
from html import escape
from pathlib import Path

import pytest

from docforge.theme.fonts import FontPlan, FontRequest, FontStore, Generic, Region, Weight, sequences_in
from judges.pages import Page, compare_pages, mupdf_pages, pdfium_pages, poppler_pages
from judges.pdf import pdf_fonts
from judges.programs import program, run

# Common text; a character outside the national standard; one that no face has; signs that share a glyph in the source.
TEXTS: dict[Region, str] = {
    "sc": "重庆考察：“西部大开发”2024年①➀…⋯龘𠮷😀骨直门",
    "tc": "國文學習：「西部」，2024年①➀…⋯䂖𠮷😀骨直門",
    "jp": "日本語の文章、「鍵括弧」葛\U000e0100飾①➀𠮷😀骨直ー",
    "kr": "한국어문장똠방각하①➀金金龘😀骨直제1조",
}
REGIONS: tuple[Region, ...] = ("sc", "tc", "jp", "kr")
GENERICS: tuple[Generic, ...] = ("serif", "sans")
WEIGHTS: tuple[Weight, ...] = (400, 700)
CODE = "def f(): return 'é' ├─→ 注释"
DPI = 144


def requests() -> list[FontRequest]:
    proportional = [
        FontRequest(generic, region, weight, frozenset(map(ord, TEXTS[region])), sequences_in(TEXTS[region]))
        for region in REGIONS
        for generic in GENERICS
        for weight in WEIGHTS
    ]
    return [*proportional, FontRequest("mono", "sc", 400, frozenset(map(ord, CODE)))]


def lines() -> list[tuple[Generic, Region, Weight, str]]:
    """Every line of the page."""
    found = [(g, r, w, TEXTS[r]) for r in REGIONS for g in GENERICS for w in WEIGHTS]
    return [*found, ("mono", "sc", 400, CODE)]


def declared(plan: FontPlan) -> str:
    """The faces of a plan for a style sheet."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url({Path(face.path).as_uri()}) }}\n"
        for face in plan.faces
    )


def page(plan: FontPlan) -> tuple[str, str]:
    """HTML and CSS of one page with a line for each design, region and weight."""
    html = ""
    for generic, region, weight, text in lines():
        families = ", ".join(f"'{name}'" for name in plan.families[generic, region])
        html += f'<p style="font-family: {families}; font-weight: {weight}">{escape(text)}</p>\n'
    style = "@page { size: A4; margin: 1cm } p { font-size: 16pt; line-height: 1.4; margin: 0 }"
    return f'<html lang="zh"><body>{html}</body></html>', declared(plan) + style


@pytest.fixture(scope="module")
def rendered(store: FontStore, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The page as a PDF, and what WeasyPrint had to say about it."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    path = tmp_path_factory.mktemp("fonts") / "page.pdf"
    html, css = page(store.plan(requests()))
    try:
        with store.pinned():
            from weasyprint import CSS, HTML
            from weasyprint.text.fonts import FontConfiguration

            configuration = FontConfiguration()
        style = CSS(string=css, font_config=configuration)
        HTML(string=html).write_pdf(path, stylesheets=[style], font_config=configuration)
    finally:
        logger.removeHandler(listener)
    return path, said


def test_every_character_finds_a_glyph(rendered: tuple[Path, list[str]]) -> None:
    assert rendered[1] == []


def test_only_the_stores_faces_are_in_the_file_cut_as_truetype(rendered: tuple[Path, list[str]]) -> None:
    fonts = pdf_fonts(rendered[0])
    assert all(font.name.partition("+")[2].startswith("Docforge-") for font in fonts), fonts
    assert {font.kind for font in fonts} == {"CID TrueType"}
    assert all(font.embedded and font.subset and font.to_unicode for font in fonts)
    assert sum("Bold" in font.name for font in fonts) >= 8, "a real bold for each design and region"


def test_the_text_comes_back_as_it_went_in(rendered: tuple[Path, list[str]]) -> None:
    extracted = run([program("pdftotext"), "-layout", rendered[0], "-"]).stdout.strip("\f\n").splitlines()
    assert [line.strip() for line in extracted if line.strip()] == [text for *_, text in lines()]


def test_three_readers_draw_the_same_page(rendered: tuple[Path, list[str]]) -> None:
    poppler = poppler_pages(rendered[0])
    assert len(poppler) == 1
    assert compare_pages(poppler, mupdf_pages(rendered[0])) == []
    assert compare_pages(poppler, pdfium_pages(rendered[0])) == []


def test_no_character_is_blank_in_any_reader(rendered: tuple[Path, list[str]]) -> None:
    import pypdfium2
    from pypdfium2 import raw

    with pypdfium2.PdfDocument(rendered[0]) as document:
        height = document[0].get_height()
        text = document[0].get_textpage()
        units = [(raw.FPDFText_GetUnicode(text, index), index) for index in range(text.count_chars())]
        # PDFium counts UTF-16 units; the second half of a pair, blanks and the selector have no ink of their own.
        drawn = [(unit, index) for unit, index in units if unit > 0x20 and not 0xDB40 <= unit <= 0xDFFF]
        boxes = [(f"{unit:04X}", text.get_charbox(index)) for unit, index in drawn]
        text.close()
    assert len(boxes) == sum(len(text.replace(" ", "").replace("\U000e0100", "")) for *_, text in lines())
    for reader, picture in (
        ("Poppler", poppler_pages(rendered[0], DPI)[0]),
        ("MuPDF", mupdf_pages(rendered[0], DPI)[0]),
        ("PDFium", pdfium_pages(rendered[0], DPI)[0]),
    ):
        blank = [character for character, box in boxes if not _ink(picture, box, height)]
        assert blank == [], reader


def _ink(picture: Page, box: tuple[float, float, float, float], height: float) -> bool:
    """Whether anything is drawn in a box in points, its origin at the lower left of the page."""
    left, bottom, right, top = (value * DPI / 72 for value in box)
    rows = slice(max(0, int(height * DPI / 72 - top) - 1), int(height * DPI / 72 - bottom) + 2)
    window = picture[rows, max(0, int(left) - 1) : int(right) + 2]
    return bool((window < 128).any())


def test_emoji_look_the_same_whatever_was_set_before_and_no_system_font_draws_them(
    store: FontStore, tmp_path: Path
) -> None:
    # An emoji, one that the source has, one asked for by a selector, a keycap, a flag, a family joined by ZWJ.
    text = "中😀⚽☀\ufe0f1\ufe0f\u20e3🇨🇳👨\u200d👩\u200d👧<b>😀⚽</b>"
    alone = _set(store, text, tmp_path / "alone.pdf", before=())
    after = _set(store, text, tmp_path / "after.pdf", before=("中😀⚽🎉", "<b>😀⚽☀1龘</b>"))
    assert alone == after
    names = {font.name.partition("+")[2].removesuffix("-Bold") for font in pdf_fonts(tmp_path / "alone.pdf")}
    assert names == {"Docforge-Serif-SC", "Docforge-Emoji"}


def test_italic_slants_latin_and_leaves_ideographs_upright(store: FontStore, tmp_path: Path) -> None:
    text = "Don’t <em>“slant” ideographs 汉字 </em><b><em>bold H</em></b> H"
    points = frozenset(map(ord, text))
    plan = store.plan([FontRequest("serif", "latin", weight, points, italic=True) for weight in WEIGHTS])
    families = ", ".join(f'"{name}"' for name in plan.families["serif", "latin"])
    with store.pinned():
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        configuration = FontConfiguration()
    css = CSS(string=f"{declared(plan)} body {{ font: 20pt {families} }}", font_config=configuration)
    path = tmp_path / "italic.pdf"
    HTML(string=f"<body>{text}").write_pdf(path, stylesheets=[css], font_config=configuration)
    extracted = run([program("pdftotext"), path, "-"]).stdout
    assert extracted.strip() == "Don’t “slant” ideographs 汉字 bold H H"
    names = {font.name.partition("+")[2] for font in pdf_fonts(path)}
    latin = {f"Docforge-Serif-Latin{style}" for style in ("", "-Italic", "-Bold-Italic")}
    assert names == latin | {"Docforge-Serif-SC"}


def _set(store: FontStore, html: str, path: Path, before: tuple[str, ...]) -> bytes:
    """A document's bytes, set in a process that has set others before it."""
    with store.pinned():
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        configuration = FontConfiguration()
    for body in (*before, html):
        points = frozenset(map(ord, body))
        plan = store.plan([FontRequest("serif", "sc", weight, points, sequences_in(body)) for weight in WEIGHTS])
        families = ", ".join(f'"{name}"' for name in plan.families["serif", "sc"])
        style = f"{declared(plan)} body {{ font: 40pt {families} }}"
        css = CSS(string=style, font_config=configuration)
        HTML(string=f"<body>{body}").write_pdf(path, stylesheets=[css], font_config=configuration)
    return path.read_bytes()
