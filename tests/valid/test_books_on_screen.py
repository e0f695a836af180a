"""E-books as Chromium shows them, and as EPUBCheck and Ace judge them, for every reader that they are made for."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import judges
from docforge.build.convert import Options, convert
from docforge.build.outputs import plan_outputs
from docforge.protocols import EPUB_TARGETS
from docforge.world import DiskWorld

UNAVOIDABLE = {"kindle": {"OPF-097"}, "embedded": {"CSS-028"}}
"""Usage notes of EPUBCheck: Kindle wants a cover that no page shows; faces are declared by @font-face."""
DAY = "html { background: #ffffff; color: #000000 }"
NIGHT = "html { background: #000000; color: #ffffff }"
"""What a reader adds for its pages by day and by night."""


WIDE = """---
lang: zh-Hans
---

# 宽的东西

见 {url} 。

| 甲列标题很长 | 乙列标题很长 | 丙列 | 丁列 | 戊列 | 己列 |
|---|---|---|---|---|---|
| 一段较长的文字在这里 | {url} | 3 | 4 | 5 | 6 |

    {url}

1. 一
   - {url}
"""


def built(source: Path, folder: Path, name: str, *, embed_fonts: bool = False) -> Path:
    out = folder / f"{source.stem}-{name}.epub"
    plan = plan_outputs([str(out)], "", [str(source)])
    options = Options(epub_target=name, embed_fonts=embed_fonts)
    outcome = convert([str(source)], plan, options, DiskWorld())
    assert outcome.ok, outcome.diagnostics
    return out


def opened(book: Path, folder: Path) -> Path:
    with zipfile.ZipFile(book) as archive:
        archive.extractall(folder)
    return folder / "EPUB"


def in_style(page: Path, css: str, name: str) -> Path:
    """A copy of a page with a reader's own style sheet after the book's."""
    copy = page.with_name(f"{name}-{page.name}")
    markup = page.read_text("utf-8")
    assert "</head>" in markup
    copy.write_text(markup.replace("</head>", f"<style>{css}</style></head>"), "utf-8")
    return copy


def shown(page: Path, width: int, height: int) -> np.ndarray:
    picture = judges.chromium_picture(page, page.with_suffix(".png"), width, height)
    with Image.open(picture) as opened_picture:
        return np.asarray(opened_picture.convert("L"), dtype=np.int16)


def sources(root: Path) -> list[Path]:
    return sorted((root / "examples").glob("*.md"))


def silent(found: Iterable[str], allowed: set[str]) -> list[str]:
    return [finding for finding in found if not any(f" {code} " in finding for code in allowed)]


@pytest.mark.parametrize("name", EPUB_TARGETS[1:])
def test_the_judges_are_silent_for_every_reader(root: Path, tmp_path: Path, name: str) -> None:
    books = [built(source, tmp_path, name) for source in sources(root)]
    found = judges.judge_each(judges.epubcheck, books)
    # What Ace looks at is the same in every language but for the direction of lines.
    found += judges.judge_each(judges.ace, [book for book in books if book.stem.startswith(("zh-Hans", "tategaki"))])
    assert silent(found, UNAVOIDABLE.get(name, set())) == []


def test_the_judges_have_nothing_against_embedded_faces(root: Path, tmp_path: Path) -> None:
    books = [built(root / f"examples/{stem}.md", tmp_path, "apple", embed_fonts=True) for stem in ("zh-Hans", "en")]
    found = judges.judge_each(judges.epubcheck, books) + judges.judge_each(judges.ace, books[:1])
    assert silent(found, UNAVOIDABLE["embedded"]) == []


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_nothing_sticks_out_of_a_telephone(tmp_path: Path, name: str) -> None:
    source = tmp_path / "wide.md"
    url = "https://example.org/" + "a-long-path/" * 20
    source.write_text(WIDE.format(url=url), "utf-8")
    inside = opened(built(source, tmp_path, name), tmp_path / "book")
    # A window of 800 pixels, of which the book has the first 500 (Chromium has no narrower one).
    page = in_style(inside / "c001.xhtml", "html { width: 460px; padding: 0 20px } math { display: none }", "wide")
    seen = shown(page, 800, 1600)
    assert (seen[:, :500] < 128).any()
    assert not (seen[:, 500:] < 128).any()


@pytest.mark.parametrize("name", EPUB_TARGETS)
@pytest.mark.parametrize("stem", ["zh-Hans", "tategaki"])
def test_a_page_by_night_is_the_page_by_day_with_light_and_dark_changed(
    root: Path, tmp_path: Path, name: str, stem: str
) -> None:
    inside = opened(built(root / "examples" / f"{stem}.md", tmp_path, name), tmp_path / "book")
    page = inside / "c001.xhtml"
    # Pictures, which keep their white paper, are taken out of the comparison.
    hidden = "img, math { visibility: hidden }"
    day = shown(in_style(page, DAY + hidden, "day"), 500, 2400)
    night = shown(in_style(page, NIGHT + hidden, "night"), 500, 2400)
    assert (day < 100).mean() > 0.005, "nothing is printed"
    # Smooth edges of letters differ by a few shades; a line or a word in a colour of its own would differ by most.
    assert (np.abs(255 - day - night) > 90).sum() < 40


@pytest.mark.parametrize("name", ["generic", "kindle"])
def test_a_transparent_picture_is_legible_by_night(tmp_path: Path, name: str) -> None:
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (80, 80, 120, 120))
    clear.save(tmp_path / "p.png")
    source = tmp_path / "a.md"
    source.write_text("---\nlang: en\n---\n\n# T\n\n![A black square](p.png)\n\n$$x^2 + \\frac{a}{b}$$\n", "utf-8")
    inside = opened(built(source, tmp_path, name), tmp_path / "book")
    only = "body > * { color: #000000 } h1, p.df-subtitle { visibility: hidden } html { background: #000000 }"
    seen = shown(in_style(inside / "c001.xhtml", only, "night"), 400, 500)
    assert (seen > 250).sum() > 200 * 200 * 0.9


def test_chromium_sets_the_text_in_the_embedded_faces(root: Path, tmp_path: Path) -> None:
    import pikepdf

    inside = opened(built(root / "examples/zh-Hans.md", tmp_path, "generic", embed_fonts=True), tmp_path / "book")
    # MathML has faces of its own.
    page = in_style(inside / "c001.xhtml", "math { display: none }", "text")
    fonts: set[str] = set()
    with pikepdf.open(judges.chromium_pdf(page, tmp_path / "page.pdf")) as printed:
        for sheet in printed.pages:
            # Faces of the system with CFF outlines become fonts of type 3, which have no name.
            found = [font.get("/BaseFont", "a face of the system") for font in sheet.Resources.Font.values()]
            fonts |= {str(name).rpartition("+")[2] for name in found}
    assert {"DocforgeSerifSC-Regular", "DocforgeSansSC-Bold", "DocforgeMono-Regular"} <= fonts
    assert not {name for name in fonts if not name.startswith("Docforge")}
