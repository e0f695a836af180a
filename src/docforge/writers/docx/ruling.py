"""Lines to write on in the margin for notes: one shape without text in the head of every page, behind the text."""

from __future__ import annotations

from docforge.theme.papers import NOTES_INSET
from docforge.theme.word import TWIPS_PER_MM, twips
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.pictures import EMU_PER_TWIP
from docforge.writers.docx.upright import NAMESPACES, SHAPE

_EMU_PER_MM = TWIPS_PER_MM * EMU_PER_TWIP
_DRAWING = (
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
INK = '<a:ln w="6350"><a:solidFill><a:srgbClr val="999999"/></a:solidFill></a:ln>'
"""Half a point of the grey that pages have too."""


def is_ruled(draft: Draft) -> bool:
    """Whether pages have lines in their margin; a Word file that gives the looks gives the margins too."""
    return draft.theme.page.ruled and draft.reference is None


def say_left_out(draft: Draft) -> None:
    """Tell what the theme asks of paper and the file does not have."""
    page = draft.context.theme.page
    asked = {
        "lines in the margin for notes": page.note_margin == "ruled" and not is_ruled(draft),
        "numbers of lines": page.line_numbers > 0 and draft.reference is not None,
        "two pages on a sheet": page.imposition != "none",
    }
    if any(asked.values()):
        draft.say("DF751", f"left out: {', '.join(name for name, wanted in asked.items() if wanted)}")


def ruled_margin(draft: Draft, *, left: bool) -> str:
    """A run with the lines, at the outer edge of the paper, which is the ``left`` one on even pages; "" where there are
    none."""
    if not is_ruled(draft):
        return ""
    page = draft.context.theme.page
    width, height = round(page.outer * _EMU_PER_MM), round((page.height - page.top - page.bottom) * _EMU_PER_MM)
    inset = round(NOTES_INSET * _EMU_PER_MM)
    count = int((page.height - page.top - page.bottom) / page.ruling)
    lines = "".join(
        f'<a:moveTo><a:pt x="{inset}" y="{y}"/></a:moveTo><a:lnTo><a:pt x="{width - inset}" y="{y}"/></a:lnTo>'
        for y in (round(line * page.ruling * _EMU_PER_MM) for line in range(1, count + 1))
    )
    away = 0 if left else twips(page.width) * EMU_PER_TWIP - width
    down = twips(page.top) * EMU_PER_TWIP
    extent = f'cx="{width}" cy="{height}"'
    shape = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}" fill="none">{lines}</a:path></a:pathLst></a:custGeom>'
        f"<a:noFill/>{INK}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )
    number = draft.next_drawing()
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{away}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Lines {number}" descr=""/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{SHAPE}">{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    return f"<w:r><mc:AlternateContent{NAMESPACES}{_DRAWING}>{choice}</mc:AlternateContent></w:r>"
