"""Rules for lists that take no part in a run, and for definition lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.typography.numbers import NumberRangeError, format_number
from docforge.writers.html.labels import hang, hang_class
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

BULLET = "●"
"""Drawn small: the bullets proper differ too much between regional faces."""
OPEN_BOX, CHECKED_BOX = "□", "✓"
_STYLES = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
_DELIMITERS = {"OneParen": "{})", "TwoParens": "({})"}


def bullets(low: HtmlLowering, node: n.Bullets) -> str:
    """An unnumbered list; task items begin with a box."""
    marked = [(entry, _mark(entry), "hang-10" if entry.checked is None else "hang-15") for entry in node.items]
    return _list(low, "ul", node.attr, marked)


def _mark(entry: n.ListItem) -> str:
    if entry.checked is None:
        return BULLET
    return CHECKED_BOX if entry.checked else OPEN_BOX


def ordered(low: HtmlLowering, node: n.Ordered) -> str:
    """A list with its typed markers as text; markers nobody typed (a list of pandoc's) are counted in its style."""
    markers = [entry.marker or _counted(node, number) for number, entry in enumerate(node.items, node.start)]
    indent = hang_class(hang(markers, 0.0), low.theme.role("numbered"))
    marked = [(entry, marker, indent) for entry, marker in zip(node.items, markers, strict=True)]
    return _list(low, "ol", node.attr, marked)


def _counted(node: n.Ordered, number: int) -> str:
    """A marker in the list's style; where the style ends (Roman nought), in plain digits, as browsers do."""
    try:
        text = format_number(number, _STYLES.get(node.style, "decimal"))
    except NumberRangeError:
        text = str(number)
    return _DELIMITERS.get(node.delimiter, "{}.").format(text)


def _list(low: HtmlLowering, tag: str, attr: n.Attr, marked: list[tuple[n.ListItem, str, str]]) -> str:
    with low.indented() as flat:
        entries = [_entry(low, entry, marker, f"run-in {flat}" if flat else indent) for entry, marker, indent in marked]
    classes = f"df-list {flat}".rstrip()
    return element(tag, "\n".join(entries), ("class", classes), ("role", "list"), *low.identity(attr))


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
        with low.indented() as flat:
            out.extend(element("dd", low.blocks(definition), ("class", flat)) for definition in item.definitions)
    return element("dl", "\n".join(out), ("class", "df-terms"))
