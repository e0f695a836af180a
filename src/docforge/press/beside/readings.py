"""Readings in the box tree: each ruby is measured before layout, and its base gets the room its reading needs.

The room is margin around the base's box (and between its characters), so any layout of lines takes it into account.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes

from docforge.press.beside import ruby
from docforge.press.beside.asked import JUKUGO, READING, RUBY, attribute
from docforge.press.setting import current
from docforge.press.shape import UNITS, Shape, UnfitError
from docforge.typography.graphemes import grapheme_starts

ON_BOX = "docforge_reading"
"""Attribute of the box of a ruby that holds its ``Reading``; copies of the box keep it."""


class Reading(NamedTuple):
    """A shaped reading. ``width`` in CSS px, condensed by ``factor``; ``size`` of its type;
    ``gap``: what it keeps from its neighbours in all.

    ``reach``: how far it may go beyond its base's box to the left and right, the box's room included.
    """

    text: str
    shape: Shape
    width: float
    size: float
    factor: float
    gap: float
    base: str
    reach: tuple[float, float] = (0.0, 0.0)


def mark_of(box: Any) -> tuple[str, Any] | None:
    """What the marked content of a ruby's reading is known by; None for a ruby without text.

    WeasyPrint copies inline boxes before it draws them, but not the boxes of their texts.
    """
    while isinstance(box, boxes.InlineBox):
        box = next(iter(box.children), None)
    return None if box is None else (ON_BOX, box)


class _Measured(NamedTuple):
    box: Any
    reading: Reading
    pair: ruby.Pair
    word: Any
    """The element around the readings of one word that share their room, or None."""


def prepare(root: Any) -> None:
    """Measure every ruby under a box tree and make room for it."""
    for line in _lines(root):
        leaves = list(_leaves(line, None))
        if any(_is_ruby(leaf) for leaf, _ in leaves):
            _line(leaves)


def _lines(root: Any) -> Iterator[Any]:
    """Every line box of a tree that has not been laid out: one for each paragraph."""
    stack = [root]
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.LineBox):
            yield box
        if isinstance(box, boxes.ParentBox):
            stack.extend(box.children)


def _leaves(box: Any, word: Any) -> Iterator[tuple[Any, Any]]:
    """The texts and rubies of a line in order, other things in it as themselves, each with the word it belongs to."""
    for child in box.children:
        if _is_ruby(child) or not isinstance(child, boxes.InlineBox):
            yield child, word
        else:
            inner = child.element if JUKUGO in attribute(child, "class").split() else word
            yield from _leaves(child, inner)


def _is_ruby(box: Any) -> bool:
    return isinstance(box, boxes.InlineBox) and box.element_tag == RUBY and bool(attribute(box, READING))


def _line(leaves: list[tuple[Any, Any]]) -> None:
    row: list[_Measured] = []
    for at, (leaf, word) in enumerate(leaves):
        if not _is_ruby(leaf):
            continue
        before = _edge(leaves[at - 1][0], -1) if at else ""
        after = _edge(leaves[at + 1][0], 0) if at + 1 < len(leaves) else ""
        measured = _measure(leaf, word, before, after)
        if measured:
            row.append(measured)
    done = 0
    while done < len(row):
        end = done + 1
        while end < len(row) and row[done].word is not None and row[end].word is row[done].word:
            end += 1
        _make_room(row[done:end])
        done = end


def _edge(box: Any, at: int) -> str:
    """The first (0) or last (-1) character of a neighbour; "" for one with a reading of its own, or no text."""
    return box.text[at : at + 1 or None] if isinstance(box, boxes.TextBox) and box.text else ""


def _measure(box: Any, word: Any, before: str, after: str) -> _Measured | None:
    texts = list(_texts(box))
    text = "".join(child.text for child in texts)
    reading = attribute(box, READING)
    if not text:
        return None
    style = texts[0].style
    em = style["font_size"]
    small = style.copy()
    small["font_size"] = em * ruby.size_of(reading)
    small["letter_spacing"], small["word_spacing"], small["text_decoration_line"] = "normal", 0, "none"
    try:
        shape = Shape(reading, small)
        base_width = sum(sum(Shape(child.text, child.style).advances) for child in texts) / UNITS
    except UnfitError as error:
        setting = current()
        if setting is not None:
            setting.leave(f"a reading: {error}")
        return None
    width = sum(shape.advances) / UNITS
    gap = ruby.gap_between(reading) * em
    over = ruby.OVERHANG * em
    reach = (over if ruby.may_reach_over(before) else 0.0, over if ruby.may_reach_over(after) else 0.0)
    count = len(grapheme_starts(text)) if len(texts) == len(box.children) else 1
    pair = ruby.Pair(base_width, width + gap, count, *reach)
    factor = ruby.condensed(pair, em)
    measured = Reading(reading, shape, width * factor, small["font_size"], factor, gap * factor, text)
    return _Measured(box, measured, pair._replace(reading=pair.reading * factor), word)


def _texts(box: Any) -> Iterator[Any]:
    """The texts of a base, those of boxes in it (digits that stand upright) included."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _make_room(word: list[_Measured]) -> None:
    if len(word) > 1:
        rooms = ruby.shared_room([part.pair for part in word])
    else:
        rooms = [ruby.room(word[0].pair)]
    for part, room in zip(word, rooms, strict=True):
        box, over = part.box, part.pair
        reach = room.before + over.over_start, room.after + over.over_end
        if len(word) > 1:
            # Within a word a reading may stand over its neighbours' bases, as far as their own readings leave room.
            reach = (math.inf, math.inf)
        setattr(box, ON_BOX, part.reading._replace(reach=reach))
        if room.before or room.after:
            box.style = _with_margins(box.style, room.before, room.after)
        if room.between and part.pair.characters > 1:
            box.children = _spaced(box, room.between)


def _with_margins(style: Any, left: float, right: float) -> Any:
    wide = style.copy()
    wide["margin_left"], wide["margin_right"] = Dimension(left, "px"), Dimension(right, "px")
    return wide


def _spaced(box: Any, between: float) -> list[Any]:
    """The characters of a base, each in a box of its own with space after it, but none after the last."""
    out: list[Any] = []
    for child in box.children:
        starts = [*grapheme_starts(child.text), len(child.text)]
        for char in (child.text[start:end] for start, end in pairwise(starts)):
            out.append(boxes.InlineBox.anonymous_from(box, [child.copy_with_text(char)]))
    for part in out[:-1]:
        part.style = _with_margins(part.style, 0.0, between)
    return out
