"""Where each key and value of a TOML text stands. ``tomllib`` tells values only; a problem needs a line and a column.

The text must have been read by ``tomllib`` before: nothing is checked again here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

Path = tuple[str | int, ...]
"""Keys from the outermost in; the items of a list are counted from 0."""


class Place(Struct, frozen=True):
    """Line and column, from 1 and in code points, and how long what stands there is."""

    line: int
    column: int
    length: int = 1


class Places(Struct, frozen=True):
    """The first place of every key and of every value."""

    keys: Mapping[Path, Place]
    values: Mapping[Path, Place]

    def key(self, path: Sequence[str | int]) -> Place | None:
        """Where a key is named; the place of the nearest table around it when it is nowhere itself."""
        return self._near(self.keys, tuple(path))

    def value(self, path: Sequence[str | int]) -> Place | None:
        """Where a value stands; where its key is named when the value is a table."""
        wanted = tuple(path)
        return self.values.get(wanted) or self._near(self.keys, wanted)

    @staticmethod
    def _near(table: Mapping[Path, Place], path: Path) -> Place | None:
        return next((table[path[:end]] for end in range(len(path), 0, -1) if path[:end] in table), None)


def places(text: str) -> Places:
    """The places of a valid TOML text."""
    scanner = _Scanner(text)
    scanner.scan()
    return Places(scanner.keys, scanner.values)


_TOKEN = re.compile(
    r'(?P<string>"""(?:[^"\\]|\\.|"(?!"")|""(?!"))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\')|\'\'(?!\'))*\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<blank>[ \t\r]+)|(?P<mark>[\[\]{}=,.])|(?P<bare>[^\s\[\]{}=,.#\"']+)",
    re.DOTALL,
)


class _Token(Struct, frozen=True):
    kind: str
    text: str
    start: int


class _Scanner:
    """Goes over the tokens once. ``prefix`` is the path of the table that is open."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self.text = text
        self._tokens = list(_tokens(text))
        self._index = 0
        self._prefix: Path = ()
        self._counts: dict[Path, int] = {}
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def scan(self) -> None:
        while self._skip(newlines=True):
            if self._at("["):
                self._header()
            else:
                self._pair(self._prefix, inline=False)

    # ------------------------------------------------------------ tokens

    def _peek(self) -> _Token | None:
        return self._tokens[self._index] if self._index < len(self._tokens) else None

    def _at(self, mark: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "mark" and token.text == mark

    def _skip(self, *, newlines: bool) -> bool:
        """Pass blanks, comments and perhaps line ends; whether anything is left."""
        kinds = ("blank", "comment", "newline") if newlines else ("blank",)
        while (token := self._peek()) is not None and token.kind in kinds:
            self._index += 1
        return self._peek() is not None

    def _take(self) -> _Token:
        token = self._tokens[self._index]
        self._index += 1
        return token

    def _place(self, start: int, end: int) -> Place:
        import bisect

        line = bisect.bisect_right(self._lines, start)
        first = self.text.count("\n", start, end) == 0
        return Place(line, start - self._lines[line - 1] + 1, max(1, end - start) if first else 1)

    # ------------------------------------------------------------ grammar

    def _header(self) -> None:
        """``[a.b]`` or ``[[a.b]]``."""
        self._take()
        array = self._at("[")
        if array:
            self._take()
        path = self._name((), "]")
        self._take()
        if array:
            self._take()
            self._counts[path] = self._counts.get(path, -1) + 1
        self._prefix = self._counted(path)

    def _counted(self, path: Path) -> Path:
        """A path through arrays of tables: each one stands for its last item."""
        found: Path = ()
        plain: Path = ()
        for part in path:
            plain, found = (*plain, part), (*found, part)
            if plain in self._counts:
                found = (*found, self._counts[plain])
        return found

    def _name(self, prefix: Path, end: str) -> Path:
        """A dotted key up to ``end``, each part's place noted."""
        path = prefix
        while True:
            self._skip(newlines=False)
            if self._at(end):
                return path
            token = self._take()
            if token.kind == "mark":  # the dot between two parts
                continue
            part = _unquoted(token.text) if token.kind == "string" else token.text
            path = (*path, part)
            self.keys.setdefault(path, self._place(token.start, token.start + len(token.text)))

    def _pair(self, prefix: Path, *, inline: bool) -> None:
        path = self._name(prefix, "=")
        self._take()
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip(newlines=True)
        start = self._tokens[self._index].start
        if self._at("["):
            self._list(path)
        elif self._at("{"):
            self._inline_table(path)
        elif self._tokens[self._index].kind == "string":
            self._take()
        else:  # a number, a date or a truth value, whose dots are tokens of their own
            while (token := self._peek()) is not None and (token.kind == "bare" or token.text == "."):
                self._index += 1
        last = self._tokens[self._index - 1]
        self.values.setdefault(path, self._place(start, last.start + len(last.text)))

    def _list(self, path: Path) -> None:
        self._take()
        count = 0
        while self._skip(newlines=True) and not self._at("]"):
            if self._at(","):
                self._take()
                continue
            self._value((*path, count))
            count += 1
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while self._skip(newlines=True) and not self._at("}"):
            if self._at(","):
                self._take()
                continue
            self._pair(path, inline=True)
        self._take()


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        assert match.lastgroup
        yield _Token(match.lastgroup, match[0], match.start())


def _unquoted(text: str) -> str:
    value = tomllib.loads(f"v = {text}")["v"]
    assert isinstance(value, str)
    return value
