"""Pages with vertical lines: measuring what is turned to stand upright, and showing pages turned.

See ``theme/css/vertical.py`` for how such a page lies. A table, picture or listing is set on a sheet of its own first;
its size there decides the room that it takes on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from docforge.theme.css.vertical import text_area
from docforge.theme.spec import Page
from docforge.writers.html.markup import element
from docforge.writers.pdf.artifacts import finish

_MILLIMETRES_A_PIXEL = 25.4 / 96
_ENDLESS = 4000
"""Height in millimetres of the sheet that boxes are measured on, each at the head of a page."""
_SLACK = 1.0
"""Added to a measured width in CSS pixels: a box of just that width breaks lines that its rounding makes too long."""
_MEASURE = "@page {{ size: {width:.3f}mm {height}mm !important; margin: 0 !important; {none} }}\n"
_BARE = " ".join(
    f"@{name} {{ content: none !important }}"
    for name in ("left-top", "left-bottom", "right-middle", "top-left", "top-right")
)
_PIECES = (
    "body { margin: 0 } .fn { display: none }\n"
    ".df-measured { break-after: page }\n"
    ".df-measured > .df-slot > .df-turn { display: inline-block }\n"
)


class Size(NamedTuple):
    """Width and height of a box as it is shown, in CSS pixels."""

    width: float
    height: float


def measured(pieces: Iterable[str]) -> str:
    """The body of a page with every box that is to be measured; "" for one that is not."""
    return "\n".join(
        element("div", element("div", piece, ("class", "df-slot")), ("class", "df-upright df-measured"))
        for piece in pieces
        if piece
    )


def measuring_css(page: Page) -> str:
    """Rules of the sheet that boxes are measured on."""
    sides = ("@page", "@page :left", "@page :right")
    width = text_area(page)[0]
    rules = (_MEASURE.format(width=width, height=_ENDLESS, none=_BARE).replace("@page", side, 1) for side in sides)
    return "".join(rules) + _PIECES


def sizes(laid_out: Any) -> dict[int, Size]:
    """The size of every box on a measuring sheet, by its number."""
    found: dict[int, Size] = {}
    for sheet in laid_out.pages:
        for box in _boxes(sheet._page_box):
            number = _number(box)
            if number is not None and number not in found:
                found[number] = Size(box.margin_width() + _SLACK, box.margin_height())
    return found


def _number(box: Any) -> int | None:
    """The number of the box of a turned element, None for every other box."""
    if box.element is None or "::" in box.element_tag or "df-turn" not in (box.element.get("class") or "").split():
        return None
    return int(box.element.get("data-turn"))


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def too_high(boxes: Mapping[int, Size], page: Page) -> frozenset[int]:
    """Boxes that do not fit on a page: they are set sideways, and may be parted."""
    limit = text_area(page)[1] / _MILLIMETRES_A_PIXEL
    return frozenset(number for number, size in boxes.items() if size.height > limit)


def slots_css(boxes: Mapping[int, Size]) -> str:
    """The room of each box, and the box turned into it: upright once the page is shown turned to the right."""
    rules = []
    for number, size in sorted(boxes.items()):
        slot, box = f'.df-slot[data-turn="{number}"]', f'.df-turn[data-turn="{number}"]'
        rules.append(f"{slot} {{ width: {size.height:.3f}px; height: {size.width:.3f}px }}")
        turn = f"translateY({size.width:.3f}px) rotate(-90deg)"
        rules.append(f"{box} {{ width: {size.width:.3f}px; height: {size.height:.3f}px; transform: {turn} }}")
    return "\n".join(rules)


def finish_vertical(document: Any, pdf: Any) -> None:
    """WeasyPrint's ``finisher`` for vertical lines: every page is shown turned, and pages follow from right to left.

    ISO 32000-1: Rotate turns clockwise (table 30); Direction is how pages lie side by side (table 150).
    """
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page":
            item["Rotate"] = 90
    pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    finish(document, pdf)
