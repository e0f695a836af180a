"""A line of a Word paragraph: pieces side by side, each with its marks, later folded into inlines within inlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from docforge.model import nodes as n
from docforge.model.text import inline_text, merge_text


class Mark(NamedTuple):
    """What is around a piece: ``kind`` names the node, ``value`` and ``note`` say more (a URL and its title)."""

    kind: str
    value: str = ""
    note: str = ""


ORDER = (
    "condition", "deletion", "insertion", "link", "lang", "class", "mark", "underline", "strike", "strong", "emph",
    "superscript", "subscript", "small-caps", "code",
)  # fmt: skip
"""Marks from the outermost in. Word has no order; with one, equal neighbours join into the fewest nodes."""


class Atom(NamedTuple):
    """A piece of a line."""

    node: n.Inline
    marks: tuple[Mark, ...] = ()


def marked(node: n.Inline, marks: Sequence[Mark]) -> Atom:
    """A piece with its marks in order."""
    return Atom(node, tuple(sorted(set(marks), key=lambda mark: (ORDER.index(mark.kind), mark.value, mark.note))))


def fold(atoms: Sequence[Atom], depth: int = 0) -> n.Inlines:
    """The inlines of some pieces, each mark one node around as many as it holds without a break."""
    out: list[n.Inline] = []
    for mark, group in groupby(atoms, key=lambda atom: atom.marks[depth] if depth < len(atom.marks) else None):
        members = tuple(group)
        if mark is None:
            out.extend(atom.node for atom in members)
        else:
            out.extend(_node(mark, fold(members, depth + 1)))
    return merge_text(out)


def _node(mark: Mark, content: n.Inlines) -> n.Inlines:
    at = content[0].at if content else None
    match mark.kind:
        case "link":
            return (n.Link(content=content, url=mark.value, title=mark.note, at=at),)
        case "condition":
            return (n.Span(content=content, attr=n.Attr(pairs=((mark.value, mark.note),)), at=at),)
        case "emph":
            return (n.Emph(content=content, mark=mark.value, at=at),)
        case "lang":
            return (n.Span(content=content, attr=n.Attr(lang=mark.value), at=at),)
        case "class":
            return (n.Span(content=content, attr=n.Attr(classes=tuple(mark.value.split())), at=at),)
        case "insertion" | "deletion":
            pairs = (("author", mark.value), ("date", mark.note))
            attr = n.Attr(classes=(mark.kind,), pairs=tuple(pair for pair in pairs if pair[1]))
            return (n.Span(content=content, attr=attr, at=at),)
        case "mark":
            return (n.Span(content=content, attr=n.Attr(classes=("mark",)), at=at),)
        case "code":
            return _code(content)
        case _:
            return (_WRAPPERS[mark.kind](content, at),)


def _code(content: n.Inlines) -> n.Inlines:
    """Verbatim text; what is no text (a note call) stays beside it."""
    out: list[n.Inline] = []
    for is_text, group in groupby(content, key=lambda node: isinstance(node, n.Text)):
        members = tuple(group)
        out.extend((n.Code(text=inline_text(members), at=members[0].at),) if is_text else members)
    return tuple(out)


_WRAPPERS: dict[str, Callable[[n.Inlines, n.Position | None], n.Inline]] = {
    "underline": lambda content, at: n.Underline(content=content, at=at),
    "strike": lambda content, at: n.Strike(content=content, at=at),
    "strong": lambda content, at: n.Strong(content=content, at=at),
    "superscript": lambda content, at: n.Superscript(content=content, at=at),
    "subscript": lambda content, at: n.Subscript(content=content, at=at),
    "small-caps": lambda content, at: n.SmallCaps(content=content, at=at),
}
