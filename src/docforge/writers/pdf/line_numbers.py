"""Numbers of lines beside the text: drawn on the finished pages, as artifacts (ISO 14289-1, 7.8).

As in Word, lines of tables and notes are not counted, and what is drawn is no text of the page: copied text has no
numbers in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.theme.fonts.digits import Digit, digits
from docforge.theme.spec import Theme

_POINTS = 0.75
"""Points of a pixel of CSS."""
_SIZE = 0.7
"""Size of the numbers, times the body's."""
_GAP = 0.9
"""Distance from the text, em of the body."""
_BESIDE_NUMBERS = 3.5
"""The same where paragraphs have numbers in the margin (``--number all``)."""
_INK = "0.35 g"
_SKIPPED = ("TableBox", "FootnoteAreaBox", "MarginBox")
_SKIPPED_CLASSES = frozenset(("df-endnotes", "df-upright"))
"""Notes at the end, and what stands upright among vertical lines."""


def number_lines(laid_out: Any, pdf: Any, document: n.Document, theme: Theme, face: str) -> None:
    """Put the numbers on every page of a ``pydyf.PDF``. ``face``: the file of the face that they are drawn in."""
    beside = any(para.number for para in find(document.blocks, n.Para))
    gap = theme.base_size * (_BESIDE_NUMBERS if beside else _GAP)
    count = 0
    objects = pdf.pages["Kids"][::3]
    for sheet, place in zip(laid_out.pages, objects, strict=True):
        page = sheet._page_box
        if theme.page.lines_counted == "page":
            count = 0
        drawn = []
        for line in _lines(page):
            count += 1
            if count % theme.page.line_numbers == 0:
                drawn.append(_drawn(str(count), line, page, theme, gap, digits(face)))
        if drawn:
            text = f"/Artifact <</Type /Layout>> BDC q {_INK} {' '.join(drawn)} Q EMC"
            contents = pdf.objects[int(pdf.objects[place]["Contents"].split(b" ", 1)[0])]
            contents.stream.insert(0, text.encode())


def _lines(box: Any) -> Iterator[Any]:
    """The lines of running text in a box, from the top."""
    for child in getattr(box, "children", ()):
        kind = type(child).__name__
        if kind == "LineBox":
            if child.children:
                yield child
        elif kind not in _SKIPPED and not _SKIPPED_CLASSES & _classes(child) and child.is_in_normal_flow():
            yield from _lines(child)


def _classes(box: Any) -> set[str]:
    return set() if box.element is None else set(str(box.element.get("class") or "").split())


def _drawn(number: str, line: Any, page: Any, theme: Theme, gap: float, shapes: dict[str, Digit]) -> str:
    size = theme.base_size * _SIZE
    width = sum(shapes[digit].advance for digit in number) * size
    right = _column_edge(line, page, theme) * _POINTS - gap
    base = (page.height + page.margin_top + page.margin_bottom - line.position_y - line.baseline) * _POINTS
    if theme.page.writing == "vertical":
        # The page is shown turned clockwise: digits stand upright in the middle of their line, above its beginning.
        middle = base + (line.baseline - line.height / 2) * _POINTS
        place = f"0 {size:.2f} {-size:.2f} 0 {right:.2f} {middle - width / 2:.2f} cm"
    else:
        place = f"{size:.2f} 0 0 {size:.2f} {right - width:.2f} {base:.2f} cm"
    steps = (f"{shapes[digit].path} 1 0 0 1 {shapes[digit].advance:.4f} 0 cm" for digit in number)
    return f"q {place} {' '.join(steps)} Q"


def _column_edge(line: Any, page: Any, theme: Theme) -> float:
    """Where the column of a line begins, in pixels."""
    edge, beginning = float(page.content_box_x()), float(line.position_x)
    sheet = theme.page
    if sheet.columns == 1 or sheet.writing == "vertical":
        return edge
    gap = sheet.column_gap / 25.4 * 96
    step = (float(page.width) + gap) / sheet.columns
    return edge + step * int((beginning + gap / 2 - edge) / step)
