"""Three doors of WeasyPrint: what stands beside lines is measured before layout, drawn, and put into the structure."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import weasyprint.draw
import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes, build

from docforge.press.beside.asked import FORMULA, LINE, MARK, NOTE, attribute, is_decoration
from docforge.press.beside.drawing import draw_line, draw_marks, draw_readings
from docforge.press.beside.readings import ON_BOX, mark_of, prepare
from docforge.press.beside.structure import as_formula, as_note, as_ruby, in_language, keep_outer_link, unspoken

_EXPECTED = {
    "create_anonymous_boxes": (build, "box"),
    "draw_inline_level": (weasyprint.draw, "stream, page, box, offset_x, text_overflow, block_ellipsis"),
    "_build_box_tree": (weasyprint.pdf.tags, "box, parent, pdf, page_number, nums, annotations, tags"),
}
"""Functions that are replaced, with their modules and parameters."""

NOTE_ON_PAGE = "docforge_note"
"""Set on the box of a note at the foot of a page."""
_ROOTS = (None, "html", "body")
"""Tags whose boxes have no structure element: their language is the document's."""


class StrangerError(Exception):
    """WeasyPrint is not the one this was written for."""


def install() -> None:
    """Put the hooks in, once a process. Raises StrangerError and changes nothing when a function is not as expected."""
    if hasattr(weasyprint.draw.draw_inline_level, "docforge"):
        return
    stock: dict[str, Callable[..., Any]] = {}
    for name, (module, parameters) in _EXPECTED.items():
        function: Callable[..., Any] | None = getattr(module, name, None)
        found = ", ".join(inspect.signature(function).parameters) if function is not None else "nothing"
        if function is None or found != parameters:
            raise StrangerError(f"{module.__name__}.{name} takes {found}, not {parameters}")
        stock[name] = function
    build.create_anonymous_boxes = _building(stock["create_anonymous_boxes"])
    weasyprint.draw.draw_inline_level = _drawing(stock["draw_inline_level"])
    weasyprint.pdf.tags._build_box_tree = _tagging(stock["_build_box_tree"])


def _building(stock: Callable[..., Any]) -> Callable[..., Any]:
    def create_anonymous_boxes(box: Any) -> Any:
        whole = stock(box)
        prepare(whole)
        return whole

    return create_anonymous_boxes


def _drawing(stock: Callable[..., Any]) -> Callable[..., Any]:
    waiting: list[list[Any]] = []

    def draw_inline_level(stream: Any, page: Any, box: Any, *rest: Any, **named: Any) -> None:
        if isinstance(box, boxes.LineBox):
            waiting.append([])
            try:
                stock(stream, page, box, *rest, **named)
            finally:
                readings = waiting.pop()
            if readings:
                draw_readings(stream, readings, box.position_x, box.position_x + box.width)
            return
        stock(stream, page, box, *rest, **named)
        if isinstance(box, boxes.InlineBox):
            if waiting and hasattr(box, ON_BOX) and mark_of(box):
                waiting[-1].append(box)
            if attribute(box, MARK):
                draw_marks(stream, box)
            if attribute(box, LINE):
                draw_line(stream, box)

    draw_inline_level.docforge = True  # type: ignore[attr-defined]  # how install() knows its own work
    return draw_inline_level


def _tagging(stock: Callable[..., Any]) -> Callable[..., Any]:
    def build_box_tree(
        box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        elements: Iterator[Any] = stock(box, parent, pdf, page_number, nums, annotations, tags)
        fields = getattr(box, "__dict__", {})
        if fields.get("link_annotation") is not None:
            keep_outer_link(box, parent, pdf, page_number)
        if isinstance(box, boxes.FootnoteAreaBox):
            for note in box.children:
                setattr(note, NOTE_ON_PAGE, True)
        if NOTE_ON_PAGE in fields or (fields.get("element_tag") == "div" and attribute(box, NOTE)):
            elements = as_note(elements)
        elif ON_BOX in fields:
            elements = as_ruby(elements, box, pdf, page_number, nums, tags)
        elif str(fields.get("element_tag")).endswith(("::before", "::after")) and is_decoration(box):
            elements = unspoken(elements)
        elif fields.get("element_tag") == "img" and attribute(box, FORMULA):
            elements = as_formula(elements, attribute(box, FORMULA))
        lang = attribute(box, "lang") if fields.get("element_tag") not in _ROOTS else ""
        return in_language(elements, lang) if lang else elements

    return build_box_tree
