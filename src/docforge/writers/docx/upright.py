"""What stands upright on a page of vertical lines: tables, code, and figures with their captions.

Word turns a table with the lines around it, whatever its cells say, so these blocks stand in a text box of horizontal
lines, which is one character of its line as a picture is (``wp:inline`` around ``wps:wsp``, MS-ODRAWXML 2.24). A box
need not grow with its text, does not go on over a page, and holds no footnotes: what has a height that cannot be told
beforehand, is higher than the page or calls notes runs with the lines (DF739).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import iterate
from docforge.theme.word import WordStyle
from docforge.typography.scripts import is_cjk
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.pictures import EMU_PER_TWIP
from docforge.writers.docx.place import Place
from docforge.writers.docx.xml import val
from docforge.writers.html.scripts import width

_LOOSE = 1.08
"""Faces differ in width, and lines break before their end."""

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NAMESPACES = f' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="{SHAPE}"'


_B = TypeVar("_B", bound=n.Block)

Size: TypeAlias = tuple[int, int]
"""Width and height in twips."""


def across(draft: Draft, place: Place) -> Place:
    """The place of what is in a box: the whole width of the text on paper."""
    return replace(place, width=draft.theme.page.breadth, left=0)


def fits(draft: Draft, size: Size, place: Place) -> bool:
    """Whether something may stand upright there. Word has no boxes in notes."""
    page = draft.theme.page
    return size[0] <= page.breadth and size[1] <= page.depth and not (place.in_note or place.in_cell)


def whole(
    draft: Draft,
    block: _B,
    place: Place,
    size_of: Callable[[Draft, _B, Place], Size | None],
    lower: Callable[[Draft, _B, Place], list[str]],
) -> list[str]:
    """A block upright on a page of vertical lines; as it is on others, and where no box holds it (DF739).

    ``size_of`` tells the block's size in a box as wide as the text, or None; ``lower`` writes it.
    """
    if not draft.vertical:
        return lower(draft, block, place)
    inside = across(draft, place)
    size = size_of(draft, block, inside)
    if size is None or not fits(draft, size, place):
        draft.say_once("DF739", "a table, figure or listing runs with the vertical lines", block.at)
        return lower(draft, block, place)
    with draft.turned():
        content = "".join(lower(draft, block, replace(inside, width=size[0])))
        if content.endswith("</w:tbl>"):
            content += draft.low_paragraph()  # a box may not end in a table
    return [_box(draft, content, size, place)]


def _box(draft: Draft, content: str, size: Size, place: Place) -> str:
    """A paragraph that is a box of horizontal lines, ``size`` large."""
    number = draft.next_drawing()
    across, down = (each * EMU_PER_TWIP for each in size)
    extent = f'cx="{across}" cy="{down}"'
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )
    drawing = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Box {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{SHAPE}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    run = f"<w:r><mc:AlternateContent{NAMESPACES}>{choice}</mc:AlternateContent></w:r>"
    gap = max(draft.gap, draft.table_after)
    draft.drop_gap()
    settings = {
        "ind": f'<w:ind w:left="{place.left}" w:firstLineChars="0" w:firstLine="0"/>',
        "jc": val("jc", "center"),
        "spacing": f'<w:spacing w:before="{gap}" w:after="0"/>',
    }
    out = draft.paragraph("Normal", run, None, (), settings)
    draft.ask_gap(draft.table_after)
    return out


def height_of(draft: Draft, content: n.Blocks, style: str, measure: int) -> int | None:
    """Height of paragraphs in a style, in lines of a measure, twips. None: it cannot be told, or has to run on."""
    if any(isinstance(node, (n.NoteRef, n.Image)) for node in iterate(content)):
        return None
    total = 0
    for block in content:
        if not isinstance(block, n.Para) or block.number:
            return None
        total += _lines_high(draft.styles[style], block_text((block,)), measure)
    return total


def natural_width(draft: Draft, content: n.Blocks, style: str) -> int:
    """How wide paragraphs are whose lines are not broken, in twips."""
    em = (draft.styles[style].size or draft.theme.size) * 10
    lines = (line for block in content for line in block_text((block,)).split("\n"))
    return round(max((width(line) for line in lines), default=0.0) * em * _LOOSE)


def _lines_high(style: WordStyle, text: str, measure: int) -> int:
    em = (style.size or 0) * 10
    count = sum(max(1, math.ceil(width(line) * em * _LOOSE / max(measure, em))) for line in text.split("\n"))
    return count * (style.line or em * 2) + (style.before or 0) + (style.after or 0)


def listing_size(draft: Draft, text: str, place: Place) -> Size:
    """Size of a listing: as wide as its longest line, with its frame."""
    style = draft.styles["SourceCode"]
    em = (style.size or draft.theme.size) * 10
    lines = [_mono_width(line) * em for line in text.split("\n")]
    frame = (style.left or 0) + style.right
    breadth = min(place.width, round(max(lines) + em) + frame)
    count = sum(max(1, math.ceil(line / max(breadth - frame, em))) for line in lines)
    return breadth, count * (style.line or em * 2) + (style.before or 0) + (style.after or 0) + 2 * frame


def _mono_width(line: str) -> float:
    return sum(1.0 if is_cjk(char) else 0.62 for char in line.expandtabs(8))


def figure_size(draft: Draft, picture: Size, caption: n.Blocks, place: Place) -> Size | None:
    """Size of a picture with the caption below it; None if the caption's height cannot be told."""
    breadth = min(place.width, max(picture[0], natural_width(draft, caption, "Caption")))
    below = height_of(draft, caption, "Caption", breadth)
    # The picture's line is as high as the picture and what is below its base line.
    return None if below is None else (breadth, picture[1] + (draft.styles["BodyText"].line or 0) + below)
