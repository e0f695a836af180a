"""The text a reader works on, and where each offset of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from docforge.model.nodes import Position

_LINE_END = re.compile(r"\r\n|\n|\r")


class SourceText:
    """Decoded text with its name.

    Lines end at ``\\n``, ``\\r`` or ``\\r\\n`` only, as in CommonMark; U+2028 and form feeds do not end a line.
    """

    def __init__(self, name: str, text: str, encoding: str = "utf-8", sha256: str = "") -> None:
        self.name = name
        self.text = text
        self.encoding = encoding
        self.sha256 = sha256

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return _LINE_END.split(self.text)

    def position(self, offset: int, source: int = 0) -> Position:
        """Line and column (1-based, code points) of an offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1, source)

    def name_of(self, at: Position | None) -> str:
        """The file of a position."""
        return self.name

    def line(self, number: int) -> str:
        """The text of a 1-based line, "" past the end."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""
