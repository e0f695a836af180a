"""References of picked paragraphs to what was not picked: to the page on the web, else words that say where it is."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from docforge.build.books import Pages
from docforge.build.picks.online import page_address
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.text import inline_text, merge_text
from docforge.model.walk import Rule, rewrite

T = TypeVar("T")

Find = Callable[[str], "tuple[str, str] | None"]
"""For an anchor of a file: the id that what it means has in the handout ("" it was not picked) and the anchor of its
section on the web; None for what is nowhere in the file."""

ELSEWHERE = "elsewhere"
"""Class of the words that are left of a reference out of the handout."""


class Outside:
    """Settles the references of one file. ``files`` knows the things in each file of the handout by its page."""

    def __init__(self, document: n.Document, page: str, pages: Pages, files: Mapping[str, Find], base_url: str) -> None:
        self._document = document
        self._page = page
        self._pages = pages
        self._files = files
        self._base_url = base_url
        self.found: list[Diagnostic] = []

    def references(self, tree: T) -> T:
        """A tree whose reference nodes all lead to what was picked; ids are the file's own."""
        rules: dict[type, Rule] = {n.Ref: self._ref}
        return rewrite(tree, rules)

    def _ref(self, ref: n.Ref) -> n.Inline:
        meant = self._files[self._page](ref.to)
        if meant is None or meant[0]:
            return ref
        return self._away(ref.content, self._page, meant[1], ref.at)

    def link(self, link: n.Link) -> n.Inline:
        """A link with the id that its target has in the handout, or one out of it."""
        meant = self._pages.meant(link.url, self._page)
        if meant.kind not in ("page", "nowhere") or not link.url:
            return link
        find = self._files.get(meant.path) if meant.kind == "page" else None
        target = find(meant.anchor) if find else None
        if target and target[0]:
            return replace(link, url="#" + target[0])
        content = link.content or (n.Text(link.url),)
        return self._away(content, meant.path, target[1] if target else meant.anchor, link.at)

    def _away(self, content: n.Inlines, page: str, anchor: str, at: n.Position | None) -> n.Inline:
        source = at.source if at else 0
        sources = self._document.sources
        file = sources[source].name if source < len(sources) else self._page
        name = posixpath.basename(page)
        words = inline_text(content)
        if self._base_url:
            message = f'"{words}" is in {name} and not in the handout; it leads to the page on the web'
            self.found.append(report("DF665", message, at=at, file=file))
            return n.Link(content, page_address(self._base_url, page, anchor), at=at)
        self.found.append(report("DF665", f'"{words}" is in {name} and not in the handout', at=at, file=file))
        wide = self._document.lang.split("-")[0] in ("zh", "ja")
        said = n.Text(f"（{name}）" if wide else f" ({name})")
        return n.Span(merge_text((*content, said)), attr=n.Attr(classes=(ELSEWHERE,)), at=at)
