"""A chapter's tree moved into the book: everything that names a place in it is changed in one walk.

Positions point at the chapter's own source, ids and notes have the names they have in the book, pictures are named from
the book's folder, headings lie below the chapter's, and references to addresses say of which file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n

ADDRESS = re.compile(r"s[0-9]+p[0-9a-z]+(?:\.[0-9a-z]+)*|n[0-9]+", re.ASCII)
"""An address as people type it (``s2p7``, ``n12``)."""

_AT = re.compile(
    r"(?<![A-Za-z0-9_@.])@(?:(?P<file>[^\s@#()<>（）「」“”，。；：、]+)#)?"
    r"(?P<address>s[0-9]+p[0-9a-z]+(?:\.[0-9a-z]+)*|n[0-9]+)(?![A-Za-z0-9_])"
)
_DEEPEST = 6


class Move(Struct, frozen=True):
    """What changes in one chapter.

    ``offset`` is added to positions' sources; ``names`` maps ids, ``headings`` ``id()`` of heading nodes to their new
    ids, ``notes`` names of notes. ``below`` is the level of the chapter's own heading. ``link`` gives what becomes of a
    link, ``address`` the qualified anchor of an address in a file ("" this one) or "" when there is no such file.
    """

    offset: int
    below: int
    names: Mapping[str, str]
    headings: Mapping[int, str]
    notes: Mapping[str, str]
    picture: Callable[[str], str]
    link: Callable[[n.Link], n.Inline]
    address: Callable[[str, str], str]

    def moved(self, value: Any) -> Any:
        """A node, a row or a table of nodes in its new place."""
        kind = type(value)
        if kind is tuple:
            return self._row(value)
        if kind is dict:
            return {key: self.moved(item) for key, item in value.items()}
        if kind is n.Position:
            return n.Position(value.line, value.column, value.source + self.offset) if self.offset else value
        if kind is n.Attr:
            new = self.names.get(value.id) if value.id else None
            return value if new is None or new == value.id else replace(value, id=new)
        if kind is n.Text:
            return replace(value, at=self.moved(value.at)) if self.offset and value.at else value
        if isinstance(value, msgspec.Struct):
            return self._node(value)
        return value

    def _row(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        out: list[Any] = []
        same = True
        for item in row:
            new = self.moved(item)
            same = same and new is item
            if type(new) is n.Text and "@" in new.text:
                found = self._at(new)
                same = same and len(found) == 1
                out.extend(found)
            else:
                out.append(new)
        return row if same else tuple(out)

    def _node(self, node: Any) -> Any:
        updates: dict[str, Any] = {}
        for name in node.__struct_fields__:
            old = getattr(node, name)
            kind = type(old)
            if old is None or kind is str or kind is int or kind is bool:
                continue
            new = self.moved(old)
            if new is not old:
                updates[name] = new
        made = replace(node, **updates) if updates else node
        match made:
            case n.Heading():
                return self._heading(made, self.headings.get(id(node), ""))
            case n.NoteRef(to=to):
                return made if self.notes.get(to, to) == to else replace(made, to=self.notes[to])
            case n.Image(url=url):
                return made if self.picture(url) == url else replace(made, url=self.picture(url))
            case n.Link():
                return self.link(made)
            case n.Ref(to=to) if to in self.names:
                return replace(made, to=self.names[to])
            case n.Ref(to=to) if ADDRESS.fullmatch(to):
                return replace(made, to=self.address("", to))
            case n.Cite(citations=(citation,)) if ADDRESS.fullmatch(citation.id):
                return n.Ref(to=self.address("", citation.id), at=made.at)
            case _:
                return made

    def _heading(self, heading: n.Heading, identifier: str) -> n.Heading:
        level = self.below + heading.level
        attr = replace(heading.attr, id=identifier) if identifier else heading.attr
        return replace(heading, level=min(level, _DEEPEST), source_level=level if level > _DEEPEST else 0, attr=attr)

    def _at(self, text: n.Text) -> list[n.Inline]:
        """A text with its ``@s2p7`` and ``@file#s2p7`` as references."""
        out: list[n.Inline] = []
        last = 0
        for match in _AT.finditer(text.text):
            to = self.address(match["file"] or "", match["address"])
            if not to:
                continue
            if match.start() > last:
                out.append(n.Text(text.text[last : match.start()], at=_shifted(text, last)))
            out.append(n.Ref(to=to, at=_shifted(text, match.start())))
            last = match.end()
        if not out:
            return [text]
        if last < len(text.text):
            out.append(n.Text(text.text[last:], at=_shifted(text, last)))
        return out


def _shifted(text: n.Text, offset: int) -> n.Position | None:
    return text.at and n.Position(text.at.line, text.at.column + offset, text.at.source)
