"""Drawing beside a line that was just drawn: marks at its characters, lines under names, readings over their bases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from docforge.model.marks import parse_mark
from docforge.press.beside import ruby
from docforge.press.beside.asked import LINE, MARK, TURNED, attribute
from docforge.press.beside.paths import face_paths
from docforge.press.beside.positions import extents
from docforge.press.beside.readings import ON_BOX, Reading, mark_of
from docforge.press.beside.shapes import (
    CENTRE_OVER,
    CENTRE_UNDER,
    STROKE,
    line_path,
    mark_path,
    operators,
)
from docforge.press.shape import UNITS
from docforge.typography.rules import rules_for

NO_MARK = "noemph"
"""Class of a run inside emphasised text that takes no marks."""
LINE_DEPTH = -0.2
"""Middle of the line under a name, em from the base line."""
LINE_WIDTH = 0.045
LINE_INSET = 0.08
"""How much shorter than its text the line of a name is at each end, em: neighbours' lines stay apart (CLREQ 3.5.3)."""


def draw_marks(stream: Any, box: Any) -> None:
    """The emphasis marks of an inline box that asks for them."""
    mark = parse_mark(attribute(box, MARK))
    if mark is None:
        return
    steps, paint = mark_path(mark, upright=is_turned(box))
    parts: list[str] = []
    for text, over_reading in _texts(box, False):
        em = text.style["font_size"]
        if text.style["visibility"] != "visible" or not em:
            continue
        takes = rules_for(text.style["lang"] or "").marks
        centre = CENTRE_UNDER if mark.side == "under" else CENTRE_OVER + (ruby.SIZE if over_reading else 0.0)
        y = text.position_y + text.baseline - centre * em
        for char, (left, right) in zip(text.text, extents(text), strict=False):
            if right > left and takes(char):
                parts.append(operators(steps, text.position_x + (left + right) / 2, y, em))
    _paint(stream, box, parts, paint, STROKE)


def draw_line(stream: Any, box: Any) -> None:
    """The straight or wavy line under a name or a title."""
    kind = attribute(box, LINE)
    em = box.style["font_size"]
    if not kind or not em or box.style["visibility"] != "visible":
        return
    width = box.width / em - 2 * LINE_INSET
    texts = [text for text, _ in _texts(box, False)]
    if width <= 0 or not texts:
        return
    y = texts[0].position_y + texts[0].baseline - LINE_DEPTH * em
    x = box.position_x + box.margin_left + LINE_INSET * em
    _paint(stream, box, [operators(line_path(width, kind), x, y, em)], "S", LINE_WIDTH)


def draw_readings(stream: Any, found: list[Any], start: float, end: float) -> None:
    """The readings of one line, none over another, none beyond the line's ends."""
    shown = [(box, getattr(box, ON_BOX)) for box in found if box.style["visibility"] == "visible"]
    extents = [_extent(box) for box, _ in shown]
    wishes, spreads = [], []
    for (_, reading), (left, right) in zip(shown, extents, strict=True):
        inset, between = ruby.spread(reading.text, reading.width, right - left)
        spreads.append((inset + reading.gap / 2, between))
        width = right - left if inset else reading.width + reading.gap
        wishes.append(ruby.Wish((left + right) / 2, width, left - reading.reach[0], right + reading.reach[1]))
    lefts = ruby.places(wishes, start, end)
    for (box, reading), left, (inset, between) in zip(shown, lefts, spreads, strict=True):
        with stream.marked(mark_of(box), "Span"), stream.stacked():
            stream.set_color(get_color(box.style, "color"))
            stream.stream.append(_reading(box, reading, left + inset, between).encode())


def _reading(box: Any, reading: Reading, x: float, between: float) -> str:
    """The outlines of a reading from x on."""
    text = next(text for text, _ in _texts(box, False))
    em = text.style["font_size"]
    raised = ruby.LATIN_BASE_LINE if ruby.is_letters(reading.text) else ruby.BASE_LINE
    y = text.position_y + text.baseline - raised * em
    parts: list[str] = []
    shape = reading.shape
    paint = ""
    for at in range(len(reading.text)):
        for glyph in range(shape.first[at], shape.first[at + 1]):
            steps = face_paths(box, shape.font(glyph)).path(shape.glyphs[glyph])
            if steps:
                place = x + shape.offsets[glyph] / UNITS * reading.factor
                height = y + shape.rises[glyph] / UNITS
                parts.append(operators(steps, place, height, reading.size, narrow=reading.factor))
                paint = "f"
            x += shape.widths[glyph] / UNITS * reading.factor
        x += between
    return "\n".join((*parts, paint))


def _extent(box: Any) -> tuple[float, float]:
    """The left and right edges of a base without the room around it."""
    left = box.position_x + box.margin_left
    return left, left + box.width


def _texts(box: Any, over_reading: bool) -> Iterator[tuple[Any, bool]]:
    """The texts of an inline box on its line, each with whether a reading stands over it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child, over_reading
        elif isinstance(child, boxes.InlineBox) and not _has_own_marks(child):
            yield from _texts(child, over_reading or hasattr(child, ON_BOX))


def _has_own_marks(box: Any) -> bool:
    return bool(attribute(box, MARK)) or NO_MARK in attribute(box, "class").split()


def is_turned(box: Any) -> bool:
    """Whether the page is turned for vertical lines, so that marks are turned back."""
    return bool(attribute(box, TURNED))


def _paint(stream: Any, box: Any, parts: list[str], paint: str, stroke: float) -> None:
    """Paint paths as decoration: an artifact, which no reader speaks and no copy holds (ISO 14289-1, 7.3)."""
    if not parts:
        return
    em = box.style["font_size"]
    with stream.artifact(), stream.stacked():
        colour = get_color(box.style, "color")
        if paint == "S":
            stream.set_color(colour, stroke=True)
            stream.set_line_width(round(stroke * em, 3))
        else:
            stream.set_color(colour)
        stream.stream.append("\n".join((*parts, paint)).encode())
