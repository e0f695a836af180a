"""References into what an edition leaves out: their words are kept, and they lead nowhere."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import Rule, rewrite
from docforge.passes.findings import Findings
from docforge.passes.refs.links import UNRESOLVED
from docforge.passes.tree import updated


def without_links(document: n.Document, gone: set[str], name: str, findings: Findings) -> n.Document:
    """The document without links to any of the ids that are ``gone``, each told."""
    if not gone:
        return document

    def settle(link: n.Link | n.Ref) -> n.Inline:
        if isinstance(link, n.Link) and not link.url.startswith("#"):
            return link
        to = link.to if isinstance(link, n.Ref) else link.url.removeprefix("#")
        if to not in gone:
            return link
        hint = f"put the sentence into ::: not {name} too, or show what it refers to"
        findings.add("DF240", f"the edition {name} leaves out what this refers to; its words stay", link.at, hint=hint)
        attr = n.Attr(classes=(UNRESOLVED,), pairs=(("target", f"#{to}"),))
        return n.Span(link.content, attr=attr, at=link.at)

    rules: dict[type, Rule] = {n.Link: settle, n.Ref: settle}
    blocks, notes, title = rewrite((document.blocks, document.notes, document.title), rules)
    aliases = {alias: identifier for alias, identifier in document.aliases.items() if identifier not in gone}
    return replace(updated(document, blocks=blocks, notes=notes, title=title), aliases=aliases)
