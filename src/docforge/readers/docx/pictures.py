"""Pictures and drawings: their bytes as a data URL, their alternative text; boxes with text; what cannot be read."""

from __future__ import annotations

import base64
import posixpath
from typing import Any

from docforge.archive import ArchiveError
from docforge.model import nodes as n
from docforge.readers.docx.context import Context, Story, short
from docforge.readers.docx.drawn import drawn_words
from docforge.wordml.names import DRAWING, R, W
from docforge.wordml.names import DRAWING_MAIN as A
from docforge.wordml.names import VML as V

OFFICE = "{urn:schemas-microsoft-com:office:office}"
_MEDIA = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".svg": "image/svg+xml",
    ".emf": "image/x-emf", ".wmf": "image/x-wmf",
}  # fmt: skip
_COVER = "Cover"
_OBJECTS = {"chart": "a chart", "chartex": "a chart", "diagram": "a SmartArt diagram", "model3d": "a 3D model"}
"""What a drawing holds, by the last word of its kind's address."""
_SHAPES = ("picture", "wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas", "lockedCanvas")
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def is_rule(element: Any) -> bool:
    """Whether an old drawing is a horizontal line, as pandoc and Word's web layout draw one."""
    return any(shape.get(OFFICE + "hr") in ("t", "true", "1") for shape in element)


def is_cover(element: Any) -> bool:
    """Whether a drawing of a file that docforge wrote is the cover of the book."""
    return any(found.get("name") == _COVER for found in element.iterfind(f"{DRAWING}anchor/{DRAWING}docPr"))


def take_cover(context: Context, story: Story, element: Any) -> None:
    """Keep the cover as what the metadata names, as it was before it was a drawing."""
    for picture in images(context, story, element, None):
        if isinstance(picture, n.Image):
            context.meta["cover"] = n.MetaString(text=picture.url)


def boxes(element: Any) -> list[Any]:
    """The text boxes of a drawing."""
    return list(element.iter(W + "txbxContent"))


def images(context: Context, story: Story, element: Any, at: n.Position | None) -> list[n.Inline]:
    """The pictures of a drawing (DrawingML or the older VML); for what is none, its name and its words in brackets."""
    found: list[n.Inline] = [_image(context, story, element, blip, at) for blip in _blips(element)]
    words = drawn_words(context, story, element)
    kind = "" if found or (boxes(element) and not words) else _kind(element)
    if kind:
        said = f'; its words: "{short(words)}"' if words else ""
        message = f"{kind} stands here that cannot be read{said}"
        context.say("DF165", message, at, hint="save it in Word as a picture")
        named = _described(element) or kind.partition(" ")[2]
        return [*found, n.Text(text=f"[{named}: {words}]" if words else f"[{named}]", at=at)]
    return [*found, n.Text(text=words, at=at)] if words else found


def _kind(element: Any) -> str:
    """What a drawing without a picture holds; "" for a line or another shape without words."""
    for data in element.iter(A + "graphicData"):
        uri = data.get("uri", "")
        if not uri.endswith(_SHAPES):
            return _OBJECTS.get(uri.rpartition("/")[2], "a drawing")
    return "an embedded object" if element.find(f".//{OFFICE}OLEObject") is not None else ""


def _blips(element: Any) -> list[tuple[str, str]]:
    """Relationship ids of the pictures: embedded or linked. A vector picture goes before its bitmap."""
    out = []
    for blip in element.iter(A + "blip"):
        vector = next(blip.iter(_SVG), None)
        source = blip if vector is None else vector
        out.append((source.get(R + "embed", ""), source.get(R + "link", "")))
    out += [(data.get(R + "id", ""), data.get(R + "href", "")) for data in element.iter(V + "imagedata")]
    return out


def _image(context: Context, story: Story, element: Any, blip: tuple[str, str], at: n.Position | None) -> n.Image:
    embedded, linked = blip
    words = _described(element)
    content = (n.Text(text=words, at=at),) if words else ()
    if embedded in story.part.members:
        url = _data_url(context, story.part.members[embedded], at)
    else:
        url = story.part.links.get(linked) or story.part.links.get(embedded, "")
    if not url:
        context.say("DF165", "a picture stands here whose file is missing", at)
        return n.Image(content=content, url="missing", at=at)
    return n.Image(content=content, url=url, at=at)


def _data_url(context: Context, member: str, at: n.Position | None) -> str:
    media = _MEDIA.get(posixpath.splitext(member)[1].lower(), "application/octet-stream")
    try:
        data = context.package.archive.read(member)
    except ArchiveError as error:
        context.say("DF165", f"a picture that cannot be read: {error}", at)
        return ""
    return f"data:{media};base64,{base64.b64encode(data).decode('ascii')}"


def _described(element: Any) -> str:
    """The alternative text of a drawing."""
    for properties in element.iter(DRAWING + "docPr"):
        words = properties.get("descr", "").strip() or properties.get("title", "").strip()
        if words:
            return str(words).replace("\n", " ")
    return next((shape.get("alt", "").strip() for shape in element.iter() if shape.get("alt", "").strip()), "")
