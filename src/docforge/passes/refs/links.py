"""Explicit references: ``[](#s2p7)``, ``[text](#id)``, ``@s2p7``, and reference nodes that a reader made."""

from __future__ import annotations

import re

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.walk import Rule, find, iterate, rewrite
from docforge.passes.findings import Findings
from docforge.passes.inlines import tidy
from docforge.passes.refs.targets import Targets
from docforge.passes.tree import map_inlines, updated
from docforge.patterns import lazy_pattern

UNRESOLVED = "unresolved"
"""Class of the text that is left of a link to nowhere; the pair ``target`` keeps where it led."""

_AT = lazy_pattern(r"(?<![\w@.])@(s[0-9]+p[0-9a-z]+(?:\.[0-9a-z]+)*|n[0-9]+)(?![\w])", re.ASCII)

_COUNTED = "each file of a book counts by itself: s2p7 is paragraph 7 of its second run"


class Links:
    """Settles every explicit reference of a document."""

    def __init__(self, targets: Targets, findings: Findings) -> None:
        self._targets = targets
        self._findings = findings

    def settle(self, document: n.Document) -> n.Document:
        """The document with each reference resolved, or told of and kept as text."""
        rules: dict[type, Rule] = {n.Link: self._link, n.Ref: self._ref, n.Cite: self._cite}
        parts = (document.blocks, document.notes, document.title)
        if any(iterate(parts, *rules)):
            parts = rewrite(parts, rules)
        if any("@" in text.text for text in find(parts, n.Text)):
            parts = map_inlines(parts, self._row, closed=(n.Link, n.Ref, n.Image, n.Cite))
        blocks, notes, title = parts
        return updated(document, blocks=blocks, notes=notes, title=title)

    def _link(self, link: n.Link) -> n.Inline:
        if not link.url.startswith("#"):
            return link
        found = self._targets.resolve(link.url[1:])
        if found is None:
            return self._dead(link.url, link.content, link.at)
        if not link.content:
            return replace(self._targets.shown(found), at=link.at)
        return link if link.url == "#" + found else replace(link, url="#" + found)

    def _ref(self, ref: n.Ref) -> n.Inline:
        found = self._targets.resolve(ref.to)
        if found is None:
            return self._dead("#" + ref.to, ref.content, ref.at)
        if not ref.content:
            return replace(self._targets.shown(found), at=ref.at)
        return ref if ref.to == found else replace(ref, to=found)

    def _cite(self, cite: n.Cite) -> n.Inline:
        """Pandoc takes ``@s2p7`` for a citation of that key."""
        single = cite.citations[0] if len(cite.citations) == 1 else None
        if single is None or not _AT.fullmatch("@" + single.id):
            return cite
        found = self._targets.at_address(single.id)
        return cite if found is None else replace(self._targets.shown(found), at=cite.at)

    def _row(self, content: n.Inlines) -> n.Inlines:
        if not any(isinstance(node, n.Text) and "@" in node.text for node in content):
            return content
        out: list[n.Inline] = []
        for node in content:
            out.extend(self._text(node) if isinstance(node, n.Text) else (node,))
        return content if len(out) == len(content) else tidy(tuple(out))

    def _text(self, text: n.Text) -> n.Inlines:
        out: list[n.Inline] = []
        last = 0
        for match in _AT.finditer(text.text):
            at = _shifted(text, match.start())
            found = self._targets.at_address(match[1])
            if found is None:
                self._report(match[1], at, len(match[0]))
                continue
            out.append(n.Text(text.text[last : match.start()], at=_shifted(text, last)))
            out.append(replace(self._targets.shown(found), at=at))
            last = match.end()
        return (*out, n.Text(text.text[last:], at=_shifted(text, last))) if out else (text,)

    def _dead(self, url: str, content: n.Inlines, at: n.Position | None) -> n.Span:
        self._report(url[1:], at, len(url))
        attr = n.Attr(classes=(UNRESOLVED,), pairs=(("target", url),))
        return n.Span(content or (n.Text(url),), attr=attr, at=at)

    def _report(self, anchor: str, at: n.Position | None, length: int) -> None:
        near = self._targets.nearest(anchor)
        if self._targets.file(anchor):
            hint = f"did you mean {near}?" if near else _COUNTED
        else:
            hint = f"did you mean #{near}?" if near else "give the target that id with {#" + anchor + "}"
        self._findings.add("DF301", f'no target "{anchor}"', at, length=length, hint=hint)


def _shifted(text: n.Text, offset: int) -> n.Position | None:
    return text.at and n.Position(text.at.line, text.at.column + offset, text.at.source)
