"""The table of contents where a document asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model import nodes as n
from docforge.model.divisions import contents_title
from docforge.model.ids import portable_id
from docforge.model.walk import find
from docforge.writers.html.markup import element

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering


def contents(low: HtmlLowering, node: n.Contents) -> str:
    """Links to the headings down to a depth; print adds page numbers by style. "" when there is nothing to list."""
    headings = [heading for heading in find(low.document.blocks, n.Heading) if heading.attr.id]
    top = min((heading.level for heading in headings), default=1)
    listed = [heading for heading in headings if heading.level - top < node.depth]
    if not listed:
        return ""
    with low.setting("contents"):
        lines = [_line(low, heading, heading.level - top + 1) for heading in listed]
    with low.setting("heading-2"):
        title = element("p", low.text(low.string("contents"), node.at), ("class", "contents-title df-heading-2"))
    return element("div", "\n".join((title, *lines)), ("class", "df-contents"), ("role", "doc-toc"))


def _line(low: HtmlLowering, heading: n.Heading, depth: int) -> str:
    # The entry repeats the heading without its notes: a note is called once.
    text = low.inlines(_without_notes(contents_title(heading)))
    low.note_ink("0123456789", None)
    link = element("a", text, ("href", low.settings.href(portable_id(heading.attr.id))))
    return element("p", link, ("class", f"toc toc-{depth}"))


def _without_notes(content: n.Inlines) -> n.Inlines:
    """A heading's inlines without note calls, links and ids, which may stand only once or not inside a link."""
    from msgspec.structs import replace

    from docforge.model.walk import rewrite

    def bare(node: n.Span) -> n.Span:
        return replace(node, attr=replace(node.attr, id=""))

    return rewrite(content, {n.NoteRef: lambda _: None, n.Link: lambda node: node.content, n.Span: bare})
