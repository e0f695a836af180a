"""Formulas: MathML in a book, with a picture for readers that know none; outlines in print."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from docforge.formulas.drawing import UNITS, Drawing, draw
from docforge.formulas.mathml import FormulaError
from docforge.model import nodes as n
from docforge.protocols import Asset
from docforge.writers.html.markup import attributes, element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

SVG = "image/svg+xml"
_EDGE = 60
"""Width of the white edge around a book's formula, in units of its outlines."""
_BOX = re.compile(rb'<svg[^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*>')


def formula(low: HtmlLowering, node: n.Math) -> str:
    """A formula whose MathML is settled; "" where it cannot be drawn, which is said."""
    if low.book and low.settings.formulas == "mathml":
        return _markup(low, node)
    try:
        drawing = draw(node.mathml, display=node.display, face=low.settings.formula_face)
    except FormulaError as error:
        low.report("DF702", str(error), node.at)
        return ""
    if drawing.missing:
        shown = " ".join(f"{character} (U+{ord(character):04X})" for character in drawing.missing)
        low.report("DF501", f"no face for formulas has {shown}", node.at)
    picture = _picture(low, node, drawing)
    return element("span", picture, ("class", "math display")) if node.display else picture


def _markup(low: HtmlLowering, node: n.Math) -> str:
    """MathML as it is, with the TeX and a picture for readers that know none (EPUB 3.3, 6.1.2; MathML 3, 2.2.1)."""
    picture = () if low.web else _beside(low, node)
    look = attributes((("alttext", node.text), *picture, ("display", "block" if node.display else "")))
    return "<math" + look + node.mathml.removeprefix("<math").replace(' display="block"', "", 1)


def _beside(low: HtmlLowering, node: n.Math) -> tuple[tuple[str, str], ...]:
    """The picture that stands for MathML. One that cannot be drawn whole is left out: the TeX is there in words."""
    try:
        drawing = draw(node.mathml, display=node.display, face=low.settings.formula_face)
    except FormulaError:
        return ()
    if drawing.missing:
        return ()
    drawing = _on_paper(drawing)
    return (
        ("altimg", _url(low, drawing)),
        ("altimg-width", f"{drawing.width:.3f}em"),
        ("altimg-height", f"{drawing.height:.3f}em"),
        ("altimg-valign", f"{-drawing.depth:.3f}em"),
    )


def _url(low: HtmlLowering, drawing: Drawing) -> str:
    """The URL of the outlines, which are a picture of the output from now on."""
    asset = Asset(drawing.svg, SVG, 0, 0, hashlib.sha256(drawing.svg).hexdigest())
    low.drawn[asset.sha256] = asset
    return low.settings.image_url(asset) or ""


def _on_paper(drawing: Drawing) -> Drawing:
    """Outlines with white behind and around them: they are black, and a reader's page may be too."""
    start = _BOX.match(drawing.svg)
    if start is None:
        raise ValueError("a drawn formula has no viewBox")
    left, top, width, height = map(float, start.groups())
    left, top, width, height = left - _EDGE, top - _EDGE, width + 2 * _EDGE, height + 2 * _EDGE
    box = f"{left:g} {top:g} {width:g} {height:g}"
    paper = f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="#ffffff"/>'
    begin = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="{box}">{paper}'
    edge = _EDGE / UNITS
    return replace(
        drawing,
        svg=begin.encode() + drawing.svg[start.end() :],
        width=drawing.width + 2 * edge,
        height=drawing.height + 2 * edge,
        depth=drawing.depth + edge,
    )


def _picture(low: HtmlLowering, node: n.Math, drawing: Drawing) -> str:
    """The outlines as a picture that stands on the line's baseline. Sizes are in em, so they follow the text."""
    drawing = _on_paper(drawing) if low.book else drawing
    style = f"width:{drawing.width:.3f}em;height:{drawing.height:.3f}em;vertical-align:{-drawing.depth:.3f}em"
    told = (("alt", node.text), ("data-formula", drawing.shown))
    look = (("class", "math"), ("src", _url(low, drawing)), *told, ("style", style))
    return f"<img{attributes(look)}/>"
