"""mdBook (and GitBook, HonKit): ``book.toml`` and ``SUMMARY.md``.

The summary is read line by line, as its format is strict: a first heading is its title, links before the list are front
matter, further headings are parts, list items are chapters nested by their indent, links after the list are back
matter. An item with an empty target is a draft.
"""

from __future__ import annotations

import os
import re
import tomllib
from typing import Any
from urllib.parse import unquote

from msgspec import Struct, field

from docforge.build.site.pages import join
from docforge.build.site.shape import Entry, Place, Report, Role
from docforge.limits import Limits
from docforge.protocols import ReadOptions
from docforge.readers.decode import decode
from docforge.world import World

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?P<text>.*)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_LINK = re.compile(
    r"\[(?P<title>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?P<target><[^<>]*>|(?:[^()\n]|\([^()\n]*\))*?)[ \t]*(?:\"[^\"]*\"|'[^']*')?[ \t]*\)"
)
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|[*`]|(?<!\w)_|_(?!\w)")


class Book(Struct, frozen=True):
    """What ``book.toml`` says; ``source`` is the folder of the pages below the root."""

    source: str = "src"
    title: str = ""
    lang: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    base: str = ""


def read_book(root: str, world: World, report: Report) -> Book:
    """The settings in ``book.toml``; defaults where there is none, or where it cannot be read (reported)."""
    path = join(root, "book.toml")
    if not world.exists(path):
        return Book(source="src" if world.exists(join(root, "src/SUMMARY.md")) else "")
    try:
        table = tomllib.loads(world.read(path, Limits().front_matter_bytes).decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(path, int(found[1]), int(found[2])) if found else None
        report.add("DF640", re.sub(r" \(at .*\)", "", str(error)) or "too deep", place, file=path)
        return Book()
    book = _table(table.get("book"))
    html = _table(_table(table.get("output")).get("html"))
    authors = book.get("authors")
    return Book(
        source=_text(book.get("src")) or "src",
        title=_text(book.get("title")),
        lang=_text(book.get("language")),
        description=_text(book.get("description")),
        authors=tuple(name for name in authors if isinstance(name, str)) if isinstance(authors, list) else (),
        base=_text(html.get("site-url")),
    )


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


class _Open(Struct):
    """A list item whose children may follow: its indent in columns."""

    indent: int
    entry: Entry
    children: list[_Open] = field(default_factory=list)

    def close(self) -> Entry:
        children = tuple(child.close() for child in self.children)
        role = self.entry.role
        if children and not self.entry.path and not self.entry.missing:
            role = "part"
        return Entry(
            self.entry.title, self.entry.path, role, children, self.entry.draft, self.entry.place, self.entry.missing
        )


class _Summary:
    """The summary while it is read: the parts so far and the open items of the list."""

    def __init__(self, path: str, source: str, report: Report) -> None:
        self.path = path
        self.folder = os.path.dirname(path)
        self.source = source
        self.report = report
        self.entries: list[Entry] = []
        self.part: Entry | None = None
        self.items: list[_Open] = []
        self.numbered = False
        self.begun = False

    def line(self, number: int, text: str) -> None:
        if not text.strip() or _RULE.fullmatch(text):
            return
        heading = _HEADING.fullmatch(text)
        item = _ITEM.fullmatch(text)
        link = _LINK.search(text)
        if heading:
            if self.begun:
                self.close()
                inner = _LINK.search(heading["text"])
                self.part = Entry(
                    words(inner["title"] if inner else heading["text"]), role="part", place=self.place(number, 1)
                )
        elif item:
            self.item(number, len(item["indent"].expandtabs(4)), item["text"], item.start("text"))
        elif link and not text[: link.start()].strip():
            self.close()
            self.entries.append(self.linked(number, link, 0, "back" if self.numbered else "front"))
        elif self.begun:
            self.report.add("DF648", f"“{text.strip()[:40]}” is neither a chapter nor a part", self.place(number, 1))
        self.begun = True

    def item(self, number: int, indent: int, text: str, column: int) -> None:
        self.numbered = True
        link = _LINK.search(text)
        if link:
            entry = self.linked(number, link, column, "chapter")
        else:
            entry = Entry(words(text), role="part", place=self.place(number, column + 1))
        opened = _Open(indent, entry)
        level = self.items
        while level and level[-1].indent < indent:
            level = level[-1].children
        level.append(opened)

    def linked(self, number: int, link: re.Match[str], column: int, role: Role) -> Entry:
        target = link["target"].strip("<>")
        place = self.place(number, column + link.start("target") + 1)
        title = words(link["title"])
        if not target:
            return Entry(title, role=role, draft=True, place=place)
        bare = unquote(target.split("#", 1)[0])
        path = os.path.normpath(os.path.join(self.folder, bare.lstrip("/"))) if bare else ""
        return Entry(title, os.path.relpath(path, self.source or ".") if path else "", role, place=place)

    def close(self) -> None:
        """End the list: its items are chapters of the part above them, or of the book."""
        chapters = tuple(item.close() for item in self.items)
        self.items = []
        if self.part:
            self.entries.append(Entry(self.part.title, "", "part", chapters, place=self.part.place))
        else:
            self.entries += chapters
        self.part = None

    def place(self, line: int, column: int) -> Place:
        return Place(self.path, line, column)


def words(markup: str) -> str:
    """A title without the marks of emphasis and code."""
    return _MARKS.sub(lambda found: found[1] or "", markup).strip()


def read_summary(path: str, source: str, world: World, report: Report) -> tuple[Entry, ...] | None:
    """The entries of a summary, their paths relative to ``source``; None when it cannot be read (reported)."""
    limits = Limits()
    try:
        data = world.read(path, limits.source_bytes)
    except OSError as error:
        report.add("DF640", error.strerror or str(error), file=path)
        return None
    decoded = decode(data, path, ReadOptions(limits=limits))
    report.found += decoded.diagnostics
    if decoded.source is None:
        return None
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), decoded.source.text)
    summary = _Summary(path, source, report)
    for number, line in enumerate(text.split("\n"), 1):
        summary.line(number, line)
    summary.close()
    return tuple(summary.entries)
