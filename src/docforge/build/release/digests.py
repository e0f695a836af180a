"""A digest over what is in a file, unpacked: two files that differ only in how they were compressed have the same.

Of EPUB, DOCX and sites: ``name``, a blank, the SHA-256 of the member, a line feed, for each member in order of names.
Of PDF: the file with its streams unpacked, without their lengths, cross-references and identifiers, which say where
bytes lie and how many they are. Of any other format: the bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

ARCHIVES = ("epub", "docx", "site")

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
"""Lengths stand in the stream's own dictionary (ISO 32000-2, 7.3.8); one that refers to another object is not read."""
_CROSS_REFERENCE = re.compile(rb"/Type\s*/XRef\b")
_TRAILER = re.compile(rb"\bxref\b.*?\btrailer\b.*?>>|\bstartxref\s+\d+", re.DOTALL)
_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")


def content_sha256(data: bytes, form: str) -> str:
    """The digest (hex) of a file of a format (``pdf``, ``epub`` …)."""
    digest = hashlib.sha256()
    if form in ARCHIVES:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(archive.namelist()):
                digest.update(f"{name} {hashlib.sha256(archive.read(name)).hexdigest()}\n".encode())
    elif form == "pdf":
        for part in _unpacked(data):
            digest.update(part)
    else:
        digest.update(data)
    return digest.hexdigest()


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The parts of a PDF in order, streams unpacked."""
    place = 0
    while begin := _STREAM.search(data, place):
        head = data[place : begin.start()]
        about = head[head.rfind(b" obj") :]
        length = _LENGTH.search(about)
        place = begin.end() + (int(length[1]) if length else 0)
        if not _CROSS_REFERENCE.search(about):
            yield _LENGTH.sub(b"", _TRAILER.sub(b"", head))
            packed = data[begin.end() : place]
            yield _inflated(packed) if _FLATE.search(about) else packed
    yield _TRAILER.sub(b"", data[place:])


def _inflated(stream: bytes) -> bytes:
    """The bytes of a deflated stream; those of one that is damaged as they are."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
