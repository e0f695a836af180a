"""Lines in the place of WeasyPrint's: ``split_inline_box`` for a whole line box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages

from docforge.press.compose import Line
from docforge.press.floats import Attempt, beside
from docforge.press.flow import Flow, Node, is_east_asian
from docforge.press.paragraph import Composition, Segment, composed
from docforge.press.setting import Setting
from docforge.press.shape import UNITS, UnfitError
from docforge.press.slice import Place, Slicer, adjust_height
from docforge.press.widths import line_widths, measuring, text_indent

_PLAY = 1e-9
"""WeasyPrint widens a line by this much against rounding."""


_LOOSE = 0.15
"""em a boundary: what is stretched more is copied with blanks that are not there."""


_HALF = 0.5
"""em: how far an opening mark that begins a paragraph may stand out into the indent (JLREQ 3.1.5)."""


class Kept:
    """What the press knows of a line box: its flow, or that it is left to WeasyPrint."""

    __slots__ = ("children", "composition", "counted", "flow", "measured", "width")

    def __init__(self, children: Any, flow: Flow | None) -> None:
        self.children = children
        inlines = flow.inlines if flow else ()
        self.counted = [(node.box, node.box.children) for node in inlines if "::" in (node.box.element_tag or "")]
        """Boxes of generated content with what they held: a page number may be filled in after the page was set."""
        self.flow = flow
        self.composition: Composition | None = None
        self.width: float | None = None
        self.measured: dict[bool, Composition] = {}

    def is_of(self, line: Any) -> bool:
        """Whether the line box still holds what it held."""
        same = self.children is line.children
        return same and all(box.children is children for box, children in self.counted)


def kept(line: Any, setting: Setting) -> Kept:
    """The flow of a line box, made once; None in it when the press does not set the box."""
    known: Kept | None = line.__dict__.get("_docforge_kept")
    if known is None or not known.is_of(line):
        flow = None
        if is_east_asian(line):
            try:
                flow = Flow(line, setting.shapes)
            except UnfitError as error:
                if error.args[0]:
                    setting.leave(error.args[0])
        known = line._docforge_kept = Kept(line.children, flow)
    return known


def split_line(
    setting: Setting, flow: Flow, keep: Kept, box: Any, position_x: float, skip_stack: Any, place: Place
) -> Any:
    """The next line: what ``split_inline_box`` returns for a line box."""
    composition = _composition(setting, flow, keep, place)
    place.max_x *= 1 + _PLAY
    start = flow.position(skip_stack) if skip_stack is not None else 0
    segment = composition.segment(start)

    def attempt(x: float, max_x: float) -> Attempt:
        return _attempt(setting, flow, composition, segment, start, x, max_x, box.style, place)

    if flow.floats:
        found, moved = beside(place, box, position_x, attempt)
    else:
        found, moved = attempt(position_x, place.max_x), 0.0
    new = found.slicer.boxes(found.x, found.resume)
    new.position_x += moved
    new.width = found.x + found.line.width / UNITS - new.content_box_x()
    adjust_height(new)
    new.composed = True
    setting.composed += 1
    resume_at = flow.skip(found.resume) if found.resume < flow.length else None
    return new, resume_at, found.preserved, None, None, {"left": 0, "right": 0}


def _attempt(
    setting: Setting,
    flow: Flow,
    composition: Composition,
    segment: Segment,
    start: int,
    x: float,
    max_x: float,
    style: Any,
    place: Place,
) -> Attempt:
    """The line from position ``start``, set between ``x`` and ``max_x``; nothing is laid out yet."""
    forced = segment.end < flow.length
    width = (max_x - x) * UNITS
    if segment.end == segment.start or start == segment.end:
        line = Line(start, start, None, 0.0, 0.0, {}, 0.0, 0.0, 0.0, 0.0, 0)
        origin = 0
    else:
        origin = segment.start
        opener = setting.opener(composition.lang) if start == 0 else "trim"
        out = _HALF * style["font_size"] if opener == "half" and composition.opens() else 0.0
        x -= out
        width += out * UNITS
        line = _composed_line(segment, start - origin, width, style, opener != "full")
    if line.resume is not None:
        resume, preserved = origin + line.resume, False
    else:
        resume, preserved = segment.end + (1 if forced else 0), forced
    slicer = Slicer(flow, line, origin, place, setting.shapes)
    return Attempt(line, slicer, resume, preserved, x, line.width <= width + 1)


def _composed_line(segment: Segment, start: int, width: float, style: Any, flush: bool) -> Line:
    """The composer's line; where it would be stretched far, or too long, words are divided."""
    justify = style["text_align_all"] == "justify" and style["white_space"] != "pre"
    line = segment.paragraph.line(start, width, justify=justify, flush=flush)
    loose = (
        justify and line.resume is not None and width - line.natural > _LOOSE * style["font_size"] * UNITS * line.gaps
    )
    if loose or line.natural > width:
        divided = segment.divided
        if divided is not segment.paragraph:
            return divided.line(start, width, justify=justify, flush=flush)
    return line


