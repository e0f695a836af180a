"""Rules for numbered paragraphs: a label of real text, then the paragraph, then what continues it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.model.answers import answer_lines
from docforge.model.ids import paragraph_address, portable_address, portable_id
from docforge.writers.html import blocks as block_rules
from docforge.writers.html import upright
from docforge.writers.html.labels import hang_class
from docforge.writers.html.markup import element
from docforge.writers.html.ranges import BETWEEN, DASH

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering


def lower(low: HtmlLowering, group: tuple[n.Item, ...]) -> list[str]:
    """Items that stand together. Labels of one kind hang by one indent all through the document."""
    role = low.theme.role("numbered")
    out = []
    for item in group:
        out += _run_line(low, item)
        out.append(_item(low, item, hang_class(low.index.hang(item, role), role)))
    return out


def _run_line(low: HtmlLowering, item: n.Item) -> list[str]:
    """Book: a line with the run's name before its first item, where print has its running head."""
    if not low.book or low.document.show_run != "head" or not low.begins_run(item.run):
        return []
    name = low.index.runs[item.run].name or str(item.run)
    return [element("p", low.text(low.string("run", name=name), item.at), ("class", "df-run"))]


def _item(low: HtmlLowering, item: n.Item, indent: str) -> str:
    with low.setting("numbered", lang=item.attr.lang), low.indented() as has_room:
        label = _label(low, item)
        first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (n.Para(()), ())
        if not isinstance(first, n.Para):
            first, rest = n.Para((), tight=True), item.blocks
        anchor = portable_id(item.attr.id) if item.attr.id else ""
        content = block_rules.paragraph(low, first, label, *block_rules.label_classes(low), anchor=anchor)
        if rest:
            content += "\n" + low.blocks(rest)
    content += _answer_lines(low, item)
    kind = "" if item.kind == "paragraph" else item.kind
    classes = " ".join(filter(None, ("df-numbered", kind, indent)))
    language = low.language(item.attr.lang)
    if not has_room:
        return low.without_container(content, *language)
    return element("div", content, ("class", classes), *language)


def _answer_lines(low: HtmlLowering, item: n.Item) -> str:
    """Print: lines to write on, which are borders of boxes without text."""
    count = 0 if low.book else answer_lines(item, low.theme.answer_lines)
    if not count:
        return ""
    return "\n" + element("div", element("div", "", ("class", "answer-line")) * count, ("class", "answer-lines"))


def _label(low: HtmlLowering, item: n.Item) -> str:
    """The label as text, with the address as its anchor; before it, if the document asks so, its run's name."""
    anchor = ("id", portable_address(item.address))
    if not item.label:
        return element("span", "", anchor) if item.address else ""
    name = low.index.beside(item)
    if not name:
        return element(
            "span", upright.label(low, item.label, item.at), ("class", "no"), anchor, *running_marks(low, item)
        )
    run = element("span", low.text(name, item.at), ("class", "run"))
    label = element("span", upright.label(low, item.label, item.at), ("class", "no"), anchor)
    return element("span", run + label, ("class", "labels"))


def running_marks(low: HtmlLowering, item: n.Item) -> tuple[tuple[str, str], ...]:
    """Print: what the running head says when the range of a page begins here, passes into a new run, or ends here."""
    place = low.index.range_place(item) if low.document.show_run == "head" and not low.book else None
    if place is None:
        return ()
    return (
        ("data-from", place.first),
        ("data-between", f"{DASH}{place.before}{BETWEEN}{place.first}" if place.before else ""),
        ("data-to", f"{DASH}{place.number}"),
    )


def body_number(low: HtmlLowering, node: n.Para) -> str:
    """The number of a paragraph in the body series, set beside it; "" without one. Its address is ``n12``."""
    if not node.number:
        return ""
    return element("span", low.text(str(node.number), node.at), ("class", "n"), ("id", paragraph_address(node)))
