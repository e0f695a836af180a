"""Reading and writing the table directory of an OpenType font, and the few tables that a cut rewrites.

Offsets and field names are those of the OpenType specification 1.9.1 (Font file, head, hhea, hmtx, maxp, name).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_TRUETYPE = 0x00010000
_CHECKSUM_MAGIC = 0xB1B0AFBA
# Platform Windows, encoding Unicode BMP, language English (United States).
_WINDOWS_ENGLISH = (3, 1, 0x409)


def read_tables(data: bytes) -> dict[str, bytes]:
    """The tables of a single font by tag."""
    count = struct.unpack_from(">H", data, 4)[0]
    tables: dict[str, bytes] = {}
    for index in range(count):
        tag, _checksum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag.decode("ascii")] = data[offset : offset + length]
    return tables


def write_font(tables: Mapping[str, bytes]) -> bytes:
    """A TrueType font file of ``tables``, sorted by tag, with true checksums."""
    head = bytearray(tables["head"])
    head[8:12] = bytes(4)  # checkSumAdjustment counts as zero while sums are taken
    content = dict(sorted(tables.items())) | {"head": bytes(head)}
    count = len(content)
    power = count.bit_length() - 1
    header = struct.pack(">LHHHH", _TRUETYPE, count, 16 << power, power, 16 * count - (16 << power))
    directory, body = bytearray(), bytearray()
    start = len(header) + 16 * count
    head_at = 0
    for tag, table in content.items():
        offset = start + len(body)
        if tag == "head":
            head_at = offset
        directory += struct.pack(">4sLLL", tag.encode("ascii"), _checksum(table), offset, len(table))
        body += table + bytes(-len(table) % 4)
    font = bytearray(header + directory + body)
    struct.pack_into(">L", font, head_at + 8, (_CHECKSUM_MAGIC - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(table: bytes | bytearray) -> int:
    padded = bytes(table) + bytes(-len(table) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF


def name_table(names: Mapping[int, str]) -> bytes:
    """A ``name`` table in English for Windows and everyone else, from name IDs to strings."""
    records, strings = bytearray(), bytearray()
    for identifier, text in sorted(names.items()):
        encoded = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", *_WINDOWS_ENGLISH, identifier, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + bytes(records) + bytes(strings)


def read_advances(table: bytes, header: bytes, glyphs: int) -> list[int]:
    """Advances of ``hmtx`` or ``vmtx`` for every glyph, in font units; ``header`` is ``hhea`` or ``vhea``."""
    long_metrics: int = struct.unpack_from(">H", header, 34)[0]
    advances = list(struct.unpack_from(">" + "Hh" * long_metrics, table)[::2])
    return advances + advances[-1:] * (glyphs - long_metrics)


def write_metrics(advances: Sequence[int], bearings: Sequence[int]) -> tuple[bytes, int]:
    """``hmtx`` or ``vmtx`` and its number of long metrics: the advance that ends the font is stored once."""
    long_metrics = len(advances)
    while long_metrics > 1 and advances[long_metrics - 2] == advances[-1]:
        long_metrics -= 1
    pairs = [value for pair in zip(advances[:long_metrics], bearings, strict=False) for value in pair]
    rest = bearings[long_metrics:]
    return struct.pack(">" + "Hh" * long_metrics, *pairs) + struct.pack(f">{len(rest)}h", *rest), long_metrics
