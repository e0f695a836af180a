"""Boxes as docforge writes them: each paragraph of one, from its title on, has a bookmark of the box. So has each of a
quotation that holds more than paragraphs, which has no title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from docforge.model import nodes as n
from docforge.model.ids import WORD_BOX_PREFIX
from docforge.model.text import inline_text
from docforge.readers.docx.context import Context
from docforge.readers.docx.names import identifier
from docforge.readers.docx.rows import Part, Ready, Row
from docforge.readers.docx.structure import blocks
from docforge.theme.boxes import kind_of
from docforge.wordml.names import W, twips, value

_QUOTE = "quote"
"""The role of a quotation among boxes."""
_NAME = re.compile(WORD_BOX_PREFIX + r"([a-z]*)_([0-9]+)_[0-9]+")


def is_marked(names: Sequence[str]) -> bool:
    """Whether a paragraph with these bookmarks belongs to a box."""
    return any(map(_NAME.fullmatch, names))


class _Box(Struct):
    """The rows that a box stands in, where its title is among them and where it ends; its role; its indent, and how
    much further its content is set in (twips)."""

    rows: list[Part]
    first: int
    end: int
    role: str
    left: int
    inset: int


class Boxes:
    """The boxes of a story, in the order of their titles."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._met: dict[str, _Box] = {}

    def paragraph(self, names: Sequence[str], rows: list[Part], first: int, paragraph: Any) -> None:
        """A paragraph, whose rows begin at ``first``, is one of each box that its bookmarks name."""
        marks = [found.groups() for found in map(_NAME.fullmatch, names) if found]
        for role, number in marks:
            box = self._met.get(number)
            if box is not None and box.rows is rows:
                box.end = len(rows)
            elif box is None and first < len(rows) and (role == _QUOTE or _is_title(rows[first])):
                self._met[number] = _Box(rows, first, len(rows), role, *self._indents(paragraph, role))
        if not marks and first < len(rows):
            self._go_on(rows, first)

    def _go_on(self, rows: list[Part], first: int) -> None:
        """A paragraph that somebody added at the end of a box, in its style or as a further entry of its list."""
        before, row = rows[first - 1] if first else None, rows[first]
        for box in reversed(self._met.values()):
            if box.rows is rows and box.end == first and isinstance(row, Row) and box.role != _QUOTE:
                same = isinstance(before, Row) and (row.series, row.left) == (before.series, before.left)
                if row.role == "box" or (row.series and box.inset and same):
                    box.end = len(rows)
                return

    def close(self, rows: list[Part]) -> None:
        """Put the boxes of these rows together, inner ones before those around them."""
        for number, box in reversed([*self._met.items()]):
            if box.rows is not rows:
                continue
            del self._met[number]
            made = Ready(self._made(rows[box.first : box.end], box.role), box.left)
            rows[box.first : box.end] = [made]
            for around in self._met.values():
                if around.rows is rows and around.end > box.first:
                    around.end = max(around.end, box.end) - (box.end - box.first - 1)

    def _indents(self, paragraph: Any, role: str) -> tuple[int, int]:
        """How far a box is set in, in twips: what its title says above the indent of its style; and that indent. What
        begins a quotation may be of another style, within the indent of quotations."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
        inset = sum(map(self._usual, {style, "Quote"} if role == _QUOTE else {style}))
        own = paragraph.find(f"{W}pPr/{W}ind")
        said = value(own, "left") or value(own, "start")
        return (0 if said is None else max(twips(said) - inset, 0)), inset

    def _usual(self, style: str) -> int:
        usual = self._context.styles.setting(style, "pPr", "ind")
        return twips(value(usual, "left") or value(usual, "start"))

    def _made(self, parts: Sequence[Part], role: str) -> n.Div | n.Quote:
        if role == _QUOTE:
            for part in parts:
                if isinstance(part, Row) and part.role == "quote":
                    part.role = ""
            return n.Quote(blocks=blocks(self._context, parts), at=_place(parts))
        title, *inner = parts
        assert isinstance(title, Row)
        for part in inner:
            if isinstance(part, Row) and part.role == "box":
                part.role = ""
        kind = kind_of(inline_text(title.content))
        role = role or kind or "note"
        attr = n.Attr(id=identifier(self._context, title.names), lang=title.lang, classes=(role,))
        words = () if kind == role else title.content
        return n.Div(blocks=blocks(self._context, inner), title=words, attr=attr, at=title.at)


def _place(parts: Sequence[Part]) -> n.Position | None:
    return next((part.at for part in parts if isinstance(part, Row)), None)


def _is_title(part: Part) -> bool:
    return isinstance(part, Row) and part.role == "box-title"
