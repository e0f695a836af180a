"""What the pages of a PDF draw: pieces of text with their place, by marked content (ISO 32000-2, 14.6)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from docforge.verify.pdf.cmap import UNKNOWN, CMap

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FORM_DEPTH = 12
"""Forms within forms that are followed."""
_SETTINGS = {"TL": "leading", "Tc": "char_space", "Tw": "word_space", "Tz": "scale", "Ts": "rise"}
"""Operators that set one number of the text state (ISO 32000-2, 9.3)."""


class Piece(msgspec.Struct, frozen=True):
    """Text shown by one operator. ``x`` and ``y`` are its origin on the page and ``size`` its font size, in points.

    ``across`` is its place at right angles to its own line, in points: equal for all pieces of a line, turned or not.
    """

    text: str
    x: float
    y: float
    size: float
    across: float


class Page:
    """Pieces of one page by marked-content id. ``loose`` is text that is neither marked nor an artifact."""

    def __init__(self) -> None:
        self.marked: dict[int, list[Piece]] = {}
        self.loose: list[Piece] = []


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies ``one`` first, then ``two``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class BudgetError(ValueError):
    """The streams of a file unpack to more than it may."""


class Budget:
    """How many bytes the text streams of a file may still unpack to. A stream is charged each time it is run."""

    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, stream: Any) -> None:
        """Charge a stream before it is unpacked as a whole. Raises ``BudgetError``."""
        import pikepdf

        if not isinstance(stream, pikepdf.Stream):
            return
        raw = stream.read_raw_bytes()
        size = len(raw)
        if stream.get("/Filter") == "/FlateDecode":
            unpacker = zlib.decompressobj()
            try:
                size = len(unpacker.decompress(raw, self._left + 1))
            except zlib.error:
                size = len(raw)  # the PDF library repairs or refuses it
        self._left -= size
        if self._left < 0:
            raise BudgetError("the text of the PDF unpacks to more than the limit archive-bytes")


class Fonts:
    """The ToUnicode maps of a file, each parsed once."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._maps: dict[Any, CMap | None] = {}

    def of(self, font: Any) -> CMap | None:
        """The map of a font, None when it has none."""
        identity = font.objgen
        if identity not in self._maps or identity == (0, 0):
            stream = font.get("/ToUnicode")
            if stream is not None:
                self._budget.take(stream)
            self._maps[identity] = None if stream is None else CMap(stream.read_bytes())
        return self._maps[identity]


class Mark(msgspec.Struct):
    """An open marked-content sequence. ``replaced``: its ``ActualText`` stands for what it draws."""

    artifact: bool
    mcid: int | None
    replaced: bool = False


NO_MARK = Mark(artifact=False, mcid=None)


class State(msgspec.Struct):
    """The graphics state as far as text goes: ``size`` in text space, ``scale`` 1.0 for an unstretched font."""

    ctm: Matrix = IDENTITY
    font: Any = None
    size: float = 0.0
    leading: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    rise: float = 0.0


