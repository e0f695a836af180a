"""Lines to write on, in the margin for notes: drawn below everything else, as artifacts (ISO 14289-1, 7.8).

They are strokes of the page itself, so that they add no character and no structure, and print as sharp as rules do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from docforge.theme.papers import NOTES_INSET
from docforge.theme.spec import Page

_POINTS = 72 / 25.4
INK = "0.6 G 0.5 w"
"""A grey that is seen and not read, half a point wide."""


class Stroke(NamedTuple):
    """A line from one place to another, in points from the lower left corner of the page as it is laid out."""

    x1: float
    y1: float
    x2: float
    y2: float


def strokes(page: Page, *, left: bool) -> Iterator[Stroke]:
    """The lines in the margin of a page; ``left``: it is the left one of two that lie open."""
    if page.note_margin != "ruled":
        return
    near, far = page.outer - NOTES_INSET, NOTES_INSET
    if page.writing == "vertical":
        # The page is laid out turned: its outer margin lies at the foot of right pages and at the head of left ones.
        start, end = page.top, page.height - page.bottom
        count = max(0, int((near - far) / page.ruling))
        for line in range(count + 1):
            y = near - line * page.ruling
            yield _points(start, page.width - y if left else y, end, page.width - y if left else y)
        return
    x1, x2 = (far, near) if left else (page.width - near, page.width - far)
    for line in range(1, int((page.height - page.top - page.bottom) / page.ruling) + 1):
        y = page.height - page.top - line * page.ruling
        yield _points(x1, y, x2, y)


def _points(*millimetres: float) -> Stroke:
    return Stroke(*(value * _POINTS for value in millimetres))


def rule_pages(document: Any, pdf: Any, page: Page) -> None:
    """Put the lines on every page of a ``pydyf.PDF``, the cover excepted."""
    numbers = pdf.pages["Kids"][::3]
    for sheet, number in zip(document.pages, numbers, strict=True):
        kind = sheet._page_box.page_type
        if kind.name == "cover":
            continue
        drawn = [f"{s.x1:.2f} {s.y1:.2f} m {s.x2:.2f} {s.y2:.2f} l S" for s in strokes(page, left=kind.side == "left")]
        if drawn:
            text = f"/Artifact <</Type /Layout>> BDC q {INK} {' '.join(drawn)} Q EMC"
            contents = pdf.objects[int(pdf.objects[number]["Contents"].split(b" ", 1)[0])]
            contents.stream.insert(0, text.encode())
