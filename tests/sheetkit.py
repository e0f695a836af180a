"""PDF files drawn by hand, glyph by glyph, so that a test knows where each one stands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SIZE = 10.0
"""Points; full-width characters advance by it, ASCII by half of it."""
LEFT, TOP, LEADING = 50.0, 700.0, 16.0

Line = str | Sequence[str | float]
"""Text, or text and moves to the right in em: ``["使用", 0.125, "PDF"]``."""


@dataclass(frozen=True)
class Para:
    """A paragraph. ``left`` in em from the page's column; ``page`` counts from 1."""

    lines: Sequence[Line]
    lang: str = ""
    face: str = "Test-Serif-SC"
    tag: str = "P"
    page: int = 1
    left: float = 0.0


def squared(line: Line, width: float) -> list[str | float]:
    """A line with its last glyph moved so that it ends at ``width`` em."""
    parts = [line] if isinstance(line, str) else list(line)
    text = parts[-1]
    assert isinstance(text, str)
    return [*parts[:-1], text[:-1], width - length(parts), text[-1]]


def length(parts: Line) -> float:
    """The length of a line in em."""
    if isinstance(parts, str):
        return sum(0.5 if ord(character) < 0x80 else 1.0 for character in parts)
    return sum(part if isinstance(part, (int, float)) else length(part) for part in parts)


def sheet(*paragraphs: Para, lang: str = "zh-Hans", rotate: int = 0, tagged: bool = True) -> bytes:
    """The file. Paragraphs stand below each other on their page."""
    pdf = pikepdf.new()
    pdf.Root.Lang = String(lang)
    fonts: dict[str, Any] = {}
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([])))
    root.K = document
    for number in range(1, max(paragraph.page for paragraph in paragraphs) + 1):
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        page.obj.Rotate = rotate
        content: list[str] = []
        y = TOP
        for mcid, paragraph in enumerate(one for one in paragraphs if one.page == number):
            name = f"F{sorted({one.face for one in paragraphs}).index(paragraph.face)}"
            fonts.setdefault(name, _font(pdf, paragraph.face, _characters(paragraphs)))
            element = Dictionary(Type=Name.StructElem, S=Name("/" + paragraph.tag), P=document, Pg=page.obj, K=mcid)
            if paragraph.lang:
                element.Lang = String(paragraph.lang)
            document.K.append(pdf.make_indirect(element))
            content.append(f"/{paragraph.tag} <</MCID {mcid}>> BDC")
            for line in paragraph.lines:
                parts = [line] if isinstance(line, str) else line
                x = LEFT + paragraph.left * SIZE
                content.append(f"BT 1 0 0 1 {x} {y} Tm /{name} {SIZE} Tf [{' '.join(map(_shown, parts))}] TJ ET")
                y -= LEADING
            content.append("EMC")
            y -= LEADING
        page.obj.Resources = Dictionary(Font=Dictionary({"/" + name: font for name, font in fonts.items()}))
        page.obj.Contents = pdf.make_stream("\n".join(content).encode())
    if tagged:
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def _shown(part: str | float) -> str:
    return f"<{part.encode('utf-16-be').hex()}>" if isinstance(part, str) else f"{-part * 1000:.3f}"


def _characters(paragraphs: Sequence[Para]) -> list[str]:
    """The characters of all paragraphs; the one of code 0 has no text, like the box of a real face."""
    parts = (part for paragraph in paragraphs for line in paragraph.lines for part in line)
    return sorted({character for part in parts if isinstance(part, str) for character in part} - {"\0"})


def _font(pdf: pikepdf.Pdf, face: str, characters: Sequence[str]) -> Any:
    """A face whose codes are UTF-16, so that any text can be drawn; code 0 is glyph 0."""
    pairs = " ".join(f"<{ord(character):04x}> <{ord(character):04x}>" for character in characters)
    cmap = (
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(characters)} beginbfchar {pairs} endbfchar\nendcmap"
    ).encode()
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+" + face),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        DW=1000,
        W=Array([1, 127, 500]),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+" + face),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(cmap),
    )
    return pdf.make_indirect(font)
