"""ToUnicode maps: which characters a code of a font stands for (ISO 32000-2, 9.10.3)."""

from __future__ import annotations

import re

_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
UNKNOWN = "\ufffd"
"""Stands for a code that a font gives no character."""


class CMap:
    """The map of one font. Codes are ``width`` bytes long."""

    def __init__(self, data: bytes) -> None:
        self.width = 0
        self.table: dict[int, str] = {}
        for kind, body in _SECTION.findall(data):
            tokens = [
                bytes.fromhex(match[1].decode()) if match[1] is not None else match[0]
                for match in _TOKEN.finditer(body)
            ]
            if kind == b"codespacerange" and tokens:
                self.width = self.width or len(tokens[0])
            elif kind == b"bfchar":
                for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                    self.table[int.from_bytes(code)] = _utf16(text)
            elif kind == b"bfrange":
                self._ranges(tokens)
        self.width = self.width or 2

    def _ranges(self, tokens: list[bytes]) -> None:
        place = 0
        while place + 2 < len(tokens):
            first, last = int.from_bytes(tokens[place]), int.from_bytes(tokens[place + 1])
            last = min(last, first + 0xFFFF)
            if tokens[place + 2] == b"[":
                place += 3
                for code in range(first, last + 1):
                    if place < len(tokens) and tokens[place] != b"]":
                        self.table[code] = _utf16(tokens[place])
                        place += 1
                place += 1
            else:
                text = tokens[place + 2]
                low = int.from_bytes(text[-2:])
                for code in range(first, last + 1):
                    end = (low + code - first) & 0xFFFF
                    self.table[code] = _utf16(text[:-2] + end.to_bytes(2))
                place += 3

    def decode(self, codes: bytes) -> str:
        """The characters of a string of codes."""
        width, table = self.width, self.table
        return "".join(
            table.get(int.from_bytes(codes[place : place + width]), UNKNOWN) for place in range(0, len(codes), width)
        )


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")
