"""The same paragraph in the PDF, in the EPUB shown by Chromium and in the DOCX shown by LibreOffice.

What a format decides must agree within 2 %: face, size, leading, indents, numbers. Chromium is given the page and the
size of type that a reader would choose; both programs see no faces but docforge's own, under the names Word has.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import docforge
import judges
from docforge import resources
from docforge.theme.fonts import FontStore
from docforge.theme.load import parse
from docforge.theme.spec import Theme
from glyphkit import paragraph

CLOSE = 0.02
REGIONS = {"zh-Hans": "SC", "zh-Hant": "TC", "ja": "JP", "ko": "KR"}
BODY = {
    "zh-Hans": "读书会每月在图书馆举行一次，由会员轮流主持，先各自读完指定的章节，再把想不明白的地方带来一起讨论。" * 2,
    "zh-Hant": "讀書會每月在圖書館舉行一次，由會員輪流主持，先各自讀完指定的章節，再把想不明白的地方帶來一起討論。" * 2,
    "ja": "読書会は毎月図書館で開かれ、会員が順番に司会を務める。決められた章を読んでから集まり、話し合う。" * 2,
    "ko": "독서 모임은 매달 한 번 도서관에서 열리며 회원이 돌아가며 사회를 맡는다. 정해진 장을 읽고 모인다. " * 2,
}
SHORT = {
    "zh-Hans": "他说：“好。”（见《书名》）共12页",
    "zh-Hant": "他說：「好。」（見《書名》）共12頁",
    "ja": "彼は「はい。」（『本』を見て）全12頁",
    "ko": "그는 말했다",
}
HEAD = {"zh-Hans": "一次讨论", "zh-Hant": "一次討論", "ja": "話し合い", "ko": "이야기"}


@dataclass(frozen=True)
class Shown:
    """The page of one language in three formats, all as PDF."""

    pdf: Path
    epub: Path
    docx: Path


@pytest.fixture(scope="module")
def theme() -> Theme:
    return parse(resources.text("styles/handout.toml"))


@pytest.fixture(scope="module")
def shown(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    folder = tmp_path_factory.mktemp("three formats")
    seen = {"FONTCONFIG_FILE": str(_fontconfig(theme, folder))}
    for lang in REGIONS:
        source = folder / f"{lang}.md"
        text = f"# {HEAD[lang]}\n\n{BODY[lang]}\n\n{SHORT[lang]}\n\n12. {BODY[lang]}\n"
        source.write_text(f"---\nlang: {lang}\ntitle: {lang}\n---\n\n# {lang}\n\n#{text}", encoding="utf-8")
        outcome = docforge.convert(source, [folder / f"{lang}.{name}" for name in ("pdf", "epub", "docx")])
        assert outcome.ok, outcome.diagnostics
    drawn = folder / "drawn by LibreOffice"
    drawn.mkdir()
    office = judges.libreoffice_pdfs([folder / f"{lang}.docx" for lang in REGIONS], drawn, seen)
    return {
        lang: Shown(
            folder / f"{lang}.pdf",
            judges.chromium_pdf(_page(theme, folder, lang), folder / f"{lang}.epub.pdf", seen),
            office[folder / f"{lang}.docx"],
        )
        for lang in REGIONS
    }


def _fontconfig(theme: Theme, folder: Path) -> Path:
    """A configuration in which the faces that Word names are docforge's own, for this test alone."""
    named: dict[str, str] = {}
    for font in theme.fonts.values():
        design = "Serif" if font.generic == "serif" else "Sans"
        named.setdefault(font.word_latin, f"Docforge {design} Latin")
        for lang, face in font.word_cjk.items():
            named.setdefault(face, f"Docforge {design} {REGIONS[lang]}")
    store = FontStore.open()
    store.build()
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{face}</string></edit></match>'
        for name, face in sorted(named.items())
    )
    path = folder / "fonts.conf"
    path.write_text(
        f"<fontconfig><dir>{store.folder / 'cuts'}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


def _page(theme: Theme, folder: Path, lang: str) -> Path:
    """The book's text as a reader shows it who has chosen the theme's page, its size of type and its faces."""
    book = folder / f"{lang} book"
    with zipfile.ZipFile(folder / f"{lang}.epub") as archive:
        archive.extractall(book)
    page, region = theme.page, REGIONS[lang]
    chosen = (
        f"@page {{ size: {page.width}mm {page.height}mm;"
        f" margin: {page.top}mm {page.outer}mm {page.bottom}mm {page.inner}mm }}"
        f"html {{ font-size: {theme.base_size}pt; font-family: 'Docforge Serif {region}' }}"
        f"body {{ margin: 0; text-rendering: geometricPrecision }} h1, h2 {{ font-family: 'Docforge Sans {region}' }}"
    )
    text = next((book / "EPUB").glob("c001.xhtml"))
    markup = text.read_text("utf-8").replace("</head>", f"<style>{chosen}</style></head>")
    text.write_text(markup, encoding="utf-8")
    return text


@pytest.mark.parametrize("lang", REGIONS)
def test_body_text_agrees(lang: str, shown: dict[str, Shown], theme: Theme) -> None:
    pages = shown[lang]
    for path in (pages.pdf, pages.epub, pages.docx):
        body = paragraph(path, BODY[lang])
        em = theme.size("body")
        assert body.size == pytest.approx(em, rel=CLOSE), path
        assert body.leading == pytest.approx(em * theme.role("body").leading, rel=CLOSE), path
        assert body.first_indent == pytest.approx(em * theme.role("body").first_indent[lang], rel=CLOSE), path
        assert body.lines[0][0].face.replace("-", "").startswith(f"DocforgeSerif{REGIONS[lang]}"), path


@pytest.mark.parametrize("lang", REGIONS)
def test_headings_agree(lang: str, shown: dict[str, Shown], theme: Theme) -> None:
    pages = shown[lang]
    sizes = [paragraph(path, HEAD[lang]).size for path in (pages.pdf, pages.epub, pages.docx)]
    assert sizes == pytest.approx([theme.size("heading-1")] * 3, rel=CLOSE)


@pytest.mark.parametrize("lang", REGIONS)
def test_numbered_paragraphs_agree(lang: str, shown: dict[str, Shown], theme: Theme) -> None:
    pages = shown[lang]
    # Found with its label, or not at all.
    found = [paragraph(path, "12." + BODY[lang]) for path in (pages.pdf, pages.epub, pages.docx)]
    indent = theme.size("numbered") * theme.role("numbered").indent
    assert [-text.first_indent for text in found] == pytest.approx([indent] * 3, rel=CLOSE)
    leading = theme.size("numbered") * theme.role("numbered").leading
    assert [text.leading for text in found] == pytest.approx([leading] * 3, rel=CLOSE)


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja"])
def test_an_e_book_squeezes_punctuation_as_the_page_does(lang: str, shown: dict[str, Shown]) -> None:
    ours = paragraph(shown[lang].pdf, SHORT[lang]).advances()
    theirs = paragraph(shown[lang].epub, SHORT[lang]).advances()
    assert [char for char, _ in ours] == [char for char, _ in theirs]
    apart = [(one, other) for one, other in zip(ours, theirs, strict=True) if abs(one[1] - other[1]) > CLOSE]
    assert apart == []
