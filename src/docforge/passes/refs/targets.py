"""Everything in a document that can be referred to, by id, anchor, address and number."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Any
from urllib.parse import unquote

from docforge.model import nodes as n
from docforge.model.captions import label_of
from docforge.model.divisions import divisions
from docforge.model.text import block_text, inline_text
from docforge.model.walk import WITH_ATTR, find, iterate
from docforge.passes.labels import heading_label, is_article, match_label
from docforge.passes.numbering.relabel import source_label

_DELIMITERS = ".．、"
_CLOSERS = {")": "(", "）": "（"}
Series = tuple[int, int]
"""A run, and which of the source's series in it: more than one only where the run was numbered on."""

_MANY, _NEAR = 2000, 3
"""Names from which on only those of about the same length and the same first character are compared."""

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
        self._lang = document.lang
        self._series: dict[Series, dict[int, list[str]]] = {}
        self._homes: dict[str, Series] = {}
        self._last: dict[int, tuple[int, int]] = {}
        self._articles: dict[tuple[int, ...], list[n.Item]] = {}
        self._headings: dict[str, list[str]] = {}
        self._pictures: dict[str, n.Caption] = {}
        self._body: dict[int, list[str]] = {}
        if self.title:
            self._nodes[self.title] = n.Heading(level=1, content=document.title, attr=document.title_attr)
        for node in iterate((document.blocks, document.notes, document.title), *WITH_ATTR):
            self._add(node)
        self._chapters: dict[str, int] = {}
        self._files: set[str] = set()
        self._add_chapters(document)

    def _add_chapters(self, document: n.Document) -> None:
        """The chapter of each id, and addresses as each file of a book has them alone (``b.md#s1p7``).

        A file goes on to the heading of the next one: headings in it may begin chapters of their own.
        """
        paths: dict[str, list[str]] = {}
        for path in _files(document):
            paths.setdefault(document.aliases[path], []).append(path)
        self._files.update(*paths.values())
        parts = divisions(document)
        files: list[str] = []
        runs: dict[int, int] = {}
        count = 0
        for number, division in enumerate(parts, 1):
            if division.heading and division.heading.attr.id in paths:
                files, runs, count = paths[division.heading.attr.id], {}, 0
            for node in iterate(division.blocks(document), *WITH_ATTR):
                attr = getattr(node, "attr", None)
                if not isinstance(attr, n.Attr) or not attr.id:
                    continue
                if len(parts) > 1:
                    self._chapters[attr.id] = number
                local = ""
                if isinstance(node, n.Item) and node.run and node.address:
                    run = runs.setdefault(node.run, len(runs) + 1)
                    local = f"s{run}p{node.address.partition('p')[2]}"
                elif isinstance(node, n.Para) and node.number:
                    count += 1  # its number may begin anew in each chapter of the file
                    local = f"n{count}"
                for file in files if local else ():
                    self._addresses.setdefault(f"{file}#{local}", attr.id)

    def _near(self, ids: list[str], chapter: int) -> list[str]:
        """Those of the ids that are in a chapter."""
        return [name for name in ids if self._chapters.get(name, 0) == chapter]

    def _add(self, node: Any) -> None:
        attr = getattr(node, "attr", None)
        if not isinstance(attr, n.Attr) or not attr.id:
            return
        self._nodes.setdefault(attr.id, node)
        match node:
            case n.Item():
                self._add_item(node)
            case n.Figure(caption=caption):
                for image in find(node.blocks, n.Image):
                    self._pictures[image.attr.id] = caption
            case n.Heading(content=content):
                label = heading_label(inline_text(content))
                if label:
                    self._headings.setdefault(_heading_key(label), []).append(attr.id)
            case n.Para(number=number) if number:
                self._body.setdefault(number, []).append(attr.id)
                self._addresses.setdefault(node.address or f"n{number}", attr.id)
            case _:
                pass

    def _add_item(self, item: n.Item) -> None:
        if item.address:
            self._addresses[item.address] = item.attr.id
        if is_article(item.label):
            self._articles.setdefault(item.value, []).append(item)
        if item.run and item.level == 1 and len(item.value) == 1:
            self._add_to_series(item)

    def _add_to_series(self, item: n.Item) -> None:
        """Prose speaks of the numbers that the source has: a run that was numbered on is several series in it."""
        source = source_label(item, self._lang)
        part, before = self._last.get(item.run, (0, 0))
        if source.value != item.value and source.value[0] <= before:
            part += 1
        self._last[item.run] = part, source.value[0]
        self._homes[item.attr.id] = item.run, part
        if not source.family.article:
            self._series.setdefault((item.run, part), {}).setdefault(source.value[0], []).append(item.attr.id)

    def home(self, item: n.Item) -> Series:
        """The series that a numbered paragraph stands in."""
        return self._homes.get(item.attr.id, (item.run, 0))

    def number_now(self, identifier: str) -> int | None:
        """The number of a paragraph that was numbered on, so that its source has another; None for every other."""
        node = self._nodes[identifier]
        if not isinstance(node, n.Item) or identifier not in self._homes:
            return None
        return None if source_label(node, self._lang).value == node.value else node.value[0]

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

    def address(self, identifier: str) -> str:
        """The address of a numbered paragraph, "" for what has none."""
        return getattr(self._nodes[identifier], "address", "")

    def at_address(self, address: str) -> str | None:
        """The id of the paragraph at an address (s2p7, n12)."""
        return self._addresses.get(address)

    def nearest(self, anchor: str) -> str:
        """An anchor that exists and is spelt like this one, "" if there is none.

        To an address of a file (``b.md#s1p7``) only one of the same file is near, and given without the file.
        """
        file = self.file(anchor)
        start = f"{file}#" if file else ""
        wanted = unquote(anchor.removeprefix(start))
        if file:
            known = [name.removeprefix(start) for name in self._addresses if name.startswith(start)]
        else:
            known = [name for name in self._nodes if not name.startswith("~")]
            known += () if self._files else self._addresses  # in a book nobody can write those that count through it
            known += [name for name, to in self._aliases.items() if to in self._nodes and name not in self._files]
        if len(known) > _MANY:  # a long book with many dead links is told of them in time
            known = [name for name in known if name[:1] == wanted[:1] and abs(len(name) - len(wanted)) < _NEAR]
        return next(iter(difflib.get_close_matches(wanted, known, n=1)), "")

    def file(self, anchor: str) -> str:
        """The file of a book in which an anchor is an address (``b.md#s1p7``), "" for any other anchor."""
        name = anchor.rpartition("#")[0]
        return name if name in self._files else ""

    def paragraph(self, number: int, home: Series, chapter: int = 0) -> list[str]:
        """Ids of the paragraphs with a number: those of the current series, else of all, else of the body series.

        In a book a number means a paragraph of its own ``chapter``: each is read by itself.
        """
        own = self._series.get(home, {}).get(number)
        if own:
            return own
        found = [name for values in self._series.values() for name in values.get(number, [])]
        if not found:
            found = self._body.get(number, [])
        return self._near(found, chapter) if self._chapters else found

    def articles(self, value: tuple[int, ...], chapter: int = 0) -> list[n.Item]:
        """The articles with a number; those of the chapter, where it has any."""
        found = self._articles.get(value, [])
        near = self._near([item.attr.id for item in found], chapter)
        return [item for item in found if item.attr.id in near] or found

    def headings(self, label: str, chapter: int = 0) -> list[str]:
        """Ids of the headings that begin with a label such as 第一章; those of the chapter, where it has any."""
        found = self._headings.get(_heading_key(label), [])
        return self._near(found, chapter) or found

    def shown(self, identifier: str) -> n.Ref:
        """A reference to an id that prints the target's label, else its title, else its first words."""
        node = self._nodes[identifier]
        match node:
            case n.Image() if identifier in self._pictures:
                return _captioned(identifier, self._pictures[identifier])
            case n.Item(label=label) if label:
                return _ref(identifier, printed_label(label))
            case n.Para(number=number) if number:
                return _ref(identifier, str(number))
            case n.Heading(content=content):
                return n.Ref(to=identifier, show="title", content=(n.Text(inline_text(content).strip() or identifier),))
            case n.Table(caption=caption) | n.Figure(caption=caption):
                return _captioned(identifier, caption)
            case _:
                return _ref(identifier, identifier.lstrip("~"))


def _files(document: n.Document) -> list[str]:
    """Those of the aliases that are files of a book: the others are anchors that a file's headings have."""
    names = {source.name for source in document.sources}
    endings = {name[place + 1 :] for name in names for place, sign in enumerate(name) if sign == "/"} | names
    return [alias for alias in document.aliases if alias in endings]


def _heading_key(label: str) -> str:
    found = match_label(label + " x")
    return f"{found.value}{label[-1]}" if found is not None else label


def _captioned(identifier: str, caption: n.Caption) -> n.Ref:
    """A reference to a figure or table by its label, else by its caption."""
    words = block_text(caption.blocks).strip()
    if label_of(caption) or not words:
        return _ref(identifier, label_of(caption) or identifier.lstrip("~"))
    return n.Ref(to=identifier, show="title", content=(n.Text(words),))


def _ref(identifier: str, text: str) -> n.Ref:
    return n.Ref(to=identifier, content=(n.Text(text),))
