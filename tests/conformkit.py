"""For the conformance tests: the cases, and what ``docforge.convert`` makes of a text, read with other libraries."""

from __future__ import annotations

import ctypes
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw
import pytest
from lxml import etree

import docforge

Case = dict[str, Any]
CASES: list[Case] = json.loads((Path(__file__).parent / "conformance/cases.json").read_text(encoding="utf-8"))
MM = 72 / 25.4
"""Points in a millimetre."""
EM = 10.0
"""The size of the body in these tests, points."""
LEFT = 30 * MM
"""The left edge of a column."""
NARROWEST = 10.0
"""Em of the text of the narrowest page used."""
PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "h": "http://www.w3.org/1999/xhtml",
}


def by_id(name: str) -> Case:
    return next(case for case in CASES if case["id"] == name)


def cases(*ids: str) -> pytest.MarkDecorator:
    """The test asserts these cases, one after the other, in its argument ``case``."""
    return pytest.mark.parametrize("case", [pytest.param(by_id(name), id=name) for name in ids])


class Glyph(NamedTuple):
    """A character on a page: its origin in em of the body from the left edge of the column, the height of its
    baseline, the edges of its ink (left, bottom, right, top, in em), and its face."""

    char: str
    x: float
    y: float
    ink: tuple[float, float, float, float]
    face: str


def convert(source: str, suffix: str, lang: str, theme: str = "handout", **settings: object) -> bytes:
    """The file that the public function makes of a Markdown text in a language."""
    return _convert(source, suffix, lang, theme, tuple(sorted(settings.items())))


@cache
def _convert(source: str, suffix: str, lang: str, theme: str, settings: tuple[tuple[str, Any], ...]) -> bytes:
    given = dict(settings)
    writing = given.pop("writing", None)
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "a.md"), Path(folder, f"a.{suffix}")
        path.write_text(f"---\ntitle: ※\n---\n\n{source}\n", encoding="utf-8")
        done = docforge.convert(path, out, lang=lang, theme=theme, writing=writing, settings=given, facts=False)
        assert done.ok, done.diagnostics
        return out.read_bytes()


def column(width: float, **settings: object) -> Mapping[str, object]:
    """Settings for a column of ``width`` em; ``_`` in a name stands for a dot and ``__`` for a hyphen."""
    named = {re.sub("(?<!_)_(?!_)", ".", key).replace("__", "-"): value for key, value in settings.items()}
    indent = max(0.0, NARROWEST - width)  # pages are wider; a narrow column is a quotation that is indented
    outer = 210 - 30 - (width + indent) * EM / MM
    if indent:
        named |= {"roles.quote.indent": indent, "roles.quote.size": 1.0, "roles.quote.rule": ""}
    return {"base-size": EM, "page.inner": 30, "page.outer": outer, "page.folio": "none", "meta-line": False, **named}


def lines(source: str, lang: str, **settings: object) -> list[list[Glyph]]:
    """The lines of the text (not of the title) in a horizontal PDF, from PDFium, without blanks."""
    source = f"> {source}" if "roles.quote.indent" in settings else source
    data = convert(source, "pdf", lang, **settings)
    found: list[list[Glyph]] = []
    shift = float(str(settings.get("roles.quote.indent", 0)))
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            for glyph in _glyphs(page, shift):
                if not found or abs(found[-1][-1].y - glyph.y) > 0.6:
                    found.append([])
                found[-1].append(glyph)
    return [line for line in found if "※" not in {glyph.char for glyph in line}]


def _glyphs(page: pypdfium2.PdfPage, shift: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if char.isspace() or raw.FPDFText_IsGenerated(text.raw, at):
            continue
        raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
        name = ctypes.create_string_buffer(100)
        raw.FPDFText_GetFontInfo(text.raw, at, name, 100, ctypes.c_int())
        left, bottom, right, top = text.get_charbox(at)
        ink = ((left - LEFT) / EM - shift, bottom / EM, (right - LEFT) / EM - shift, top / EM)
        yield Glyph(char, (x.value - LEFT) / EM - shift, y.value / EM, ink, name.value.decode())


class Package:
    """An EPUB or DOCX file."""

    def __init__(self, data: bytes) -> None:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            with zipfile.ZipFile(file) as archive:
                self._members = {name: archive.read(name) for name in archive.namelist()}

    def find(self, path: str, part: str) -> list[Any]:
        """XPath in the first member whose name ends with ``part``; prefixes are w and h."""
        found = etree.fromstring(self._member(part)).xpath(path, namespaces=PREFIXES)
        return list(found)

    def _member(self, part: str) -> bytes:
        return next(data for name, data in self._members.items() if name.endswith(part))

    def style(self, selector: str, name: str) -> list[str]:
        """The values of a CSS property in the rules that have just this selector in their list."""
        sheet = self._member("style.css").decode()
        found = []
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            if selector in [item.strip() for item in selectors.split(",")]:
                found += re.findall(rf"(?:^|;)\s*{name}:\s*([^;]+)", body)
        return [value.strip() for value in found]


def book(source: str, lang: str, **settings: object) -> Package:
    return Package(convert(source, "epub", lang, **settings))


def word(source: str, lang: str, **settings: object) -> Package:
    return Package(convert(source, "docx", lang, **settings))
