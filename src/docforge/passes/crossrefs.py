"""Links and references that lead to another division of a book have a class, so that print can add the page."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import CROSSREF, divisions, is_book
from docforge.model.walk import WITH_ATTR, Rule, find, iterate, rewrite
from docforge.passes.tree import updated
from docforge.protocols import Pass, PassOptions, Result


class Crossrefs:
    """The pass: a link gets the class itself, a reference a span around it."""

    name = "crossrefs"
    after: tuple[str, ...] = ("details", "index", "imprint", "refs")

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        if not is_book(document):
            return Result(document)
        parts = divisions(document)
        homes: dict[str, int] = {}
        for number, part in enumerate(parts):
            for node in iterate(part.blocks(document), *WITH_ATTR):
                attr = getattr(node, "attr", None)
                if isinstance(attr, n.Attr) and attr.id:
                    homes.setdefault(attr.id, number)
        blocks: list[n.Block] = []
        notes: dict[str, n.Blocks] = {}
        for number, part in enumerate(parts):
            rules = _rules(homes, number)
            own = part.blocks(document)
            blocks.extend(rewrite(own, rules))
            for call in find(own, n.NoteRef):
                if call.to in document.notes and call.to not in notes:
                    notes[call.to] = rewrite(document.notes[call.to], rules)
        settled = {name: notes.get(name, note) for name, note in document.notes.items()}
        return Result(updated(document, blocks=tuple(blocks), notes=settled))


def _rules(homes: dict[str, int], here: int) -> dict[type, Rule]:
    def link(node: n.Link) -> n.Link:
        if not node.url.startswith("#") or homes.get(node.url[1:], here) == here or CROSSREF in node.attr.classes:
            return node
        return replace(node, attr=replace(node.attr, classes=(*node.attr.classes, CROSSREF)))

    def ref(node: n.Ref) -> n.Inline:
        if homes.get(node.to, here) == here:
            return node
        return n.Span((node,), attr=n.Attr(classes=(CROSSREF,)), at=node.at)

    def span(node: n.Span) -> n.Span:
        """One span is enough: the reference in it was wrapped before."""
        inner = node.content[0] if len(node.content) == 1 else None
        twice = isinstance(inner, n.Span) and CROSSREF in inner.attr.classes and CROSSREF in node.attr.classes
        return replace(node, content=inner.content) if twice and isinstance(inner, n.Span) else node

    return {n.Link: link, n.Ref: ref, n.Span: span}


PASS: Pass = Crossrefs()
