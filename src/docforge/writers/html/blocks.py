"""Rules for blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docforge.model import nodes as n
from docforge.model.divisions import contents_title, role_of
from docforge.model.walk import find
from docforge.writers.html import items, lists, notes, roles, tables, upright
from docforge.writers.html.classes import names
from docforge.writers.html.inlines import report_raw
from docforge.writers.html.markup import element
from docforge.writers.html.toc import contents

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering

ADMONITIONS = frozenset({"note", "tip", "info", "warning", "danger"})
TITLED = {"details": "details", "answer": "answer"}
"""Divs that are blocks with a heading of their own though they are no admonitions; the key of their default title."""


def lower(low: HtmlLowering, blocks: n.Blocks, lead: str = "") -> str:
    """Markup of blocks. Items that stand together hang by one indent. ``lead`` begins the first paragraph."""
    out = []
    if lead and not (blocks and isinstance(blocks[0], n.Para)):
        out.append(element("p", lead, ("class", " ".join((*label_classes(low), "tight")))))
        lead = ""
    for is_item, group in groupby(blocks, lambda block: isinstance(block, n.Item)):
        if is_item:
            out.extend(items.lower(low, tuple(_items(group))))
            continue
        for block in group:
            if lead and isinstance(block, n.Para):
                out.append(paragraph(low, block, lead, *label_classes(low)))
                lead = ""
            else:
                out.append(_RULES[type(block)](low, block))
    return "\n".join(piece for piece in out if piece)


def label_classes(low: HtmlLowering) -> tuple[str, ...]:
    """Classes of a paragraph that begins with a label: it hangs in its container, or runs in where there is none."""
    return ("label-line", "flat") if low.is_flat else ("label-line",)


def _items(group: Iterator[n.Block]) -> Iterator[n.Item]:
    return (block for block in group if isinstance(block, n.Item))


def paragraph(low: HtmlLowering, node: n.Para, lead: str = "", *classes: str, anchor: str = "") -> str:
    """A paragraph, with ``lead`` (markup of a label) before its text. ``anchor`` is an id that goes before its own."""
    attr = node.attr
    role = roles.role_of(low.theme, attr)
    with low.setting(role, lang=attr.lang):
        content = low.inlines(node.content)
    number = items.body_number(low, node)
    tag = paragraph_element(low, node)
    states = ("tight" if node.tight else "", "counted" if number else "", "p" if tag == "div" else "")
    own = (*classes, *states, *roles.role_classes(role), *names(attr))
    identity = low.identity(attr)
    if anchor:
        identity = (("id", anchor), *identity[1:])
        if attr.id:
            # Two names for one place: the paragraph's own id moves to an empty span at its beginning.
            content = element("span", "", *low.identity(n.Attr(id=attr.id))) + content
    placed = low.look(roles.placement(low, attr, role))
    return element(tag, lead + number + content, ("class", " ".join(filter(None, own))), *identity, placed)


def paragraph_element(low: HtmlLowering, node: n.Para) -> str:
    """``p``, or in print ``div`` when a note that floats out of the paragraph holds more than paragraphs."""
    if low.book or low.notes_at_end:
        return "p"
    called = (low.document.notes.get(ref.to, ()) for ref in find(node.content, n.NoteRef))
    return "p" if all(notes.is_plain(blocks) for blocks in called) else "div"


def _para(low: HtmlLowering, node: n.Para) -> str:
    return paragraph(low, node)


def _heading(low: HtmlLowering, node: n.Heading) -> str:
    with low.setting(f"heading-{node.level}", lang=node.attr.lang):
        content = low.inlines(node.content)
    tag = f"h{min(6, max(1, node.level + low.heading_shift))}"
    division = bool(role_of(node)) and not low.book
    labels = low.labels(contents_title(node))[: 2 if division else 1]
    begins = " df-division" if division else ""
    before = low.take_notes() if division and low.document.note_scope == "chapter" else ""
    classes = ("class", f"df-heading-{node.level}{begins}")
    heading = element(tag, content, classes, *low.identity(node.attr), *labels)
    return f"{before}\n{heading}" if before else heading


def _lines(low: HtmlLowering, node: n.Lines) -> str:
    return element("p", "<br/>".join(low.inlines(line) for line in node.lines), ("class", "lines"))


def _code_block(low: HtmlLowering, node: n.CodeBlock) -> str:
    with low.setting("code"), low.turning():
        content = low.text(node.text, node.at)
    language = next(iter(names(node.attr)), "")
    inner = element("code", content, ("class", f"language-{language}" if language else ""))
    return element("pre", inner, ("class", "df-code"), *low.identity(node.attr))


def _raw(low: HtmlLowering, node: n.RawBlock) -> str:
    report_raw(low, node.format, node.text, node.at)
    return ""


def _quote(low: HtmlLowering, node: n.Quote) -> str:
    with low.setting("quote", lang=node.attr.lang), low.indented() as has_room:
        content = low.blocks(node.blocks)
    if not has_room:
        return low.without_container(content, *low.identity(node.attr))
    return element("blockquote", content, ("class", "df-quote"), *low.identity(node.attr))


def _rule(low: HtmlLowering, node: n.Rule) -> str:
    return element("hr", "", ("class", "df-rule"))


def _figure(low: HtmlLowering, node: n.Figure) -> str:
    content = low.blocks(node.blocks)
    with low.setting("caption", lang=node.attr.lang):
        caption = low.blocks(node.caption.blocks)
    if caption:
        content += element("figcaption", caption, ("class", "df-caption"))
    return element("figure", content, *low.identity(node.attr))


def _div(low: HtmlLowering, node: n.Div) -> str:
    if any(node is block for block in low.front):
        return ""  # stands above the title
    return div(low, node)


def div(low: HtmlLowering, node: n.Div) -> str:
    """A ``Div``: a block with a title, one in a role that the theme adds, or just a group."""
    kind = node.attr.classes[0] if node.attr.classes else ""
    role = roles.role_of(low.theme, node.attr)
    if kind in ADMONITIONS or kind in TITLED or node.title:
        return _titled(low, node, kind)
    with low.setting(role, lang=node.attr.lang):
        content = low.blocks(node.blocks)
    classes = " ".join((*roles.role_classes(role), *names(node.attr)))
    return element("div", content, ("class", classes), *low.identity(node.attr))


def _titled(low: HtmlLowering, node: n.Div, kind: str) -> str:
    """An admonition, details or an answer: always open, its title given or the theme's word for its kind."""
    with low.setting("admonition", lang=node.attr.lang), low.indented() as has_room:
        with low.setting(bold=True):
            if node.title:
                title = low.inlines(node.title)
            else:
                title = low.text(low.string(kind), None)
        content = element("p", title, ("class", "admonition-title")) + low.blocks(node.blocks)
    classes = " ".join(("df-admonition", *names(node.attr)))
    if not has_room:
        return low.without_container(content, *low.identity(node.attr))
    role = "note" if kind in ADMONITIONS else ""
    return element("div", content, ("class", classes), ("role", role), *low.identity(node.attr))


_RULES: dict[type, Callable[[HtmlLowering, Any], str]] = {
    n.Para: _para,
    n.Heading: _heading,
    n.Lines: _lines,
    n.CodeBlock: upright.block(_code_block),
    n.RawBlock: _raw,
    n.Quote: _quote,
    n.Bullets: lists.bullets,
    n.Ordered: lists.ordered,
    n.Terms: lists.terms,
    n.Rule: _rule,
    n.Table: upright.block(tables.lower),
    n.Figure: upright.block(_figure),
    n.Div: _div,
    n.Contents: contents,
}
