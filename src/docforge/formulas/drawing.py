"""A formula as outlines: SVG for print and for readers that know no MathML, with the place of its baseline.

The outlines are those of STIX Two Math, set by its MATH table (OpenType 1.9). Characters that it lacks, such as Han,
come from a further face.
"""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from docforge.formulas.mathml import FormulaError, parsed, visible_text

UNITS = 1000.0
"""User units of the SVG to an em."""
_PRECISION = 1
_STRETCHING = {"\u00af": "_", "\u2192": "\u2192", "\u2190": "\u2190", "^": "\u0302", "~": "\u0303"}
"""Accents and lines that grow with their base, and the character by which the library knows each."""


class Drawing(Struct, frozen=True):
    """An SVG image, its size and how far it reaches below the baseline (em of the text around it).

    ``shown`` are the characters of the formula in order, ``missing`` those that no face had.
    """

    svg: bytes
    width: float
    height: float
    depth: float
    shown: str
    missing: str


@lru_cache(maxsize=2048)
def draw(mathml: str, *, display: bool = False, face: str = "") -> Drawing:
    """The outlines of canonical MathML, black. ``face``: path of a TrueType file for what the math face lacks.

    Raises FormulaError for what cannot be set.
    """
    root = parsed(mathml)
    shown = visible_text(root)
    root.set("display", "block" if display else "inline")
    _name_accents(root)
    font = _font(face)
    font.missing.clear()
    try:
        formula = _library().Math(root, size=UNITS, font=_named(face, font), margin=0)
        picture = formula.svgxml()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ZeroDivisionError) as error:
        # What the library raises on elements that lack their parts, such as a fraction without a denominator.
        raise FormulaError(f"the formula cannot be drawn: {type(error).__name__}: {error}") from error
    box = formula.node.bbox
    return Drawing(
        _serialised(picture),
        (box.xmax - box.xmin) / UNITS,
        (box.ymax - box.ymin) / UNITS,
        -box.ymin / UNITS,
        shown,
        "".join(sorted(font.missing)),
    )


def _name_accents(root: Any) -> None:
    """Write accents as the characters that the library stretches over what they belong to."""
    for marked in (*root.iter("mover"), *root.iter("munder")):
        mark = marked[1] if len(marked) > 1 else marked
        if mark.tag == "mo" and mark.text in _STRETCHING:
            mark.text = _STRETCHING[mark.text]
            mark.set("stretchy", "true")


def _serialised(picture: Any) -> bytes:
    from xml.etree import ElementTree

    return bytes(ElementTree.tostring(picture, encoding="utf-8"))


def _named(face: str, font: Any) -> str:
    """The library looks faces up by name."""
    name = f"docforge:{face}"
    _library().loadedfonts[name] = font
    return name


@cache
def _library() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it finds its face in a way that Python calls old
        from ziamath import zmath
    return zmath


@cache
def _font(face: str) -> Any:
    """STIX Two Math with a further face for what it lacks."""
    _library()
    from ziafont.font import Font
    from ziamath.config import config
    from ziamath.mathfont import MathFont

    config.svg2 = False  # WeasyPrint and older readers know <path>, not <symbol> by href without xlink
    config.precision = _PRECISION

    class Faces(MathFont):
        def __init__(self) -> None:
            super().__init__(str(files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"), UNITS)
            self.further = Font(face) if face else None
            self.missing: set[str] = set()

        def findglyph(self, char: str, variant: Any) -> Any:
            glyph = super().findglyph(char, variant)
            if glyph.index:
                return glyph
            if self.further is not None and self.further.glyphindex(char):
                return self.further.glyph(char)
            self.missing.add(char)
            return glyph

    return Faces()
