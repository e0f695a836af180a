"""Everything in a document that can be referred to, by id, anchor, address and number."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Any
from urllib.parse import unquote

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import iterate
from docforge.passes.labels import heading_label, is_article, match_label

_DELIMITERS = ".．、"
_CLOSERS = {")": "(", "）": "（"}
_TOP = ("", "top")
"""Anchors that mean the head of a page."""


def printed_label(label: str) -> str:
    """A label as a reference prints it, without what ends it: 7. → 7, 一、 → 一, 1) → 1; （三） and 第三条 stay."""
    text = label.rstrip(_DELIMITERS)
    opener = _CLOSERS.get(text[-1:])
    return text[:-1] if opener and opener not in text else text or label


class Targets:
    """An index of one document whose ids and numbers are settled."""

    def __init__(self, document: n.Document) -> None:
        self.title = document.title_attr.id
        self._aliases = document.aliases
        self._nodes: dict[str, Any] = {}
        self._addresses: dict[str, str] = {}
        self._first_levels: dict[int, dict[int, list[str]]] = {}
        self._articles: dict[tuple[int, ...], list[n.Item]] = {}
        self._headings: dict[str, list[str]] = {}
        self._body: dict[int, str] = {}
        if self.title:
            self._nodes[self.title] = n.Heading(level=1, content=document.title, attr=document.title_attr)
        for node in iterate((document.blocks, document.notes, document.title)):
            self._add(node)

    def _add(self, node: Any) -> None:
        attr = getattr(node, "attr", None)
        if not isinstance(attr, n.Attr) or not attr.id:
            return
        self._nodes.setdefault(attr.id, node)
        match node:
            case n.Item():
                self._add_item(node)
            case n.Heading(content=content):
                label = heading_label(inline_text(content))
                if label:
                    self._headings.setdefault(_heading_key(label), []).append(attr.id)
            case n.Para(number=number) if number:
                self._body[number] = attr.id
                self._addresses.setdefault(f"n{number}", attr.id)
            case _:
                pass

    def _add_item(self, item: n.Item) -> None:
        if item.address:
            self._addresses[item.address] = item.attr.id
        if is_article(item.label):
            self._articles.setdefault(item.value, []).append(item)
        if item.run and item.level == 1 and len(item.value) == 1:
            by_value = self._first_levels.setdefault(item.run, {})
            by_value.setdefault(item.value[0], []).append(item.attr.id)

    @property
    def has_articles(self) -> bool:
        """Whether the document is a statute or contract, in which 第三条 speaks of itself."""
        return bool(self._articles)

    def resolve(self, anchor: str) -> str | None:
        """The id that an anchor, alias or address means. Percent-encoding and Unicode composition do not matter."""
        for form in (anchor, unquote(anchor), unicodedata.normalize("NFC", unquote(anchor))):
            if form in self._nodes:
                return form
            if form in self._addresses:
                return self._addresses[form]
            if form in self._aliases and self._aliases[form] in self._nodes:
                return self._aliases[form]
        return self.title if anchor in _TOP and self.title else None

    def at_address(self, address: str) -> str | None:
        """The id of the paragraph at an address (s2p7, n12)."""
        return self._addresses.get(address)

    def nearest(self, anchor: str) -> str:
        """An anchor that exists and is spelt like this one, "" if there is none."""
        known = [name for name in self._nodes if not name.startswith("~")]
        known += [*self._addresses, *self._aliases]
        return next(iter(difflib.get_close_matches(unquote(anchor), known, n=1)), "")

    def paragraph(self, number: int, run: int) -> list[str]:
        """Ids of the paragraphs with a number: those of the current run, else of all runs, else of the body series."""
        own = self._first_levels.get(run, {}).get(number)
        if own:
            return own
        found = [name for values in self._first_levels.values() for name in values.get(number, [])]
        if not found and number in self._body:
            found = [self._body[number]]
        return found

    def articles(self, value: tuple[int, ...]) -> list[n.Item]:
        """The articles with a number."""
        return self._articles.get(value, [])

    def headings(self, label: str) -> list[str]:
        """Ids of the headings that begin with a label such as 第一章."""
        return self._headings.get(_heading_key(label), [])

    def shown(self, identifier: str) -> n.Ref:
        """A reference to an id that prints the target's label, else its title, else its first words."""
        node = self._nodes[identifier]
        match node:
            case n.Item(label=label) if label:
                return _ref(identifier, printed_label(label))
            case n.Para(number=number) if number:
                return _ref(identifier, str(number))
            case n.Heading(content=content):
                return n.Ref(to=identifier, show="title", content=(n.Text(inline_text(content).strip() or identifier),))
            case n.Table(caption=caption) | n.Figure(caption=caption) if caption.blocks:
                return n.Ref(to=identifier, show="title", content=(n.Text(block_text(caption.blocks).strip()),))
            case _:
                return _ref(identifier, identifier.lstrip("~"))


def _heading_key(label: str) -> str:
    found = match_label(label + " x")
    return f"{found.value}{label[-1]}" if found is not None else label


def _ref(identifier: str, text: str) -> n.Ref:
    return n.Ref(to=identifier, content=(n.Text(text),))
