"""Pictures of a book within a budget for all of them together: the largest become smaller, the others stay."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from msgspec import structs

from docforge.protocols import Asset
from docforge.writers.epub.pictures import fitted
from docforge.writers.epub.targets import Target

LEAST_SIDE = 600
"""Pixels of the longer side that a picture keeps: what the narrowest readers show across a page (600 × 800)."""


def within(pictures: Mapping[str, Asset], budget: int, target: Target) -> dict[str, Asset]:
    """The pictures by the same names, those made smaller that are too large for a budget in bytes.

    All pictures up to some size stay byte for byte, and those above it are brought down to it; the size is what the
    budget leaves. Outlines, animations and pictures of ``LEAST_SIDE`` pixels are not made smaller, so the result may
    still be too large.
    """
    made = dict(pictures)
    free = {name for name, asset in made.items() if _can_shrink(asset)} if _total(made.values()) > budget else set()
    while free and _total(made.values()) > budget:
        room = budget - _total(asset for name, asset in made.items() if name not in free)
        most = _level([len(made[name].data) for name in free], room)
        asked = structs.replace(target, image_bytes=most, image_pixels=0)
        for name in sorted(free):
            if len(made[name].data) > most:
                made[name] = fitted(pictures[name], asked, least_side=LEAST_SIDE)
                if len(made[name].data) > most:
                    free.remove(name)
    return made


def _total(pictures: Iterable[Asset]) -> int:
    return sum(len(asset.data) for asset in pictures)


def _can_shrink(asset: Asset) -> bool:
    if asset.media_type == "image/svg+xml" or max(asset.width, asset.height) <= LEAST_SIDE:
        return False
    from PIL import Image

    with Image.open(io.BytesIO(asset.data)) as opened:
        return not getattr(opened, "is_animated", False)


def _level(sizes: list[int], room: int) -> int:
    """The size above which nothing may be for all together to have room; at least 1."""
    left = room
    for place, size in enumerate(sorted(sizes)):
        share = left // (len(sizes) - place)
        if size > share:
            return max(1, share)
        left -= size
    return max(1, *sizes)
