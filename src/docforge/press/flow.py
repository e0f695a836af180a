"""The inline content of a block as one text: what stands where, with boxes as ranges of positions.

Every character is one position, every object (picture, inline block, leader) is one, U+FFFC. Boxes that take no room
(anchors, what is out of the flow) stand between positions. So a line is a range, and WeasyPrint's skip stacks are
translated to and from positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import _font_style_cache_key

from docforge.press.shape import Shape, UnfitError

OBJECT = "\ufffc"
TEXT, INLINE, THING, OUTSIDE = "text", "inline", "thing", "outside"
"""Kinds of nodes: a text box, an inline box, an object, a box out of the flow."""

EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef"
    "\U0001b000-\U0001b2ff\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)
_STRONG = re.compile(r"[^\W\d_]")
_OTHER_BREAKS = re.compile("[\t\f\v\r\x85\u2028\u2029]")
_WRAPS = ("normal", "pre-wrap", "pre-line")
_KNOWN_SPACE = ("normal", "nowrap", "pre-line", "pre-wrap")
_COLLAPSES = ("normal", "nowrap", "pre-line")
UPRIGHT = "TCYK"
"""The feature of rotated faces that sets digits upright together."""
_IDEOGRAPH = "国"
"""Stands for what is set like an ideograph; before a mark that begins a text, gives the mark its script."""


class Node:
    """A box in the flow. ``start`` and ``end``: its positions. ``index``: its place among its parent's children.

    ``laid_out``: an object as it was laid out to be measured, at the origin; a float as it was laid out last.
    """

    __slots__ = ("box", "children", "end", "index", "kind", "laid_out", "shape", "start")

    def __init__(self, box: Any, kind: str, index: int, start: int) -> None:
        self.box, self.kind, self.index, self.start, self.end = box, kind, index, start, start
        self.children: list[Node] = []
        self.shape: Shape | None = None
        self.laid_out: Any = None


class Flow:
    """A line box before it is broken: ``root`` mirrors its boxes, ``text`` has the positions.

    ``unbreakable``: boundaries where no line breaks. Raises UnfitError with the reason if the press cannot take it.
    """

    def __init__(self, line: Any, shapes: dict[tuple[Any, ...], Shape]) -> None:
        self.children = line.children
        self.root = Node(line, INLINE, 0, 0)
        self.leaves: list[Node] = []
        self.inlines: list[Node] = []
        self.things: list[Node] = []
        self.floats: list[Node] = []
        self.unbreakable: set[int] = set()
        self._at = 0
        self._depth_since = 0
        self._stack: list[Any] = [line]
        if line.style["direction"] != "ltr":
            raise UnfitError("right to left")
        self._walk(self.root)
        self.text = "".join(map(_as_text, self.leaves))
        self.length = self._at
        self._shape(shapes)

    def _walk(self, parent: Node) -> None:
        for index, box in enumerate(parent.box.children):
            if not box.is_in_normal_flow():
                node = Node(box, OUTSIDE, index, self._at)
                parent.children.append(node)
                if box.is_floated():
                    self.floats.append(node)
            elif isinstance(box, boxes.TextBox):
                if box.text:
                    self._text(parent, index, box)
            elif isinstance(box, boxes.InlineBox) and not box.is_leader:
                node = Node(box, INLINE, index, self._at)
                self._inline(node)
                parent.children.append(node)
            else:
                node = Node(box, THING, index, self._at)
                self._leaf(parent, node, 1)
                self.things.append(node)
                if box.is_leader:
                    self.unbreakable.add(node.end)
        parent.end = self._at

    def _inline(self, node: Node) -> None:
        style, start = node.box.style, self._at
        if style["direction"] != "ltr":
            raise UnfitError("right to left")
        before = self.leaves[-1] if self.leaves else None
        self._stack.append(node.box)
        self.inlines.append(node)
        self._walk(node)
        self._stack.pop()
        self._depth_since = min(self._depth_since, len(self._stack) - 1)
        raised = style["vertical_align"]
        called = node.box.footnote is not None or (isinstance(raised, int | float) and raised > 0)
        if called and self._at > start and before is not None and before.kind == TEXT:
            # A mark that belongs to the word before it never begins a line.
            self.unbreakable.add(start)

    def _text(self, parent: Node, index: int, box: Any) -> None:
        style, text = box.style, box.text
        space = style["white_space"]
        if space not in _KNOWN_SPACE and not (space == "pre" and has_float(self.root.box)):
            # Preformatted text is to be set as it is, so nobody is told that it was. But WeasyPrint may lose some of it
            # around a float.
            raise UnfitError("")
        if style["font_size"] <= 0:
            raise UnfitError("text without size")
        if _OTHER_BREAKS.search(text):
            raise UnfitError("tabs or line separators")
        node = Node(box, TEXT, index, self._at)
        self._leaf(parent, node, len(text))

    def _leaf(self, parent: Node, node: Node, length: int) -> None:
        ancestor = self._stack[min(self._depth_since, len(self._stack) - 1)]
        if self.leaves and ancestor.style["white_space"] not in _WRAPS:
            self.unbreakable.add(self._at)
        self._depth_since = len(self._stack) - 1
        parent.children.append(node)
        self.leaves.append(node)
        self._at += length
        node.end = self._at

    def _shape(self, shapes: dict[tuple[Any, ...], Shape]) -> None:
        """Shape the text boxes, each knowing whether an East Asian character stands before it."""
        east_asian = False
        for leaf in self.leaves:
            if leaf.kind == THING:
                continue
            text = leaf.box.text
            begins = _STRONG.match(text) is None and text[0] != "\n"
            context = _IDEOGRAPH if begins and (east_asian or EAST_ASIAN.search(text) is not None) else ""
            leaf.shape = shaped(text, leaf.box.style, context, shapes)
            strong = _STRONG.findall(text)
            if strong:
                east_asian = EAST_ASIAN.match(strong[-1]) is not None

    def collapses(self, leaf: Node) -> bool:
        """Whether spaces of a text box go at the end of a line."""
        return leaf.box.style["white_space"] in _COLLAPSES

    def position(self, skip: Any) -> int:
        """The position that a skip stack of WeasyPrint means."""
        node, at = self.root, 0
        while skip is not None:
            ((index, skip),) = skip.items()
            if node.kind == TEXT:
                data: bytes = node.box.text.encode()
                return node.start + len(data[:index].decode())
            found = next((child for child in node.children if child.index >= index), None)
            if found is None:
                return node.end
            at = found.start
            if found.index > index:
                return at
            node = found
        return at

    def skip(self, at: int) -> Any:
        """The skip stack of WeasyPrint for a line that starts at a position."""
        return _skip(self.root, at)


def is_upright(box: Any) -> bool:
    """Whether a text box is set upright together in vertical lines (tate-chu-yoko): then it is one ideograph."""
    features = box.style["font_feature_settings"]
    return features != "normal" and any(name == UPRIGHT for name, _ in features)


def _as_text(leaf: Node) -> str:
    if leaf.kind == THING:
        return OBJECT
    text: str = leaf.box.text
    return _IDEOGRAPH * len(text) if is_upright(leaf.box) else text


def _skip(node: Node, at: int) -> Any:
    if node.kind == TEXT:
        return {len(node.box.text[: at - node.start].encode()): None}
    for child in node.children:
        if child.start >= at:
            return {child.index: None}
        if child.end > at:
            return {child.index: _skip(child, at)}
    # Behind everything, as after a forced break at the very end.
    return {node.children[-1].index + 1: None}


def shaped(text: str, style: Any, context: str, shapes: dict[tuple[Any, ...], Shape]) -> Shape:
    """The shape of a text, from those of the document."""
    key = (
        text,
        context,
        _font_style_cache_key(style, include_size=True),
        style["font_kerning"],
        style["letter_spacing"],
        style["word_spacing"],
        style["text_decoration_line"] != "none",
    )
    found = shapes.get(key)
    if found is None:
        # A forced break takes no room, but is a character.
        found = shapes[key] = Shape(text.replace("\n", "\u200b"), style, context)
    return found


def texts(box: Any) -> Iterator[str]:
    """The texts of a line box, to look for East Asian characters before anything is shaped."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif isinstance(child, boxes.InlineBox):
            yield from texts(child)


def has_float(line: Any) -> bool:
    """Whether a float stands in a line box."""
    return any(box.is_floated() or (isinstance(box, boxes.InlineBox) and has_float(box)) for box in line.children)


def is_east_asian(line: Any) -> bool:
    """Whether a line box has any East Asian character."""
    return any(EAST_ASIAN.search(text) for text in texts(line))
