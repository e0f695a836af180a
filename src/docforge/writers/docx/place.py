"""Where a block stands on the page: indent, width, list level, and the style that plain paragraphs take there."""

from __future__ import annotations

from dataclasses import dataclass

from docforge.writers.docx.numbering import Abstract


@dataclass(frozen=True)
class Place:
    """Lengths in twips.

    ``style``: identifier of the style of plain paragraphs here (BodyText, TableText, …). ``left``: indent of their text
    from the text area (in a cell: from the cell). ``width``: what remains of the measure. ``level``: how many numbered
    items are around; ``list``: the definition that numbers the innermost of them, None if its label is typed.
    """

    width: int
    style: str = "BodyText"
    left: int = 0
    level: int = 0
    list: Abstract | None = None
    bullets: int = 0
    in_note: bool = False
    in_cell: bool = False
