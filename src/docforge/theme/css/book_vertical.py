"""A book whose lines run from top to bottom, in columns from the right.

The rules of a book are written for horizontal lines, with the sides of the page by name, since old readers know no
others. For vertical lines every side moves a quarter: what was above stands at the right, what was at the left stands
above. Tables, code and pictures stay as they were, upright.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docforge.theme.css.rules import prefixed, rule

CLASS = "vrtl"
"""Class of the root element, by the conventions of Japanese publishers (電書協 EPUB 3 制作ガイド)."""

_SIDES = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
_LENGTHS = {"width": "height", "min-width": "min-height", "max-width": "max-height"}
_KEPT = re.compile(r"[^{]*\b(?:img|th|td|missing-image)\b")
"""Selectors of what stands inside upright blocks."""

_RULE = re.compile(r"^(?P<selector>[^{]*\{ )(?P<declarations>.*)(?P<end> \})$")


def turned(rules: Iterable[str]) -> Iterable[str]:
    """Rules for horizontal lines as rules for vertical ones; rules for the inside of upright blocks are kept."""
    for text in rules:
        match = _RULE.match(text)
        if match is None or _KEPT.match(text):
            yield text
            continue
        declarations = "; ".join(map(_turned, match["declarations"].split("; ")))
        yield match["selector"] + declarations + match["end"]


def _turned(declaration: str) -> str:
    name, _, value = declaration.partition(": ")
    if name in _LENGTHS:
        return f"{_LENGTHS[name]}: {value}"
    head, _, side = name.rpartition("-")
    if side in _SIDES and head in ("margin", "padding", "border"):
        return f"{head}-{_SIDES[side]}: {value}"
    if name in ("margin", "padding"):
        return f"{name}: {_four(value)}"
    return declaration


def _four(value: str) -> str:
    """A shorthand of one to four sides (top, right, bottom, left) a quarter further."""
    sides = value.split(" ")
    top = sides[0]
    right = sides[1] if len(sides) > 1 else top
    bottom = sides[2] if len(sides) > 2 else top
    left = sides[3] if len(sides) > 3 else right
    if top == right == bottom == left:
        return top
    # Each side takes what the one before it, against the clock, had: the right what stood above, and so on.
    return f"{left} {top} {right} {bottom}"


def vertical_rules() -> Iterable[str]:
    """The direction of lines, digits upright in one em, and the blocks that stay upright.

    The plain name comes first, then those that older readers know (EPUB 3.3, 6.3.1.3). Apple Books reads the direction
    from ``body`` too.
    """
    across = prefixed("writing-mode", "vertical-rl", "-epub-", "-webkit-")
    yield rule(f"html.{CLASS}, .{CLASS} body", across)
    yield rule(
        f"html.{CLASS}",
        {"text-orientation": "mixed", "-epub-text-orientation": "vertical-right", "-webkit-text-orientation": "mixed"},
    )
    yield rule(
        ".tcy, .noteref, .backlink",
        {
            "text-combine-upright": "all",
            "-epub-text-combine": "horizontal",
            "-webkit-text-combine": "horizontal",
            "text-indent": "0",
            "text-emphasis-style": "none",
        },
    )
    upright = prefixed("writing-mode", "horizontal-tb", "-epub-", "-webkit-")
    yield rule(".df-table, pre.df-code, .missing-image, .math.display", upright)
    yield rule(".df-table", {"width": "auto", "height": "auto", "max-width": "90vw"})
    yield rule("pre.df-code", {"max-width": "90vw"})
    yield rule("img", {"max-width": "95vw"})
