"""For tests of the press: small pages with the store's faces, set by the press or by WeasyPrint alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdfium2

from docforge import resources
from docforge.press.setting import Setting, setting
from docforge.theme.fonts import FontStore
from docforge.theme.load import parse
from docforge.theme.spec import Theme
from docforge.writers.pdf.engine import Engine, engine

FAMILIES = {"zh-Hans": "SC", "zh-Hant": "TC", "ja": "JP", "ko": "KR"}


@cache
def handout() -> Theme:
    """The built-in theme."""
    return parse(resources.text("styles/handout.toml"))


def started() -> Engine:
    """The engine, with the press installed."""
    return engine(FontStore.open())


@cache
def faces() -> str:
    """``@font-face`` rules of the serif faces, read from the store."""
    store = FontStore.open()
    keys = [
        f"serif-{region}-{weight}" for region in ("sc", "tc", "jp", "kr", "latin") for weight in ("regular", "bold")
    ]
    rules = []
    for face in map(store.face, keys):
        rules.append(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url("file://{face.path}")}}'
        )
    return "".join(rules)


class Page:
    """A body of HTML laid out. ``measure`` in em of 12 px."""

    def __init__(
        self, body: str, *, lang: str = "zh-Hans", measure: float = 20.0, css: str = "", press: bool = True
    ) -> None:
        style = (
            f"{faces()}@page{{size:120mm 100mm;margin:10mm}}"
            f'html{{font:12px/1.6 "Docforge Serif {FAMILIES.get(lang, "SC")}","Docforge Serif Latin"}}'
            f"body{{margin:0;width:{measure}em}}p{{margin:0;text-align:justify}}{css}"
        )
        self._lay_out(f"<!doctype html><html lang={lang}><meta charset=utf-8><style>{style}</style>{body}", press)

    def _lay_out(self, html: str, press: bool) -> None:
        engine = started()
        opened: contextlib.AbstractContextManager[Setting | None] = contextlib.nullcontext()
        with setting(handout()) if press else opened as self.setting:
            self.document = engine.weasyprint.HTML(string=html).render(font_config=engine.fonts, pdf_variant="pdf/ua-1")

    def boxes(self, kind: str) -> Iterator[Any]:
        """Boxes of a class of WeasyPrint, in order."""
        for page in self.document.pages:
            yield from _descendants(page._page_box, kind)

    @property
    def lines(self) -> list[str]:
        """The text of each line."""
        return ["".join(box.text for box in _descendants(line, "TextBox")) for line in self.boxes("LineBox")]

    @property
    def texts(self) -> tuple[str, str]:
        """All text of the lines in the flow, and that of the lines in floats at a side."""
        parts = ["", ""]
        for page in self.document.pages:
            for floated, box in _texts(page._page_box, False):
                parts[floated] += box.text
        return parts[0], parts[1]

    @property
    def composed(self) -> list[bool]:
        """Whether the press has set each line."""
        return [getattr(line, "composed", False) for line in self.boxes("LineBox")]

    @property
    def pdf(self) -> bytes:
        """The file."""
        data = self.document.write_pdf(pdf_variant="pdf/ua-1")
        assert isinstance(data, bytes)
        return data

    @property
    def copied(self) -> str:
        """What PDFium copies, lines joined."""
        document = pypdfium2.PdfDocument(self.pdf)
        return "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")


class Made(Page):
    """A whole document of HTML."""

    def __init__(self, html: str, *, press: bool = True) -> None:
        self._lay_out(html, press)


def _descendants(box: Any, kind: str) -> Iterator[Any]:
    if type(box).__name__ == kind:
        yield box
    for child in getattr(box, "children", ()):
        yield from _descendants(child, kind)


def _texts(box: Any, floated: bool) -> Iterator[tuple[bool, Any]]:
    """Text boxes of lines but for markers and calls of notes, each with whether it stands in a float."""
    if "::" in (box.element_tag or ""):
        return
    if type(box).__name__ == "TextBox":
        yield floated, box
    floated = floated or box.is_floated()
    for child in getattr(box, "children", ()):
        yield from _texts(child, floated)


def text_end(line: Any) -> float:
    """The right edge of the last box of a line."""
    last = line
    while getattr(last, "children", ()):
        last = last.children[-1]
    end: float = last.position_x + last.margin_width()
    return end


def overflowing(page: Page) -> int:
    """How many lines stick out of their block by more than half a pixel."""
    count = 0
    for sheet in page.document.pages:
        count += _overflowing(sheet._page_box, float("inf"))
    return count


def _overflowing(box: Any, width: float) -> int:
    if type(box).__name__ == "LineBox":
        return int(box.width > width + 0.6)
    children = getattr(box, "children", ())
    inside = box.width if type(box).__name__ in ("BlockBox", "TableCellBox", "InlineBlockBox") else width
    return sum(_overflowing(child, inside) for child in children)
