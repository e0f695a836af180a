"""Where every glyph of a page stands, from its content stream (ISO 32000-2, 9.4)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import msgspec

from docforge.verify.pdf.content import Budget, Fonts, Interpreter, is_string, multiply
from docforge.verify.pdf.face import Face


class Glyph(msgspec.Struct, frozen=True):
    """One glyph. Lengths are in points.

    ``x`` and ``y`` are its origin in a frame whose x runs the way the text is written; ``turn`` is the angle of that
    frame on the unrotated page, in degrees. ``advance`` is the face's own, without any space that was added;
    ``em`` the size. ``mcid``: the marked content it belongs to; ``missing``: it is the box for a character that the
    face lacks; ``replaced``: other text stands for it (ActualText).
    """

    text: str
    x: float
    y: float
    advance: float
    em: float
    turn: int
    face: str
    mcid: int | None
    missing: bool
    replaced: bool

    @property
    def end(self) -> float:
        """Where the face's advance ends."""
        return self.x + self.advance


class Faces:
    """The faces of a file, each read once."""

    def __init__(self, budget: Budget) -> None:
        self.maps = Fonts(budget)
        self._faces: dict[Any, Face] = {}

    def of(self, font: Any) -> Face:
        """The face of a font dictionary."""
        identity = font.objgen
        if identity not in self._faces or identity == (0, 0):
            self._faces[identity] = Face(font, self.maps.of(font))
        return self._faces[identity]


class GlyphInterpreter(Interpreter):
    """Runs the content of one page; ``glyphs`` are in order of the stream, without artifacts."""

    def __init__(self, page: Any, faces: Faces, budget: Budget) -> None:
        self.glyphs: list[Glyph] = []
        self._faces = faces
        super().__init__(page, faces.maps, budget)

    def font_of(self, font: Any) -> Face:
        return self._faces.of(font)

    def show(self, parts: Iterable[Any]) -> None:
        face: Face | None = self.state.font
        if face is None:
            return
        for part in parts:
            if is_string(part):
                for code in face.codes(bytes(part)):
                    self._one(face, code)
            else:
                self._move(-float(part) / 1000 * self.state.size)

    def _one(self, face: Face, code: int) -> None:
        state = self.state
        advance = face.advance(code)
        mark = self.mark
        if not (mark.artifact or face.vertical):
            a, b, c, d, x, y = multiply((1.0, 0.0, 0.0, 1.0, 0.0, state.rise), multiply(self.text, state.ctm))
            along = math.hypot(a, b)
            cos, sin = (a / along, b / along) if along else (1.0, 0.0)
            self.glyphs.append(
                Glyph(
                    face.text(code),
                    x * cos + y * sin,
                    y * cos - x * sin,
                    advance * state.size * state.scale * along,
                    abs(state.size) * math.hypot(c, d),
                    round(math.degrees(math.atan2(sin, cos))),
                    face.name,
                    mark.mcid,
                    face.is_missing(code),
                    mark.replaced,
                )
            )
        word = state.word_space if face.width == 1 and code == 0x20 else 0.0
        self._move(advance * state.size + state.char_space + word)

    def _move(self, length: float) -> None:
        self.text = multiply((1.0, 0.0, 0.0, 1.0, length * self.state.scale, 0.0), self.text)
