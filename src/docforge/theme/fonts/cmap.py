"""The ``cmap`` of a cut: one glyph for each code point, so that text copied from a page is the text that was set.

In the source faces U+2460 and U+2780, U+2026 and U+22EF, U+0020 and U+00A0, or a Korean compatibility ideograph and the
unified one, share a glyph; a PDF maps each glyph back to one text only. Blanks that the source lacks are added too: a
layout engine draws a blank in the font of the text before it and would otherwise turn it into a plain space.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from .characters import BLANKS

# Where code points share a glyph, the one most used in CJK text keeps it, with its place in vertical and kerning
# tables; others get a copy. Elsewhere the lowest code point keeps it.
_KEEPERS = frozenset((0x2013, 0x2018, 0x3000, 0x3008, 0x3009, 0xFF0F, 0xFF40, 0xFF5E))


def glyph_copies(nominal: Mapping[int, int]) -> dict[int, int]:
    """Code points that need a copy of their glyph, with the glyph they share now.

    >>> glyph_copies({0x20: 1, 0xA0: 1, 0x41: 2})
    {160: 1}
    """
    owner: dict[int, int] = {}
    for point in sorted(nominal, key=lambda point: (point not in _KEEPERS, point)):
        owner.setdefault(nominal[point], point)
    return {point: glyph for point, glyph in sorted(nominal.items()) if owner[glyph] != point}


def missing_blanks(nominal: Mapping[int, int]) -> list[int]:
    """Blanks without a glyph of their own."""
    return [point for point in BLANKS if point not in nominal]


def build_cmap(nominal: Mapping[int, int], variations: bytes = b"") -> bytes:
    """A ``cmap`` for all of Unicode (format 12), with the variation sequences of a format 14 subtable."""
    groups: list[list[int]] = []
    for point, glyph in sorted(nominal.items()):
        if groups and point == groups[-1][1] + 1 and glyph == groups[-1][2] + point - groups[-1][0]:
            groups[-1][1] = point
        else:
            groups.append([point, point, glyph])
    body = b"".join(struct.pack(">LLL", *group) for group in groups)
    full = struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, len(groups)) + body
    records = [(3, 10, full)]
    if variations:
        records.insert(0, (0, 5, variations))
    header, content = struct.pack(">HH", 0, len(records)), b""
    start = len(header) + 8 * len(records)
    for platform, encoding, subtable in records:
        header += struct.pack(">HHL", platform, encoding, start + len(content))
        content += subtable
    return header + content


def variation_subtable(cmap: bytes) -> bytes:
    """The format 14 subtable of a ``cmap``, empty when there is none."""
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">HHL", cmap, 4 + 8 * index)[2]
        form, length = struct.unpack_from(">HL", cmap, offset)
        if form == 14:
            return cmap[offset : offset + length]
    return b""


def with_variations(subtable: bytes, glyphs: Mapping[tuple[int, int], int]) -> bytes:
    """A format 14 subtable with other glyphs for some sequences, by (base, selector); those it lacks stay lacking."""
    changed = bytearray(subtable)
    for index in range(struct.unpack_from(">L", subtable, 6)[0] if subtable else 0):
        record = 10 + 11 * index
        selector = int.from_bytes(subtable[record : record + 3], "big")
        table = struct.unpack_from(">L", subtable, record + 7)[0]
        for place in range(struct.unpack_from(">L", subtable, table)[0] if table else 0):
            entry = table + 4 + 5 * place
            base = int.from_bytes(subtable[entry : entry + 3], "big")
            if (base, selector) in glyphs:
                struct.pack_into(">H", changed, entry + 3, glyphs[base, selector])
    return bytes(changed)
