"""Pictures in colour, where a document is made for printers without: what they say by colour cannot be checked."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from PIL import Image

from docforge.build.join import source_name
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.protocols import Asset

_SIDE = 64
"""Pixels that a picture is looked at in."""
_NEAR = 24
"""How far apart the parts of a grey may be: what lossy pictures make of it."""
_HEX = re.compile(rb"#([0-9a-fA-F]{6})\b")


def coloured(document: n.Document, pictures: Mapping[str, Asset], file: str) -> list[Diagnostic]:
    """DF655 for each picture that has colours, at its first place."""
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for image in find((document.blocks, document.notes), n.Image):
        asset = pictures.get(image.url)
        if asset is None or image.url in seen:
            continue
        seen.add(image.url)
        if _has_colour(asset):
            name = source_name(document, image.at.source) if image.at else file
            found.append(report("DF655", f"{image.url} is in colour", at=image.at, file=name or file))
    return found


def _has_colour(asset: Asset) -> bool:
    if asset.media_type == "image/svg+xml":
        named = (found.lower() for found in _HEX.findall(asset.data))
        return any(len({colour[:2], colour[2:4], colour[4:]}) > 1 for colour in named)
    with Image.open(io.BytesIO(asset.data)) as picture:
        small = picture.convert("RGBA").resize((_SIDE, _SIDE))
    points = zip(*[iter(small.tobytes())] * 4, strict=True)
    return any(alpha and max(rgb) - min(rgb) > _NEAR for *rgb, alpha in points)
