"""The cover of a book: a section of one page, which the picture fills to its edges and nothing else stands on.

The picture is anchored to the page (ECMA-376 Part 1, 20.4.2.3) and cropped to the proportion of the paper (20.1.8.55).
"""

from __future__ import annotations

from docforge.protocols import Asset
from docforge.writers.covers import cover_of, cover_url
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.pictures import DRAWABLE, EMU_PER_TWIP, REDRAWN, blip, graphic
from docforge.writers.docx.sections import end_cover

NAME = "Cover"
"""The name of the drawing, by which docforge knows it when it reads the file."""
_WHOLE = 100_000
"""All of a side, as a crop counts it."""


def cover(draft: Draft) -> list[str]:
    """The cover's paragraph, with which its section ends; [] for a document without one."""
    asset = cover_of(draft.document, draft.context)
    if asset is None:
        return []
    url = cover_url(draft.document)
    if asset.media_type not in (*DRAWABLE, *REDRAWN):
        draft.say("DF731", f"Word cannot draw {asset.media_type}: {url}", hint="save the picture as PNG")
        return []
    page = draft.theme.page
    width, height = page.width * EMU_PER_TWIP, page.height * EMU_PER_TWIP
    try:
        picture = blip(draft, url)
    except ValueError as error:  # a vector picture that cannot be turned into pixels
        draft.say("DF731", f"{url} cannot be drawn as pixels: {error}", hint="save the picture as PNG")
        return []
    number = draft.next_drawing()
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        # Without words, as the title follows.
        f'<wp:docPr id="{number}" name="{NAME}" descr=""/><wp:cNvGraphicFramePr/>'
        f"{graphic(number, picture, width, height, _crop(asset, page.width / page.height))}</wp:anchor></w:drawing>"
    )
    return [end_cover(draft, f"<w:r>{drawing}</w:r>")]


def _crop(asset: Asset, proportion: float) -> str:
    """What is cut off at both sides, or above and below, so that the rest has the proportion of the paper."""
    own = asset.width / max(asset.height, 1)
    sides = round(_WHOLE * (1 - proportion / own) / 2) if own > proportion else 0
    ends = round(_WHOLE * (1 - own / proportion) / 2) if own < proportion else 0
    return f'<a:srcRect l="{sides}" t="{ends}" r="{sides}" b="{ends}"/>' if sides or ends else ""
