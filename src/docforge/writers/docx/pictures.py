"""Pictures in a line: DrawingML in EMU (914 400 an inch, 12 700 a point), scaled to the measure."""

from __future__ import annotations

import io

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text, shown_address
from docforge.patterns import lazy_pattern
from docforge.protocols import Asset
from docforge.vector.raster import rasterised
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.looks import Look, run, runs_of
from docforge.writers.docx.place import Place
from docforge.writers.docx.xml import attribute

EMU_PER_TWIP = 635
EMU_PER_PIXEL = 9525
"""One CSS pixel, 1/96 inch."""

DRAWABLE = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tif"}
"""Media types that every version of Word draws, and the extension of their parts."""
VECTOR = "image/svg+xml"
REDRAWN = ("image/webp", VECTOR)
"""Media types that are turned into PNG. Word from 2016 on draws SVG, which stands beside its PNG."""
_FACES = ("sans-sc-regular", "sans-sc-bold", "sans-tc-regular", "sans-jp-regular", "sans-kr-regular")
_OUTLINE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"

_DEEPEST, _FIGURE = 0.9, 0.42
"""How much of the text area's height a picture may take, and one that is a figure of its own (as in PDF)."""

_LENGTH = lazy_pattern(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|mm|cm|in|em|%)?\s*")
_EMU = {"": EMU_PER_PIXEL, "px": EMU_PER_PIXEL, "pt": 12700, "mm": 36000, "cm": 360000, "in": 914400}


def size(draft: Draft, node: n.Image, place: Place) -> tuple[int, int] | None:
    """Width and height of a picture in twips; None for one that Word cannot draw."""
    asset = draft.context.assets.get(node.url)
    if asset is None or asset.media_type not in (*DRAWABLE, *REDRAWN):
        return None
    width, height = _extent(draft, node, asset, place)
    return width // EMU_PER_TWIP + 1, height // EMU_PER_TWIP + 1


def picture(draft: Draft, node: n.Image, look: Look, place: Place) -> str:
    """A run with the picture, or its description and a framed line that says which picture is missing."""
    asset = draft.context.assets.get(node.url)
    if asset is None:
        return _placeholder(draft, node, look, place)
    if asset.media_type not in DRAWABLE and asset.media_type not in REDRAWN:
        draft.say("DF731", f"Word cannot draw {asset.media_type}: {node.url}", node.at, "save the picture as PNG")
        return _placeholder(draft, node, look, place)
    width, height = _extent(draft, node, asset, place)
    try:
        drawn = drawing(draft, node, width, height)
    except ValueError as error:  # a vector picture that cannot be turned into pixels
        draft.say("DF731", f"{node.url} cannot be drawn as pixels: {error}", node.at, "save the picture as PNG")
        return _placeholder(draft, node, look, place)
    return run(draft, Look(), drawn)


def _placeholder(draft: Draft, node: n.Image, look: Look, place: Place) -> str:
    """The description and, framed, which picture is missing: below each other where a picture would stand alone."""
    theme = draft.context.theme
    missing = theme.string(draft.document.lang, "missing-image").format(name=shown_address(node.url))
    described = inline_text(node.content)
    framed = Look(font=look.font, style="MissingPicture")
    said = runs_of(draft, missing, framed)
    if not described:
        return said
    return runs_of(draft, described, look) + (run(draft, framed, "<w:br/>") if place.in_figure else "") + said


def _extent(draft: Draft, node: n.Image, asset: Asset, place: Place) -> tuple[int, int]:
    """Width and height in EMU: as asked for, else one pixel a CSS pixel; never wider or higher than the text area."""
    # Pictures stand upright; in vertical lines, a line's measure is not what they are as wide as.
    widest = draft.theme.page.breadth if draft.vertical else place.width
    available = max(widest, 1) * EMU_PER_TWIP
    ratio = asset.height / max(asset.width, 1)
    pairs = dict(node.attr.pairs)
    width = _length(pairs.get("width", ""), available, draft)
    height = _length(pairs.get("height", ""), 0, draft)
    if width is None and height is None:
        width = asset.width * EMU_PER_PIXEL
    if width is None:
        width = round((height or 1) / max(ratio, 1e-6))
    if height is None:
        height = round(width * ratio)
    page = draft.theme.page
    share = _FIGURE if place.in_figure and not page.vertical else _DEEPEST
    deepest = round(page.depth * EMU_PER_TWIP * share)
    scale = min(1.0, available / max(width, 1), deepest / max(height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _length(text: str, whole: int, draft: Draft) -> int | None:
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    amount, unit = float(match[1]), match[2] or ""
    if unit == "%":
        return round(whole * amount / 100) if whole else None
    if unit == "em":
        return round(amount * draft.theme.size / 2 * 12700)
    return round(amount * _EMU[unit])


def drawing(draft: Draft, node: n.Image, width: int, height: int) -> str:
    """``w:drawing`` of a picture with its description; an empty one marks it as decoration."""
    number = draft.next_drawing()
    described = attribute(inline_text(node.content))
    title = f' title="{attribute(node.title)}"' if node.title else ""
    properties = f'id="{number}" name="Picture {number}" descr="{described}"{title}'
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {properties}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"{graphic(number, blip(draft, node.url), width, height)}</wp:inline></w:drawing>"
    )


def blip(draft: Draft, url: str) -> str:
    """``a:blip``: the relationship of a picture, and of its outlines. Raises ValueError for a vector picture that
    cannot be turned into pixels."""
    relation, outline = draft.picture_relation(url), draft.outline_relation(url)
    if not outline:
        return f'<a:blip r:embed="{relation}"/>'
    return (  # MS-ODRAWXML 2.3.2.4
        f'<a:blip r:embed="{relation}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{_OUTLINE}" r:embed="{outline}"/></a:ext></a:extLst></a:blip>'
    )


def graphic(number: int, picture: str, width: int, height: int, crop: str = "") -> str:
    """``a:graphic`` of a ``blip`` in EMU; ``crop`` is its ``a:srcRect``."""
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{picture}{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )


def drawable(asset: Asset) -> Asset:
    """A picture that Word draws: itself, or the same pixels as PNG."""
    if asset.media_type in DRAWABLE:
        return asset
    if asset.media_type == VECTOR:
        from docforge.theme.fonts import FontStore

        store = FontStore.open()
        faces = [store.face(key) for key in _FACES]
        data = rasterised(asset.data, asset.width, asset.height, [face.path for face in faces], faces[0].family)
        return replace(asset, data=data, media_type="image/png")
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(asset.data)) as picture:
        picture.save(out, "PNG")
    return replace(asset, data=out.getvalue(), media_type="image/png")
