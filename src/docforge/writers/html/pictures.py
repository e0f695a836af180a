"""Pictures: those that could be read, and placeholders for the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.model.text import inline_text, shown_address
from docforge.writers.html import upright
from docforge.writers.html.markup import attributes, element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

_LENGTH = re.compile(r"[0-9]+(\.[0-9]+)?(%|px|pt|mm|cm|em)?")


def image(low: HtmlLowering, node: n.Image) -> str:
    """``img`` with its alternative text, or a box that says which picture is missing.

    In vertical print a picture is turned as a whole; the words of a box run down the line.
    """
    if _url(low, node) is None and not low.book:
        return _image(low, node)
    return _upright(low, node)


def _url(low: HtmlLowering, node: n.Image) -> str | None:
    asset = low.settings.assets.get(node.url)
    return low.settings.image_url(asset) if asset else None


def _image(low: HtmlLowering, node: n.Image) -> str:
    url = _url(low, node)
    alternative = inline_text(node.content)
    if url is None:
        return _placeholder(low, node, alternative)
    style = "".join(
        f"{name}:{value};"
        for name, value in node.attr.pairs
        if name in ("width", "height")
        for value in _lengths(value)
    )
    # A tagged page wants words for every picture; a book may say by an empty text that it is decoration.
    described = alternative or node.title or ("" if low.book and low.settings.empty_alt else low.string("figure"))
    rest = attributes(
        (("src", url), ("title", node.title), *_size(low, node), low.look(style), *low.identity(node.attr))
    )
    alt = attributes((("alt", described),)) or ' alt=""'
    return f"<img{alt}{rest}/>"


_upright = upright.inline(_image)


def _size(low: HtmlLowering, node: n.Image) -> tuple[tuple[str, str], ...]:
    """Web: the size in pixels, so that the page does not move when the picture comes."""
    asset = low.settings.assets.get(node.url)
    if not low.web or asset is None or not (asset.width and asset.height):
        return ()
    return (("width", str(asset.width)), ("height", str(asset.height)))


def _lengths(value: str) -> tuple[str, ...]:
    """A width or height as CSS; nothing for what is not a length. A bare number counts pixels."""
    if not _LENGTH.fullmatch(value):
        return ()
    return (value + "px" if value[-1].isdigit() else value,)


def _placeholder(low: HtmlLowering, node: n.Image, alternative: str) -> str:
    said = low.text(low.string("missing-image", name=shown_address(node.url)), node.at)
    described = element("span", low.text(alternative, node.at), ("class", "alt")) if alternative else ""
    return element(
        "span",
        described + element("span", said, ("class", "url")),
        ("class", "missing-image"),
        *low.identity(node.attr),
    )
