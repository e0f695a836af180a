"""Pictures of a book: their names in it, and what a reader wants of them."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Mapping
from typing import Any

from docforge.protocols import Asset
from docforge.writers.epub.package import Part
from docforge.writers.epub.targets import Target

SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The picture types of EPUB 3.3 (3.2)."""
_QUALITY = 90
_SMALLER = 0.9
"""Share of the wanted size that is aimed at, so that one step is enough as a rule."""


class Pictures:
    """The pictures that a book uses, each once. ``ready``: by digest, those that were made as the book wants them."""

    def __init__(self, target: Target, ready: Mapping[str, Asset] | None = None) -> None:
        self._target = target
        self._ready = ready or {}
        self._used: dict[str, Asset] = {}

    def url(self, asset: Asset) -> str | None:
        """The name of a picture in the book, None for a type that EPUB readers need not know."""
        if asset.media_type not in SUFFIXES:
            return None
        if asset.sha256 not in self._used:
            self._used[asset.sha256] = self._ready.get(asset.sha256) or fitted(asset, self._target)
        return _name(asset, self._used[asset.sha256])

    def parts(self) -> list[Part]:
        """The files, sorted by name."""
        return [
            Part(f"i{digest[:16]}", f"images/{digest[:16]}.{SUFFIXES[asset.media_type]}", asset.media_type, asset.data)
            for digest, asset in sorted(self._used.items())
        ]


def _name(asset: Asset, fit: Asset) -> str:
    return f"images/{asset.sha256[:16]}.{SUFFIXES[fit.media_type]}"


def fitted(asset: Asset, target: Target, *, least_side: int = 1) -> Asset:
    """A picture as the target wants it: of a type it knows, without transparency where nothing is drawn behind it, not
    too large. One that is right stays as it is, byte for byte, and so do all outlines (SVG). ``least_side``: pixels
    that the longer side keeps, though it then be too large."""
    if asset.media_type == "image/svg+xml":
        return asset
    is_known = asset.media_type in target.image_types
    scale = _scale(asset, target)
    flat = not target.backgrounds and asset.media_type != "image/jpeg"
    if is_known and scale == 1.0 and not flat:
        return asset
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(asset.data)) as opened:
        flat = flat and opened.has_transparency_data and not getattr(opened, "is_animated", False)
        if is_known and scale == 1.0 and not flat:
            return asset
        picture = ImageOps.exif_transpose(opened)
    if flat:
        picture = _flattened(picture)
    return _encoded(picture, asset, target, scale, least_side)


def _scale(asset: Asset, target: Target) -> float:
    """How much smaller the sides become."""
    scale = 1.0
    if target.image_pixels and asset.width * asset.height > target.image_pixels:
        scale = math.sqrt(target.image_pixels / (asset.width * asset.height))
    if target.image_bytes and len(asset.data) > target.image_bytes:
        scale = min(scale, _SMALLER * math.sqrt(target.image_bytes / len(asset.data)))
    return scale


def _flattened(picture: Any) -> Any:
    from PIL import Image

    paper = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def _encoded(picture: Any, asset: Asset, target: Target, scale: float, least_side: int) -> Asset:
    """The picture scaled and written, again smaller while it has too many bytes."""
    as_jpeg = asset.media_type == "image/jpeg"
    least = min(1.0, least_side / max(picture.size))
    while True:
        scale = max(scale, least)
        # Rounded down: a limit on pixels is one.
        size = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
        small = picture if size == picture.size else _plain(picture).resize(size)
        buffer = io.BytesIO()
        if as_jpeg:
            small.convert("RGB").save(buffer, "JPEG", quality=_QUALITY, optimize=True)
        else:
            small.save(buffer, "PNG", optimize=True)
        data = buffer.getvalue()
        if not target.image_bytes or len(data) <= target.image_bytes or scale == least:
            kind = "image/jpeg" if as_jpeg else "image/png"
            return Asset(data, kind, *size, hashlib.sha256(data).hexdigest())
        scale *= _SMALLER * math.sqrt(target.image_bytes / len(data))


def _plain(picture: Any) -> Any:
    """Colours in full: those of a palette cannot be mixed."""
    return (
        picture.convert("RGBA" if picture.has_transparency_data else "RGB") if picture.mode in ("P", "1") else picture
    )
