"""What the pages of a PDF draw: pieces of text with their place, by marked content (ISO 32000-2, 14.6)."""

from __future__ import annotations

import zlib
from typing import Any, TypeAlias

import msgspec

from docforge.verify.pdf.cmap import UNKNOWN, CMap

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FORM_DEPTH = 12
"""Forms within forms that are followed."""


class Piece(msgspec.Struct, frozen=True):
    """Text shown by one operator. ``x`` and ``y`` are its origin on the page and ``size`` its font size, in points."""

    text: str
    x: float
    y: float
    size: float


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


class _Mark(msgspec.Struct):
    """An open marked-content sequence."""

    artifact: bool
    mcid: int | None
    replaced: bool = False


class Interpreter:
    """Runs the content of one page as far as text is concerned."""

    def __init__(self, page: Any, fonts: Fonts, budget: Budget) -> None:
        self.page = Page()
        self._fonts = fonts
        self._budget = budget
        self._ctm: Matrix = IDENTITY
        self._stack: list[tuple[Matrix, CMap | None, float, float]] = []
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._font: CMap | None = None
        self._size = 0.0
        self._leading = 0.0
        self._marks: list[_Mark] = []
        self._run(page, page.get("/Resources", {}), 0)

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
                fonts = resources.get("/Font", {})
                font = fonts.get(operands[0])
                self._font = None if font is None else self._fonts.of(font)
                self._size = float(operands[1])
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
                self._stack.append((self._ctm, self._font, self._size, self._leading))
            case "Q":
                if self._stack:
                    self._ctm, self._font, self._size, self._leading = self._stack.pop()
            case "cm":
                self._ctm = multiply(_matrix(operands), self._ctm)
            case "BT":
                self._text = self._line = IDENTITY
            case "Tm":
                self._text = self._line = _matrix(operands)
            case "Td" | "TD":
                if name == "TD":
                    self._leading = -float(operands[1])
                self._next(float(operands[0]), float(operands[1]))
            case "TL":
                self._leading = float(operands[0])
            case "T*":
                self._next(0.0, -self._leading)
            case "Tj":
                self._show(bytes(operands[0]))
            case "TJ":
                self._show(b"".join(bytes(part) for part in operands[0] if _is_string(part)))
            case "'" | '"':
                self._next(0.0, -self._leading)
                self._show(bytes(operands[-1]))

    def _next(self, x: float, y: float) -> None:
        self._text = self._line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _begin(self, operands: Any, resources: Any) -> None:
        import pikepdf

        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(properties)
        outer = self._marks[-1] if self._marks else _Mark(False, None)
        mcid = properties.get("/MCID") if properties is not None else None
        actual = properties.get("/ActualText") if properties is not None else None
        artifact = outer.artifact or str(operands[0]) == "/Artifact"
        mark = _Mark(artifact, outer.mcid if mcid is None else int(mcid), outer.replaced)
        if mark.mcid is not None and not artifact:
            self.page.marked.setdefault(mark.mcid, [])
        self._marks.append(mark)
        if actual is not None and not mark.replaced:
            self._put(str(actual))
            mark.replaced = True

    def _show(self, codes: bytes) -> None:
        mark = self._marks[-1] if self._marks else None
        if codes and not (mark and (mark.artifact or mark.replaced)):
            self._put(self._font.decode(codes) if self._font else UNKNOWN * max(1, len(codes) // 2))

    def _put(self, text: str) -> None:
        matrix = multiply(self._text, self._ctm)
        size = self._size * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        piece = Piece(text, matrix[4], matrix[5], size)
        mark = self._marks[-1] if self._marks else None
        if mark is not None and mark.artifact:
            return
        if mark is None or mark.mcid is None:
            self.page.loose.append(piece)
        else:
            self.page.marked.setdefault(mark.mcid, []).append(piece)

    def _do(self, name: Any, resources: Any, depth: int) -> None:
        form = resources.get("/XObject", {}).get(name)
        if form is None or form.get("/Subtype") != "/Form" or depth >= FORM_DEPTH:
            return
        kept = self._ctm, self._stack, self._font, self._size, self._leading
        self._stack = []
        self._ctm = multiply(_matrix(form.get("/Matrix", IDENTITY)), self._ctm)
        self._run(form, form.get("/Resources", resources), depth + 1)
        self._ctm, self._stack, self._font, self._size, self._leading = kept


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _is_string(part: Any) -> bool:
    from pikepdf import String

    return isinstance(part, String)
