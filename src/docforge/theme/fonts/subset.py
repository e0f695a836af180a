"""A face of the store cut down to some characters, for files that carry their faces with them."""

from __future__ import annotations

from collections.abc import Iterable

from .cut import FEATURES

_KEPT = tuple(sorted({*FEATURES} - {"fwid", "hwid", "palt", "pwid", "ruby", "vpal"}))
"""Layout features that lines of a book use: no other widths than those of the text."""
_NAMES = range(26)
"""Every record of the ``name`` table: copyright and licence are among them (OpenType 1.9, name IDs)."""


def subset(path: str, characters: Iterable[int]) -> bytes:
    """The TrueType file at ``path`` with these code points alone, its forms for vertical lines and half widths, and all
    its names. What the face lacks is left out. Equal characters give equal bytes."""
    import uharfbuzz as hb

    request = hb.SubsetInput()
    request.unicode_set.update(sorted(set(characters)))
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _KEPT)
    request.name_id_set.update(_NAMES)
    request.flags |= hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    face = hb.SubsetPlan(hb.Face(hb.Blob.from_file_path(path)), request).execute()
    return bytes(face.blob.data)
