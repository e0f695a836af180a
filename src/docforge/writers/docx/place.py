"""Where a block stands on the page: indent, width, list level, and the style that plain paragraphs take there."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from docforge.model.nodes import Attr
from docforge.writers.docx.definitions import Abstract

_ROOM, _ROOM_OF_CELLS = 2400, 400
"""Least width of text, in twips."""


class Place(msgspec.Struct, frozen=True):
    """Lengths in twips.

    ``style``: identifier of the style of plain paragraphs here (BodyText, TableText, …). ``left``: indent of their text
    from the text area (in a cell: from the cell). ``width``: what remains of the measure. ``level``: how many numbered
    items are around; ``list``: the definition that numbers the innermost of them, None if its label is typed.
    ``bullets``: how many unnumbered lists are around. ``lang``: language of the text (BCP 47) where it was set.
    """

    width: int
    style: str = "BodyText"
    left: int = 0
    level: int = 0
    list: Abstract | None = None
    bullets: int = 0
    in_note: bool = False
    in_cell: bool = False
    in_figure: bool = False
    lang: str = ""

    def inset(self, style: str, step: int) -> Place:
        """The place ``step`` further in, as far as that leaves room for words; plain paragraphs take another style."""
        step = min(step, max(0, self.width - (_ROOM_OF_CELLS if self.in_cell else _ROOM)))
        return replace(self, style=style, left=self.left + step, width=self.width - step)

    def speaking(self, attr: Attr) -> Place:
        """The same place in the language that a node sets."""
        return replace(self, lang=attr.lang) if attr.lang else self
