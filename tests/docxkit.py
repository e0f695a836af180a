"""For tests of the DOCX writer: make small documents, write them, look into the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree

from docforge import resources
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.protocols import Asset, WriteContext
from docforge.theme.load import parse
from docforge.theme.spec import Theme
from docforge.typography.numbers import format_label
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from tampering import member, rezip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEASURE = 11906 - 2 * 1417
"""Width of the text in twips: A4 is 11 906 wide in Word, a margin of 25 mm is 1417."""
PREFIXES = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


class Written:
    """A written file: its bytes, what was said, and its parts."""

    def __init__(self, data: bytes, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.data = data
        self.diagnostics = diagnostics
        self.codes = [item.code for item in diagnostics]
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self._archive.namelist()

    def member(self, name: str) -> bytes:
        return self._archive.read(name)

    def part(self, name: str) -> Any:
        """The root of a part; ``document`` is ``word/document.xml``."""
        return etree.fromstring(self._archive.read(name if "/" in name else f"word/{name}.xml"))

    def find(self, path: str, part: str = "document") -> list[Any]:
        """XPath with the prefixes w, wp, a and r."""
        found = self.part(part).xpath(path, namespaces=PREFIXES)
        return list(found)

    def texts(self, part: str = "document") -> list[str]:
        """The text of each paragraph, without labels that Word computes; tabs and line breaks as such."""
        return [shown(paragraph) for paragraph in self.find("//w:p", part)]

    def styles_of(self, text: str) -> list[str]:
        """Style identifiers of the paragraphs with just this text."""
        return [style(each) for each in self.find("//w:p") if shown(each) == text]

    def runs_of(self, text: str) -> list[Any]:
        """The runs whose text is just this."""
        return [run for run in self.find("//w:r") if "".join(run.itertext(f"{W}t")) == text]

    def save(self, path: Path) -> Path:
        path.write_bytes(self.data)
        return path


_CACHED = re.compile(
    r"(<w:instrText[^>]*> (?:REF|SEQ) [^<]*</w:instrText></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    r'<w:fldChar w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)[^<]*'
)


def stale(data: bytes) -> tuple[bytes, int]:
    """A file in which every reference and every number of a sequence shows STALE, until a program computes it; how
    many there are."""
    name = "word/document.xml"
    body, count = _CACHED.subn(r"\1STALE", member(data, name).decode())
    return rezip(data, {name: body.encode()}), count


def pdf_text(path: Path) -> str:
    """The text of a PDF, as PDFium finds it."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def shown(paragraph: Any) -> str:
    pieces = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(pieces.get(node.tag, node.text or "") for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"))


def style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else str(found.get(f"{W}val"))


@cache
def handout() -> Theme:
    """The built-in theme."""
    return parse(resources.text("styles/handout.toml"))


def write(
    *blocks: n.Block,
    lang: str = "zh-Hans",
    title: str = "",
    assets: Mapping[str, Asset] | None = None,
    epoch: int | None = None,
    theme: Theme | None = None,
    **fields: Any,
) -> Written:
    """Write a final document of these blocks; ``fields`` are further fields of ``Document``."""
    name = (n.Text(title),) if title else ()
    document = n.Document(blocks=blocks, lang=lang, title=name, final=True, **fields)
    context = WriteContext(theme=theme or handout(), assets=assets or {}, epoch=epoch, file="test.md")
    result = WRITER.write(document, context, MemoryWorld())
    return Written(result.value, result.diagnostics)


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def para(words: str, **fields: Any) -> n.Para:
    return n.Para(text(words), **fields)


def item(
    value: int | tuple[int, ...],
    words: str,
    *more: n.Block,
    scheme: str = "decimal:{}.",
    run: int = 1,
    label: str | None = None,
    lang: str = "",
    **fields: Any,
) -> n.Item:
    """A numbered paragraph. Without ``label`` it is the one that scheme and value give, and regenerable."""
    values = value if isinstance(value, tuple) else (value,)
    regenerable = label is None
    return n.Item(
        (para(words), *more),
        label=format_label(scheme, values, lang) if label is None else label,
        scheme=scheme,
        value=values,
        run=run,
        regenerable=regenerable,
        **fields,
    )
