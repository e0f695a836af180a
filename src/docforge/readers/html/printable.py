"""The text of a page in an archive: it knows the line and column of the file that each of its characters stands at."""

from __future__ import annotations

import codecs
import quopri
import re
from bisect import bisect_right
from functools import cached_property
from typing import Any

from docforge.model.nodes import Position
from docforge.model.source import SourceText

_UNIT = re.compile(rb"=[0-9A-Fa-f]{2}|.", re.DOTALL)


class EncodedText(SourceText):
    """A text whose file has it from its line ``first`` on in some ``coding``: quoted-printable, base64, which has no
    lines of its own, so that all of it stands at its first one, or as it is. ``body`` are the bytes in the file."""

    def __init__(self, source: SourceText, body: bytes, first: int, coding: str, sha256: str) -> None:
        super().__init__(source.name, source.text, source.encoding, sha256)
        self._body = body
        self._first = first
        self._coding = coding

    @cached_property
    def _rows(self) -> tuple[list[int], list[tuple[bytes, Any]]]:
        """The offset in the text at which each line of the file begins; the lines, each with the state of the decoder
        there, since a character may be divided between two."""
        rows = self._body.split(b"\n")
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        begins, states, offset = [], [], 0
        for row in rows:
            begins.append(offset)
            states.append(decoder.getstate())
            data = quopri.decodestring(row + b"\n")
            # A line end within a line is one character of the text, however it is written.
            offset += len(decoder.decode(data).replace("\r\n", "\n"))
        return begins, list(zip(rows, states, strict=True))

    def position(self, offset: int, source: int = 0) -> Position:
        """Line and column in the file."""
        if self._coding == "base64":
            return Position(self._first, 1, source)
        if self._coding != "quoted-printable":
            plain = super().position(offset, source)
            return Position(self._first + plain.line - 1, plain.column, source)
        begins, rows = self._rows
        row = bisect_right(begins, offset) - 1
        left, column = offset - begins[row], 1
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        decoder.setstate(rows[row][1])
        for unit in _UNIT.finditer(rows[row][0]):
            if left <= 0:
                break
            byte = bytes([int(unit[0][1:], 16)]) if len(unit[0]) == 3 else unit[0]
            left -= len(decoder.decode(byte))
            column += len(unit[0])
        return Position(self._first + row, column, source)
