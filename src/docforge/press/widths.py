"""Min-content and max-content widths of composed text: what the widest unbreakable piece and the whole take.

WeasyPrint asks for them by breaking a text anew at every opportunity, which takes most of the time of tables and of
blocks that shrink to fit. The composer knows both from its sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.css import resolve_math
from weasyprint.css.functions import check_math
from weasyprint.css.validation import validate_non_shorthand
from weasyprint.layout import preferred

from docforge.press.flow import Flow, Node
from docforge.press.paragraph import Composition, composed
from docforge.press.setting import Setting
from docforge.press.shape import UNITS

_ENDLESS = 1e12
"""Pango units: a line that holds everything."""


def measuring(context: Any, flow: Flow, setting: Setting, minimum: bool) -> Composition:
    """A flow composed to be measured: percentages count nothing, objects are as wide as they must be."""
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for node in flow.inlines:
        if node.start == node.end:
            continue
        left = preferred.margin_width(node.box, 0, left=True, right=False)
        right = preferred.margin_width(node.box, 0, left=False, right=True)
        if left:
            before[node.start] = before.get(node.start, 0.0) + left
        if right:
            after[node.end] = after.get(node.end, 0.0) + right
    measure = preferred.min_content_width if minimum else preferred.max_content_width
    things = {node.start: _thing(context, node, measure) for node in flow.things}
    anywhere = flow.root.box.style["overflow_wrap"] == "anywhere"
    return composed(flow, setting, before, after, things, anywhere)


def line_widths(
    context: Any, widths: Composition, flow: Flow, minimum: bool, skip_stack: Any, indent: float
) -> Iterator[float]:
    """The widths of lines, as ``preferred.inline_line_widths`` gives them: of pieces, or of whole lines.

    Floats stand beside the text of a whole line, and each is a piece.
    """
    start = flow.position(skip_stack) if skip_stack is not None else 0
    measure = preferred.min_content_width if minimum else preferred.max_content_width
    floats = [(node.start, measure(context, node.box)) for node in flow.floats if node.start >= start]
    for segment in widths.segments:
        if segment.end < start or (segment.end == start and start == flow.length):
            continue
        at = max(start, segment.start) - segment.start
        beside = 0.0 if minimum else sum(width for place, width in floats if segment.start <= place <= segment.end)
        if segment.start == segment.end or at == segment.end - segment.start:
            yield indent + beside
        elif minimum:
            for piece in segment.paragraph.pieces(at):
                yield piece / UNITS + indent
                indent = 0
        else:
            yield segment.paragraph.line(at, _ENDLESS).width / UNITS + indent + beside
        indent = 0
    if minimum:
        yield from (width for _, width in floats)


def text_indent(box: Any) -> float:
    """The indent of a line box; a percentage counts nothing."""
    token = box.style["text_indent"]
    if check_math(token):
        result = resolve_math(token, box.style, "text_indent", refer_to=0)
        token = validate_non_shorthand((result,), "text-indent")[0][1]
        if not token:
            return 0.0
    return 0.0 if token.unit == "%" else float(token.value)


def _thing(context: Any, node: Node, measure: Callable[[Any, Any], float]) -> float:
    # A leader is as wide as its text, and grows when the line is set.
    return preferred.max_content_width(context, node.box) if node.box.is_leader else measure(context, node.box)