def widths(context: Any, setting: Setting, keep: Kept, box: Any, minimum: bool, skip_stack: Any) -> Iterator[float]:
    """What ``inline_line_widths`` yields for a line box: widths of pieces (``minimum``) or of whole lines."""
    flow = keep.flow
    assert flow is not None
    simple = _simple(flow)
    known = keep.measured.get(minimum) or (keep.composition if simple else None)
    if known is None:
        known = measuring(context, flow, setting, minimum)
        keep.measured[minimum] = known
        if not flow.things:
            keep.measured[not minimum] = known
    yield from line_widths(context, known, flow, minimum, skip_stack, text_indent(box))


def _composition(setting: Setting, flow: Flow, keep: Kept, place: Place) -> Composition:
    width = place.containing_block.width
    if keep.composition is not None and (keep.width == width or _simple(flow)):
        return keep.composition
    if keep.measured and _simple(flow):
        keep.composition = next(iter(keep.measured.values()))
        return keep.composition
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for node in flow.inlines:
        box = node.box
        resolve_percentages(box, place.containing_block)
        box.margin_left = 0 if box.margin_left == "auto" else box.margin_left
        box.margin_right = 0 if box.margin_right == "auto" else box.margin_right
        left = box.margin_left + box.border_left_width + box.padding_left
        right = box.margin_right + box.border_right_width + box.padding_right
        if node.start == node.end:
            if left or right:
                raise UnfitError("an empty box with a margin")
            continue
        if left:
            before[node.start] = before.get(node.start, 0.0) + left
        if right:
            after[node.end] = after.get(node.end, 0.0) + right
    things = {node.start: _width(node, place) for node in flow.things}
    anywhere = flow.root.box.style["overflow_wrap"] in ("anywhere", "break-word")
    keep.composition = composed(flow, setting, before, after, things, anywhere)
    keep.width = width
    return keep.composition


def _simple(flow: Flow) -> bool:
    """Whether a flow is composed alike for measuring and for setting, whatever the width of its block."""
    return not flow.inlines and not flow.things and flow.root.box.style["overflow_wrap"] != "break-word"


def _width(node: Node, place: Place) -> float:
    """The width of an object, laid out as if it stood alone.

    What came out is kept for the line, unless it has something that is placed on the page by itself.
    """
    absolute: list[Any] = []
    fixed: list[Any] = []
    placeholders: list[Any] = []
    floats: list[Any] = []
    node.box.position_y = 0
    laid_out, _, _, _, _, _ = inline.split_inline_level(
        place.context, node.box, 0, float("inf"), place.bottom_space, None, place.containing_block, absolute, fixed,
        placeholders, floats, [], place.first_letter_style, place.first_line_style,
    )  # fmt: skip
    node.laid_out = None if absolute or fixed or placeholders or floats or node.box.is_leader else laid_out
    width: float = laid_out.margin_width()
    return width
