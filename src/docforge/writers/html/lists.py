"""Rules for lists that take no part in a run, and for definition lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.typography.numbers import NumberRangeError, format_number
from docforge.writers.html import upright
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
    with low.setting(lang=attr.lang), low.indented() as has_room:
        entries = [_entry(low, *entry, has_room=has_room) for entry in marked]
    if not has_room:
        return low.without_container("\n".join(entries), *low.identity(attr))
    # Some readers tell no list whose markers they do not draw, unless it says so; the web's style sheet does otherwise.
    role = ("role", "" if low.web else "list")
    return element(tag, "\n".join(entries), ("class", "df-list"), role, *low.identity(attr))


def _entry(low: HtmlLowering, entry: n.ListItem, marker: str, indent: str, *, has_room: bool) -> str:
    label = element("span", upright.label(low, marker, entry.at), ("class", "no bullet" if marker == BULLET else "no"))
    content = low.blocks_after(label, entry.blocks)
    task = "" if entry.checked is None else "task"
    return element("li", content, ("class", f"{indent} {task}".strip())) if has_room else content


def terms(low: HtmlLowering, node: n.Terms) -> str:
    """A definition list."""
    with low.indented() as has_room:
        term, body = ("dt", "dd") if has_room else ("p", "")
        out = [part for item in node.items for part in _term(low, item, term, body)]
    return element("dl", "\n".join(out), ("class", "df-terms")) if has_room else "\n".join(out)


def _term(low: HtmlLowering, item: n.Definition, term: str, body: str) -> list[str]:
    with low.setting(bold=True):
        out = [element(term, low.inlines(item.term), ("class", "term"))]
    definitions = (low.blocks(definition) for definition in item.definitions)
    return [*out, *(element(body, definition) if body else definition for definition in definitions)]
