"""Rules for lists that take no part in a run, and for definition lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.writers.html.labels import hang, hang_class
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

BULLET = "●"
"""Drawn small: the bullets proper differ too much between regional faces."""
OPEN_BOX, CHECKED_BOX = "□", "✓"


def bullets(low: HtmlLowering, node: n.Bullets) -> str:
    """An unnumbered list; task items begin with a box."""
    entries = [
        _entry(low, entry, _mark(entry), "hang-10" if entry.checked is None else "hang-15") for entry in node.items
    ]
    return element("ul", "\n".join(entries), ("class", "df-list"), ("role", "list"), *low.identity(node.attr))


def _mark(entry: n.ListItem) -> str:
    if entry.checked is None:
        return BULLET
    return CHECKED_BOX if entry.checked else OPEN_BOX


def ordered(low: HtmlLowering, node: n.Ordered) -> str:
    """A list with its typed markers as text."""
    markers = [entry.marker or f"{number}." for number, entry in enumerate(node.items, node.start)]
    indent = hang_class(hang(markers, 0.0), low.theme.role("numbered"))
    entries = [_entry(low, entry, marker, indent) for entry, marker in zip(node.items, markers, strict=True)]
    return element("ol", "\n".join(entries), ("class", "df-list"), ("role", "list"), *low.identity(node.attr))


def _entry(low: HtmlLowering, entry: n.ListItem, marker: str, indent: str) -> str:
    task = "" if entry.checked is None else "task"
    label = element("span", low.text(marker, entry.at), ("class", "no bullet" if marker == BULLET else "no"))
    return element("li", low.blocks_after(label, entry.blocks), ("class", f"{indent} {task}".strip()))


def terms(low: HtmlLowering, node: n.Terms) -> str:
    """A definition list."""
    out = []
    for item in node.items:
        with low.setting(bold=True):
            out.append(element("dt", low.inlines(item.term)))
        out.extend(element("dd", low.blocks(definition)) for definition in item.definitions)
    return element("dl", "\n".join(out), ("class", "df-terms"))
