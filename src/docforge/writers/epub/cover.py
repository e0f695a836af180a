"""The cover: the picture that the document names, else a plain one drawn from its title."""

from __future__ import annotations

import hashlib
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import structs

from docforge.diagnostics import Diagnostic, report
from docforge.model import meta
from docforge.model import nodes as n
from docforge.protocols import Asset, WriteContext
from docforge.theme.fonts import Face, FontRequest, FontStore, FontStoreError, Region
from docforge.writers.epub.pictures import fitted
from docforge.writers.epub.targets import Target

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 840, 1188
"""Pixels; the proportion of A paper, as the handout has it."""

_MARGIN = 90
_TITLE = 74
"""Size of the title in pixels; a long title is set smaller."""

_SMALL = 30
_PAPER, _INK, _GREY = 250, 34, 110
_RUNS = 3
"""zlib's Z_RLE: of flat pages it makes smaller files in half the time."""
_REGIONS: dict[str, Region] = {"zh-Hans": "sc", "zh-Hant": "tc", "ja": "jp", "ko": "kr"}
_PIECE = re.compile(
    r"（[^（）]{1,12}）|[0-9]+[年月日]|[（《〈「『【“‘(\[]*(?:[A-Za-z0-9À-ž'’.-]+|\S)[，。、；：？！）》〉」』】”’…—)\],.;:?!]*|\s+"
)
"""What stays together on a line: a short bracket, a date's part, a word or a character with the marks bound to it."""


def cover_image(
    document: n.Document, title: str, context: WriteContext, target: Target
) -> tuple[Asset | None, list[Diagnostic]]:
    """The cover as PNG or JPEG, as the target wants it, or None with the reason: no face is there to draw it with."""
    authored = context.assets.get(meta.text(document, "cover"))
    if authored is not None and authored.media_type != "image/svg+xml":
        return fitted(authored, structs.replace(target, image_types=("image/png", "image/jpeg"))), []
    author = "　".join(meta.texts(document, "author"))
    try:
        data = draw(title, author, _REGIONS.get(document.lang, "sc"))
    except FontStoreError as error:
        return None, [report("DF720", f"the book has no cover: {error.message}", file=context.file, hint=error.fix)]
    return Asset(data, "image/png", WIDTH, HEIGHT, hashlib.sha256(data).hexdigest()), []


@lru_cache(maxsize=8)
def draw(title: str, author: str, region: Region) -> bytes:
    """A PNG with the title in the region's bold sans face. Raises FontStoreError without a font store."""
    from PIL import Image, ImageDraw

    characters = frozenset(map(ord, title + author))
    plan = FontStore.open().plan([FontRequest("sans", region, 700, characters)])
    brush = _Brush([face for face in plan.faces if face.weight == 700])
    page = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(page)
    measure = WIDTH - 2 * _MARGIN
    size = next((s for s in (_TITLE, 60, 48) if len(_lines(brush, title, s, measure)) <= 5), 38)
    top = HEIGHT * 0.26
    for line in _lines(brush, title, size, measure):
        brush.write(pen, _MARGIN, top, line, size, _INK)
        top += size * 1.45
    pen.rectangle((_MARGIN, top + size * 0.5, _MARGIN + 120, top + size * 0.5 + 4), fill=_INK)
    if author:
        brush.write(pen, _MARGIN, HEIGHT - _MARGIN - 2 * _SMALL, author, _SMALL, _GREY)
    buffer = io.BytesIO()
    page.save(buffer, "PNG", compress_level=6, compress_type=_RUNS)
    return buffer.getvalue()


class _Brush:
    """Draws text character by character, each in the first face that has it."""

    def __init__(self, faces: list[Face]) -> None:
        self._faces = sorted(faces, key=lambda face: (face.kind != "cut", face.key))
        self._fonts: dict[tuple[str, int], Any] = {}
        self._choice: dict[str, Face] = {}
        self._store = FontStore.open()

    def width(self, text: str, size: int) -> float:
        return sum(float(self._font(character, size).getlength(character)) for character in text)

    def write(self, pen: ImageDraw, left: float, top: float, text: str, size: int, ink: int) -> None:
        for character in text:
            font = self._font(character, size)
            pen.text((left, top + size), character, fill=ink, font=font, anchor="ls")
            left += font.getlength(character)

    def _font(self, character: str, size: int) -> Any:
        from PIL import ImageFont

        face = self._choice.get(character) or self._choose(character)
        key = (face.path, size)
        if key not in self._fonts:
            self._fonts[key] = ImageFont.truetype(face.path, size, layout_engine=ImageFont.Layout.BASIC)
        return self._fonts[key]

    def _choose(self, character: str) -> Face:
        for face in self._faces:
            if face.kind != "cut" or ord(character) in self._store.coverage(face.key):
                self._choice[character] = face
                return face
        self._choice[character] = self._faces[0]
        return self._faces[0]


def _lines(brush: _Brush, text: str, size: int, measure: float) -> list[str]:
    """Greedy lines of at most ``measure`` pixels; a piece wider than that stands alone."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and brush.width((lines[-1] + piece).rstrip(), size) > measure:
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]
