"""How many pages a PDF has, read off its page tree without a PDF library: the closing table must cost nothing."""

from __future__ import annotations

import re
import zlib

_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b.*?\bstream\r?\n", re.DOTALL)
_TREE = re.compile(rb"<<(?:[^<>]|<[^<>]*>|<<[^<>]*>>)*?/Type\s*/Pages\b(?:[^<>]|<[^<>]*>|<<[^<>]*>>)*>>")
_COUNT = re.compile(rb"/Count\s+(\d+)")


def page_count(data: bytes) -> int | None:
    """The ``/Count`` of the page tree's root (ISO 32000-2, 7.7.3.2), the largest of all; None when none is found."""
    counts = [int(count) for part in unpacked(data) for tree in _TREE.findall(part) for count in _COUNT.findall(tree)]
    return max(counts, default=None)


def unpacked(data: bytes) -> list[bytes]:
    """The file, and its object streams, where WeasyPrint and pikepdf keep the page tree and the faces."""
    found = [data]
    for match in _OBJECT_STREAM.finditer(data):
        try:
            found.append(zlib.decompressobj().decompress(data[match.end() :]))
        except zlib.error:  # packed in another way: the count stays unknown
            continue
    return found
