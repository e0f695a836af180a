"""A book of three chapters and what is wrong with it: built by the command line, read by the witnesses."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import witness
from commandline import docforge

PROJECT = """language = "zh-Hans"

[target.book]
each = "book"
formats = ["epub", "pdf", "docx"]
output = "dist/book.{format}"
show-run = "none"
set = { meta-line = false }
"""

TREE: Mapping[str, str | bytes] = {
    "docforge.toml": PROJECT,
    "book.toml": '[book]\ntitle = "书"\n',
    "src/SUMMARY.md": "# Summary\n\n- [甲](a.md)\n- [乙](b.md)\n- [丙](c.md)\n",
    "src/a.md": "# 甲\n\n第一章的文。\n",
    "src/b.md": "# 乙\n\n第二章的文。\n",
    "src/c.md": "# 丙\n\n第三章的文。\n",
}


@dataclass(frozen=True)
class Built:
    """A build: its exit status with and without ``--strict``, what it said, and the text of each file."""

    status: int
    strict: int
    said: str
    texts: dict[str, str]

    def everywhere(self, *words: str) -> bool:
        """Whether the words stand in this order in the file of every format."""
        return len(self.texts) == len(witness.FORMATS) and all(_in_order(text, words) for text in self.texts.values())


def _in_order(text: str, words: tuple[str, ...]) -> bool:
    place = 0
    for word in words:
        place = text.find("".join(word.split()), place)
        if place < 0:
            return False
    return True


def write(folder: Path, changes: Mapping[str, str | bytes | None]) -> None:
    """The tree with some of its files changed, added, or (None) missing."""
    for name, content in {**TREE, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def built(folder: Path, changes: Mapping[str, str | bytes | None]) -> Built:
    """Build the changed tree, once as it is and once under ``--strict``, which proves nothing twice."""
    write(folder, changes)
    done = docforge(["build", ".", "-v"], folder)
    texts: dict[str, str] = {}
    for suffix in witness.FORMATS:
        file = folder / "dist" / f"book.{suffix}"
        if file.is_file():
            told = witness.text_of(file)
            texts[suffix] = "".join((told.body + told.notes).split())
    strict = docforge(["build", ".", "--strict", "--no-verify"], folder)
    return Built(done.status, strict.status, done.err, texts)


def huge_picture(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel: a few kilobytes that unpack to as many as it says."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
