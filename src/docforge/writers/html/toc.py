"""The table of contents where a document asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.model.captions import entry_text, listed
from docforge.model.divisions import contents_title
from docforge.model.ids import portable_id
from docforge.model.walk import find
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering


def contents(low: HtmlLowering, node: n.Contents) -> str:
    """Links to the headings down to a depth, or to figures or tables; print adds page numbers by style.

    "" when there is nothing to list.
    """
    if node.what != "headings":
        with low.setting("contents"):
            lines = [_entry(low, identifier, line, 1) for identifier, line in listed(low.document, node.what)]
        return _list(low, node, lines, f"list-{node.what}")
    headings = [heading for heading in find(low.document.blocks, n.Heading) if heading.attr.id]
    top = min((heading.level for heading in headings), default=1)
    shown = [heading for heading in headings if heading.level - top < node.depth]
    with low.setting("contents"):
        lines = [
            _entry(low, heading.attr.id, entry_text(contents_title(heading)), heading.level - top + 1)
            for heading in shown
        ]
    return _list(low, node, lines, "contents", ("role", "doc-toc"))


def _list(low: HtmlLowering, node: n.Contents, lines: list[str], title: str, *role: tuple[str, str]) -> str:
    if not lines:
        return ""
    with low.setting("heading-2"):
        head = element("p", low.text(low.string(title), node.at), ("class", "contents-title df-heading-2"))
    return element("div", "\n".join((head, *lines)), ("class", "df-contents"), *role)


def _entry(low: HtmlLowering, identifier: str, content: n.Inlines, depth: int) -> str:
    text = low.inlines(content)
    low.note_ink("0123456789", None)
    link = element("a", text, ("href", low.settings.href(portable_id(identifier))))
    return element("p", link, ("class", f"toc toc-{depth}"))
