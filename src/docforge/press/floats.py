"""Floats that stand in a line: which of them go beside the line, and which wait until it ends (CSS 2 9.5).

A float goes beside its line if the text before it still fits there with it. Lines are composed first, which changes
nothing on the page, and a float is laid out only when it is known where it goes: each once, none left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from weasyprint.layout import preferred
from weasyprint.layout.float import float_layout

from docforge.press.compose import Line
from docforge.press.flow import Node
from docforge.press.slice import Place, Slicer

_LEFT = ("left", "inline-start")
_NEAR = 1e-3
"""px: a float this much below the top of its line still stands beside it."""


class Attempt(NamedTuple):
    """A line set between two edges: ``x`` is where its text begins; ``fits``: whether nothing sticks out.

    The line takes the positions before ``resume``; ``preserved``: a forced break ends it.
    """

    line: Line
    slicer: Slicer
    resume: int
    preserved: bool
    x: float
    fits: bool

    @property
    def floats(self) -> list[Node]:
        """The floats that stand in the line, in order."""
        return list(self.slicer.floats(self.resume))


def beside(place: Place, box: Any, x: float, attempt: Callable[[float, float], Attempt]) -> tuple[Attempt, float]:
    """The line with its floats settled, and how far floats move its start.

    ``box``: the line box, where it stands. ``x``: where its text begins, after the indent. ``attempt`` sets the line
    between an x where text begins and one where it ends.
    """
    indent, left, right = x - box.position_x, box.position_x, place.max_x
    settled: dict[Node, Any] = {}
    waits = False
    found = attempt(x, right)
    while (node := next((node for node in found.floats if node not in settled), None)) is not None:
        settled[node] = None
        if waits:
            continue
        # Until it has found its place; after a float that waits every other waits too.
        waits = True
        at_left, width = node.box.style["float"] in _LEFT, _margin_width(place, node.box)
        trial = attempt(left + indent + width, right) if at_left else attempt(left + indent, right - width)
        if not trial.fits or node not in trial.floats:
            continue
        laid_out = _lay_out(place, node, left + indent, box.position_y)
        edges = _edges(laid_out, box.position_y, at_left, left, right)
        narrowed = attempt(edges[0] + indent, edges[1])
        if node in narrowed.floats:
            (left, right), found, settled[node], waits = edges, narrowed, laid_out, False
        else:
            _take_back(place.context, node)
    found.slicer.settled = settled
    return found, left - box.position_x


def _edges(laid_out: Any, y: float, at_left: bool, left: float, right: float) -> tuple[float, float]:
    """The edges of a line at ``y`` beside a float; one that found room only further down leaves them as they are."""
    if laid_out.position_y > y + _NEAR:
        return left, right
    if at_left:
        return max(left, laid_out.position_x + laid_out.margin_width()), right
    return left, min(right, laid_out.position_x)


def _margin_width(place: Place, box: Any) -> float:
    """The width that a float will take, before it is laid out."""
    least = preferred.min_content_width(place.context, box)
    most = preferred.max_content_width(place.context, box)
    return float(min(max(least, place.containing_block.width), most))


def _lay_out(place: Place, node: Node, x: float, y: float) -> Any:
    context = place.context
    if node.laid_out is not None:
        # WeasyPrint sets a line again where it turns out higher than expected.
        _take_back(context, node)
    node.box.position_x, node.box.position_y = x, y
    laid_out, resume_at = float_layout(
        context, node.box, place.containing_block, place.absolute_boxes, place.fixed_boxes, place.bottom_space,
        skip_stack=None,
    )  # fmt: skip
    if resume_at:
        context.add_broken_out_of_flow(laid_out, node.box, place.containing_block, resume_at)
    node.laid_out = laid_out
    return laid_out


def _take_back(context: Any, node: Node) -> None:
    laid_out, node.laid_out = node.laid_out, None
    context.broken_out_of_flow.pop(laid_out, None)
    if laid_out in context.excluded_shapes:
        context.excluded_shapes.remove(laid_out)
