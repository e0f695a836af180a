"""One line of a flow as WeasyPrint's boxes: the inline boxes cut at both ends, text boxes with their glyphs, placed.

The boxes come out as ``layout.inline.split_inline_box`` makes them: decoration removed where a box goes on in another
line, out-of-flow children handed to WeasyPrint, positions set horizontally and heights by the line height.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from weasyprint.layout import inline
from weasyprint.layout.absolute import absolute_layout

from docforge.press.compose import Line
from docforge.press.flow import INLINE, OUTSIDE, TEXT, Flow, Node
from docforge.press.hyphens import hyphen
from docforge.press.shape import UNITS, Shape
from docforge.press.textline import TextLine


class Place(Struct):
    """Where a line is laid out: the arguments of ``split_inline_box`` that its children need."""

    context: Any
    max_x: float
    bottom_space: float
    containing_block: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    line_placeholders: list[Any]
    waiting_floats: list[Any]
    first_letter_style: Any
    first_line_style: Any


class Slicer:
    """Builds the boxes of one line.

    ``origin``: the position that the composer's offsets count from. The line takes the positions ``start`` to
    ``resume``, of which those up to ``end`` are seen. ``settled``: its floats; those that stand beside it are laid out.
    """

    def __init__(self, flow: Flow, line: Line, origin: int, place: Place, shapes: dict[tuple[Any, ...], Shape]) -> None:
        self.flow = flow
        self.place = place
        self.shapes = shapes
        self.kerns = {origin + at: kern for at, kern in line.kerns.items()} if origin else line.kerns
        self.kern_at = list(self.kerns)
        self.hyphen = line.hyphen
        self.trim_end = line.trim_end
        self.hang = line.hang
        self.settled: dict[Node, Any] = {}
        self.start = origin + line.start
        self.end = origin + line.end

    def boxes(self, x: float, resume: int) -> Any:
        """The line box whose content begins at ``x`` and which takes everything before ``resume``."""
        self.resume = resume
        self.x = x
        self.trailing = 0.0
        flow = self.flow
        whole = resume >= flow.length
        root = flow.root
        children = self._children(root, self.place.absolute_boxes)
        box = root.box.copy_with_children(children)
        box.remove_decoration(start=self.start > 0, end=not whole)
        return box

    def floats(self, resume: int) -> Iterator[Node]:
        """The floats that stand in the line if it takes everything before ``resume``, in order."""
        self.resume = resume
        return self._floats(self.flow.root)

    def _floats(self, parent: Node) -> Iterator[Node]:
        for node in parent.children:
            if self._inside(node, parent):
                if node.kind == INLINE:
                    yield from self._floats(node)
                elif node.kind == OUTSIDE and node.box.is_floated():
                    yield node

    def _inside(self, node: Node, parent: Node) -> bool:
        """Whether any of a node stands on the line.

        What takes no room goes with what follows it, or with the end of its parent where nothing does.
        """
        if node.start < node.end:
            return node.start < self.resume and node.end > self.start
        if parent.start == parent.end or self.start <= node.start < self.resume:
            return True
        if node.start > self.resume or node.start < self.start:
            return False
        return self.resume >= self.flow.length or (parent is not self.flow.root and parent.end == node.start)

    def _children(self, parent: Node, absolute_boxes: list[Any]) -> list[Any]:
        out: list[Any] = []
        for node in parent.children:
            if not self._inside(node, parent):
                continue
            node.box.position_y = parent.box.position_y
            if node.kind == TEXT:
                box = self._text(node)
            elif node.kind == INLINE:
                box = self._inline(node)
            elif node.kind == OUTSIDE:
                self._outside(parent, node, out, absolute_boxes)
                continue
            else:
                box = self._thing(node, absolute_boxes)
            if box is not None:
                out.append(box)
        return out

    def _text(self, node: Node) -> Any:
        shape, first = node.shape, node.start
        assert shape is not None
        start, end = max(self.start, first), min(self.end, node.end)
        if start >= end:
            return None
        text = node.box.text[start - first : end - first]
        if not text.strip("\n"):
            return None
        inner: list[tuple[int, float]] = []
        kern = self.kerns.get(start)
        if kern is not None:
            if start == self.start:
                inner.append((start - first, kern))
            else:
                # Between boxes: it parts or joins them, and belongs to neither.
                self.x += kern / UNITS
        inner += [(at - first, self.kerns[at]) for at in self.kern_at if start < at < end]
        box = node.box.copy_with_text(text)
        line = box.pango_layout = TextLine(shape, start - first, end - first, text, inner)
        line.max_width = self.place.max_x
        box.position_x = self.x
        box.position_y = node.box.position_y
        if self.hyphen and end == self.end:
            line.hyphen = hyphen(box.style, self.shapes)
        box.width = line.width()
        if end == self.end:
            box.width -= (self.trim_end + self.hang) / UNITS
        box.height = shape.height
        half_leading = (shape.line_height - shape.height) / 2
        box.margin_top = box.margin_bottom = half_leading
        box.baseline = shape.baseline + half_leading
        box.margin_left = box.margin_right = 0
        box.padding_left = box.padding_right = box.padding_top = box.padding_bottom = 0
        box.border_left_width = box.border_right_width = box.border_top_width = box.border_bottom_width = 0
        self.x += box.width
        return box

    def _inline(self, node: Node) -> Any:
        original = node.box
        begins = node.start >= self.start
        ends = node.end <= self.resume
        x = self.x
        if begins and node.start < node.end and node.start != self.start:
            kern = self.kerns.get(node.start)
            first = node.children[0] if node.children else None
            if kern is not None and first is not None:
                # The kern before a box's first character stands before the box.
                self.x = x = x + kern / UNITS
                self.kerns = {at: value for at, value in self.kerns.items() if at != node.start}
        original.position_x = x
        if begins:
            self.x += original.margin_left + original.border_left_width + original.padding_left
        relative = original.style["position"] == "relative"
        absolute_boxes: list[Any] = [] if relative else self.place.absolute_boxes
        children = self._children(node, absolute_boxes)
        width = self.x
        if ends:
            self.x += original.padding_right + original.border_right_width + original.margin_right
        box = original.copy_with_children(children)
        box.remove_decoration(start=not begins, end=not ends)
        box.width = width - box.content_box_x()
        adjust_height(box)
        if relative:
            for absolute in absolute_boxes:
                absolute_layout(
                    self.place.context, absolute, box, self.place.fixed_boxes, self.place.bottom_space, skip_stack=None
                )
        return box

    def _outside(self, parent: Node, node: Node, out: list[Any], absolute_boxes: list[Any]) -> None:
        if node.box.is_floated():
            self._float(node, out)
            return
        place, waiting = self.place, [(node.index, child, child) for child in out]
        before = len(waiting)
        inline._out_of_flow_layout(
            place.context,
            parent.box,
            place.containing_block,
            node.index,
            node.box,
            [],
            [],
            waiting,
            place.waiting_floats,
            absolute_boxes,
            place.fixed_boxes,
            place.line_placeholders,
            {"left": 0, "right": 0},
            place.max_x,
            self.x,
            place.bottom_space,
        )
        out.extend(child for _, child, _ in waiting[before:])

    def _float(self, node: Node, out: list[Any]) -> None:
        laid_out = self.settled.get(node)
        if laid_out is not None:
            out.append(laid_out)
        else:
            node.box.position_x = self.x
            self.place.waiting_floats.append(node.box)

    def _thing(self, node: Node, absolute_boxes: list[Any]) -> Any:
        kern = self.kerns.get(node.start)
        if kern is not None:
            self.x += kern / UNITS
        place = self.place
        if node.laid_out is not None:
            # Whatever is done to the copy, the next line that takes it finds it as it was.
            box = node.laid_out.deepcopy()
            box.translate(self.x, 0)
            self.x += box.margin_width()
            return box
        box, _, _, _, _, _ = inline.split_inline_level(
            place.context,
            node.box,
            self.x,
            float("inf"),
            place.bottom_space,
            None,
            place.containing_block,
            absolute_boxes,
            place.fixed_boxes,
            place.line_placeholders,
            place.waiting_floats,
            [],
            place.first_letter_style,
            place.first_line_style,
        )
        self.x += box.margin_width()
        return box


def adjust_height(box: Any) -> None:
    """Give an inline box the line height of its style (``layout.inline._adjust_line_height``)."""
    inline._adjust_line_height(box)
