"""Examination papers in Word: the box for name and score, options side by side in a table without rules.

Each stands in a content control, by whose tag the reader knows what the preset added.
"""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.exams import BOX, OPTIONS, POINTS
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.place import Place

_GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_TALL = '<w:trPr><w:cantSplit/><w:trHeight w:val="620" w:hRule="atLeast"/></w:trPr>'
"""A row with room for handwriting (ECMA-376 17.4.81)."""

_PLAIN = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
_GAP = 100


def boxed(content: list[str]) -> list[str]:
    """The table of the box, ruled on all sides, its second row high enough to write in."""
    table = "".join(content).replace("<w:tblLayout", f"<w:tblBorders>{_GRID}</w:tblBorders><w:tblLayout", 1)
    return [control(BOX, table.replace(_ROW, _TALL))]


def control(name: str, content: str) -> str:
    """A content control that says what docforge added."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="docforge:{name}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def printed_points(runs: str) -> str:
    """What is printed of points, in a control."""
    return control(POINTS, runs)


def options(draft: Draft, block: n.Div, place: Place, count: int) -> list[str]:
    """Options in rows of ``count``."""
    width = place.width // count
    rows = [block.blocks[start : start + count] for start in range(0, len(block.blocks), count)]
    inside = replace(place, left=0, width=width - _GAP, in_cell=True)
    out = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * count}" w:type="dxa"/><w:tblInd w:w="{place.left}" w:type="dxa"/>',
        f'<w:tblLayout w:type="fixed"/>{_PLAIN}</w:tblPr><w:tblGrid>',
        f'<w:gridCol w:w="{width}"/>' * count,
        "</w:tblGrid>",
    ]
    for row in rows:
        cells = (
            "".join(draft.blocks((row[place_],), inside)) if place_ < len(row) else draft.empty_paragraph(place.style)
            for place_ in range(count)
        )
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        out.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        out += [f"<w:tc>{properties}{cell}</w:tc>" for cell in cells]
        out.append("</w:tr>")
    return [control(OPTIONS, "".join(out) + "</w:tbl>")]
