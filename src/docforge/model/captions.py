"""Captions of figures and tables: their labels, and the lists of them that a book prints."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from docforge.model import nodes as n
from docforge.model.divisions import PAGE_BREAK
from docforge.model.text import inline_text
from docforge.model.walk import find, rewrite
from docforge.patterns import lazy_pattern

LABEL = "caption-label"
"""Class of the run at the head of a caption that holds its label."""

Listed: TypeAlias = Literal["figures", "tables"]


def label_of(caption: n.Caption) -> str:
    """The label of a caption, "" for one that has none."""
    first = caption.blocks[0] if caption.blocks else None
    head = first.content[0] if isinstance(first, n.Para) and first.content else None
    return inline_text(head.content) if isinstance(head, n.Span) and LABEL in head.attr.classes else ""


_TYPED = lazy_pattern(
    r"(?P<before>(?P<word>图|圖|図|表|그림|표|[Ff]ig(?:ure|\.)|[Tt]able)[ \u00a0\u3000]?"
    r"(?:(?:[A-Z]|[0-9０-９]+)[-–.．－])*)"
    r"(?P<number>[A-Z]|[0-9０-９]+|[一二三四五六七八九十]+)(?=[\s:：、]|[.．](?![0-9０-９])|$)"
)


class TypedLabel(NamedTuple):
    """A label as people type it: 图 2-1 has the word 图, 图 2- before its number, and the number 1."""

    word: str
    before: str
    number: str

    @property
    def text(self) -> str:
        """The label as it was typed."""
        return self.before + self.number


def typed_label(text: str) -> TypedLabel | None:
    """The label that a caption begins with (图 2-1, 表一, Figure 3, 그림 A-1), None for one that begins otherwise."""
    found = _TYPED.match(text)
    return TypedLabel(found["word"], found["before"], found["number"]) if found else None


def listed(document: n.Document, what: Listed) -> tuple[tuple[str, n.Inlines], ...]:
    """The figures or tables that a list names: id and the first line of the caption, without notes and links."""
    nodes: tuple[n.Figure | n.Table, ...]
    nodes = tuple(find(document.blocks, n.Figure)) if what == "figures" else tuple(find(document.blocks, n.Table))
    found = ((node.attr.id, entry_text(_first_line(node.caption))) for node in nodes)
    return tuple((identifier, line) for identifier, line in found if identifier and inline_text(line).strip())


def entry_text(content: n.Inlines) -> n.Inlines:
    """Inlines as an entry of a list repeats them: without note calls, marks of pages, links and ids, which may stand
    only once or not inside a link."""

    def bare(node: n.Span) -> n.Span | None:
        if PAGE_BREAK in node.attr.classes:
            return None
        return n.Span(node.content, attr=n.Attr("", node.attr.classes, lang=node.attr.lang), at=node.at)

    return rewrite(content, {n.NoteRef: lambda _: None, n.Link: lambda node: node.content, n.Span: bare})


def _first_line(caption: n.Caption) -> n.Inlines:
    first = caption.blocks[0] if caption.blocks else None
    return first.content if isinstance(first, n.Para) else ()
