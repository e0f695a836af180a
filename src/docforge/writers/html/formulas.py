"""Formulas: MathML in a book, outlines in print."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docforge.formulas.drawing import Drawing, draw
from docforge.formulas.mathml import FormulaError
from docforge.model import nodes as n
from docforge.protocols import Asset
from docforge.writers.html.markup import attributes, element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

SVG = "image/svg+xml"


def formula(low: HtmlLowering, node: n.Math) -> str:
    """A formula whose MathML is settled; "" where it cannot be drawn, which is said."""
    if low.book:
        return _markup(node)
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


def _markup(node: n.Math) -> str:
    """MathML as it is, with the TeX for readers that know none."""
    look = attributes((("alttext", node.text), ("display", "block" if node.display else "")))
    return "<math" + look + node.mathml.removeprefix("<math").replace(' display="block"', "", 1)


def _picture(low: HtmlLowering, node: n.Math, drawing: Drawing) -> str:
    """The outlines as a picture that stands on the line's baseline. Sizes are in em, so they follow the text."""
    asset = Asset(drawing.svg, SVG, 0, 0, hashlib.sha256(drawing.svg).hexdigest())
    low.drawn[asset.sha256] = asset
    style = f"width:{drawing.width:.3f}em;height:{drawing.height:.3f}em;vertical-align:{-drawing.depth:.3f}em"
    url = low.settings.image_url(asset)
    told = (("alt", node.text), ("data-formula", drawing.shown))
    look = (("class", "math"), ("src", url or ""), *told, ("style", style))
    return f"<img{attributes(look)}/>"
