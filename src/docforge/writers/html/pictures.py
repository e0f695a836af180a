"""Pictures: those that could be read, and placeholders for the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

_LENGTH = re.compile(r"[0-9]+(\.[0-9]+)?(%|px|pt|mm|cm|em)?")


def image(low: HtmlLowering, node: n.Image) -> str:
    """``img`` with its alternative text, or a box that says which picture is missing."""
    asset = low.settings.assets.get(node.url)
    url = low.settings.image_url(asset) if asset else None
    alternative = inline_text(node.content)
    if url is None:
        return _placeholder(low, node, alternative)
    style = "".join(
        f"{name}:{value};"
        for name, value in node.attr.pairs
        if name in ("width", "height")
        for value in _lengths(value)
    )
    # An empty alternative text is written: it says that the picture is decoration.
    described = f'<img alt="{_quoted(alternative)}"'
    rest = element("img", "", ("src", url), ("title", node.title), ("style", style), *low.identity(node.attr))
    return described + rest.removeprefix("<img")


def _quoted(text: str) -> str:
    from docforge.writers.html.markup import attributes

    return attributes((("x", text),))[4:-1] if text else ""


def _lengths(value: str) -> tuple[str, ...]:
    """A width or height as CSS; nothing for what is not a length. A bare number counts pixels."""
    if not _LENGTH.fullmatch(value):
        return ()
    return (value + "px" if value[-1].isdigit() else value,)


def _placeholder(low: HtmlLowering, node: n.Image, alternative: str) -> str:
    said = low.text(low.string("missing-image", name=node.url), node.at)
    described = element("span", low.text(alternative, node.at), ("class", "alt")) if alternative else ""
    return element("span", described + element("span", said, ("class", "url")), ("class", "missing-image"))