class Interpreter:
    """Runs the content of one page as far as text is concerned."""

    def __init__(self, page: Any, fonts: Fonts, budget: Budget) -> None:
        self.page = Page()
        self.state = State()
        self.text: Matrix = IDENTITY
        self._fonts = fonts
        self._budget = budget
        self._stack: list[State] = []
        self._line: Matrix = IDENTITY
        self._marks: list[Mark] = []
        self._run(page, page.get("/Resources", {}), 0)

    @property
    def mark(self) -> Mark:
        """The innermost marked-content sequence that is open."""
        return self._marks[-1] if self._marks else NO_MARK

    def font_of(self, font: Any) -> Any:
        """What text shown in a font is read with."""
        return self._fonts.of(font)

    def _run(self, stream: Any, resources: Any, depth: int) -> None:
        import pikepdf

        contents = stream.get("/Contents", stream) if depth == 0 else stream
        for part in contents if isinstance(contents, pikepdf.Array) else (contents,):
            self._budget.take(part)
        for instruction in pikepdf.parse_content_stream(stream):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name == "Do":
                self._do(operands[0], resources, depth)
            elif name == "Tf":
                font = resources.get("/Font", {}).get(operands[0])
                self.state.font = None if font is None else self.font_of(font)
                self.state.size = float(operands[1])
            elif name in ("BDC", "BMC"):
                self._begin(operands, resources)
            elif name == "EMC":
                if self._marks:
                    self._marks.pop()
            else:
                self._step(name, operands)

    def _step(self, name: str, operands: Any) -> None:
        match name:
            case "q":
                self._stack.append(replace(self.state))
            case "Q":
                if self._stack:
                    self.state = self._stack.pop()
            case "cm":
                self.state.ctm = multiply(_matrix(operands), self.state.ctm)
            case "BT":
                self.text = self._line = IDENTITY
            case "Tm":
                self.text = self._line = _matrix(operands)
            case "Td" | "TD":
                if name == "TD":
                    self.state.leading = -float(operands[1])
                self._next(float(operands[0]), float(operands[1]))
            case "T*":
                self._next(0.0, -self.state.leading)
            case "Tj":
                self.show((operands[0],))
            case "TJ":
                self.show(operands[0])
            case "'" | '"':
                self._next(0.0, -self.state.leading)
                if name == '"':
                    self.state.word_space, self.state.char_space = float(operands[0]), float(operands[1])
                self.show((operands[-1],))
            case _ if name in _SETTINGS:
                setattr(self.state, _SETTINGS[name], float(operands[0]) * (0.01 if name == "Tz" else 1.0))

    def _next(self, x: float, y: float) -> None:
        self.text = self._line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _begin(self, operands: Any, resources: Any) -> None:
        import pikepdf

        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(properties)
        outer = self.mark
        mcid = properties.get("/MCID") if properties is not None else None
        actual = properties.get("/ActualText") if properties is not None else None
        artifact = outer.artifact or str(operands[0]) == "/Artifact"
        mark = Mark(artifact, outer.mcid if mcid is None else int(mcid), outer.replaced)
        if mark.mcid is not None and not artifact:
            self.page.marked.setdefault(mark.mcid, [])
        self._marks.append(mark)
        if actual is not None and not mark.replaced:
            self._put(str(actual))
            mark.replaced = True

    def show(self, parts: Iterable[Any]) -> None:
        """Show the strings of a ``TJ`` array; its numbers move what follows (ISO 32000-2, 9.4.3)."""
        codes = b"".join(bytes(part) for part in parts if is_string(part))
        if codes and not (self.mark.artifact or self.mark.replaced):
            font = self.state.font
            self._put(font.decode(codes) if font else UNKNOWN * max(1, len(codes) // 2))

    def _put(self, text: str) -> None:
        matrix = multiply(self.text, self.state.ctm)
        size = self.state.size * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        along = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5 or 1.0
        across = (matrix[0] * matrix[5] - matrix[1] * matrix[4]) / along
        piece = Piece(text, matrix[4], matrix[5], size, across)
        mark = self.mark
        if mark.artifact:
            return
        if mark.mcid is None:
            self.page.loose.append(piece)
        else:
            self.page.marked.setdefault(mark.mcid, []).append(piece)

    def _do(self, name: Any, resources: Any, depth: int) -> None:
        form = resources.get("/XObject", {}).get(name)
        if form is None or form.get("/Subtype") != "/Form" or depth >= FORM_DEPTH:
            return
        kept, stack = replace(self.state), self._stack
        self._stack = []
        self.state.ctm = multiply(_matrix(form.get("/Matrix", IDENTITY)), self.state.ctm)
        self._run(form, form.get("/Resources", resources), depth + 1)
        self.state, self._stack = kept, stack


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def is_string(part: Any) -> bool:
    """Whether a part of a ``TJ`` array is text to be shown."""
    return isinstance(part, _strings())


@cache
def _strings() -> type:
    from pikepdf import String

    return String
