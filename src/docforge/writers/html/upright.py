"""What stands upright in vertical lines, which a page sets lying on its side: short numbers, tables, pictures, code.

Up to three digits stand side by side in one em (tate-chu-yoko). Tables, pictures and code are set in horizontal lines
of their own and turned as a whole: they come as ``df-turn`` boxes in ``df-slot`` boxes, numbered by ``data-turn``, and
whoever lays out the page measures the former and gives the latter their size. ``HtmlLowering.turned`` collects them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docforge.model import nodes as n
from docforge.typography.combine import combined
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

Rule = Callable[["HtmlLowering", Any], str]
_SHORT_LABEL = re.compile(r"[0-9A-Za-z(\[.)\]:]{1,4}")


def numbers(low: HtmlLowering, text: str, plain: Callable[[str], str]) -> str:
    """Text with its short numbers combined; ``plain`` makes markup of the rest."""
    if not low.combines:
        return plain(text)
    out, end = [], 0
    for start, stop in combined(text, low.voice.lang):
        out += [plain(text[end:start]), element("span", plain(text[start:stop]), ("class", "tcy"))]
        end = stop
    return "".join((*out, plain(text[end:])))


def label(low: HtmlLowering, text: str, at: n.Position | None) -> str:
    """A label: ``12.`` and ``(3)`` stand upright as a whole, 第十二条 runs down its column."""
    if not low.combines or not _SHORT_LABEL.fullmatch(text):
        return low.text(text, at)
    with low.turning():
        return element("span", low.text(text, at), ("class", "tcy"))


def block(rule: Rule) -> Rule:
    """A rule for a block that is turned as a whole."""

    def turned(low: HtmlLowering, node: Any) -> str | None:
        slot = _turned(low, node, rule, "div")
        return None if slot is None else element("div", slot, ("class", "df-upright"))

    return _either(rule, turned)


def inline(rule: Rule) -> Rule:
    """A rule for something in a line that is turned as a whole."""

    def turned(low: HtmlLowering, node: Any) -> str | None:
        return _turned(low, node, rule, "span")

    return _either(rule, turned)


def _either(rule: Rule, turned: Callable[[HtmlLowering, Any], str | None]) -> Rule:
    def draw(low: HtmlLowering, node: Any) -> str:
        if low.book:
            # A book's style sheet sets tables and code in horizontal lines; its reader does the turning.
            with low.turning():
                return rule(low, node)
        markup = turned(low, node) if low.combines else None
        return rule(low, node) if markup is None else markup

    return draw


def _turned(low: HtmlLowering, node: Any, rule: Rule, tag: str) -> str | None:
    """The slot and the box in it; None for one that is too high for a page, which runs along with the lines."""
    number = len(low.turned)
    if number in low.settings.sideways:
        low.turned.append("")
        low.report("DF711", "a table or listing is higher than the page and is set sideways", getattr(node, "at", None))
        return None
    low.turned.append("")
    with low.turning():
        box = element(tag, rule(low, node), ("class", "df-turn"), ("data-turn", str(number)))
    low.turned[number] = box
    return element(tag, box, ("class", "df-slot"), ("data-turn", str(number)))
