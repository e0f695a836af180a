"""The names of a chapter: ids that are unique in the book, and what each anchor of its page means."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

from msgspec import Struct, field

from docforge.build.books.chapter import Chapter, stem
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.ids import own_id
from docforge.model.slugs import page_slugs
from docforge.model.text import inline_text
from docforge.model.walk import iterate
from docforge.passes.ids import ALIAS

_TOP = ("", "top")


class Names(Struct):
    """``ids``: authored id → id in the book, ``headings``: ``id()`` of each heading without one → its own id.

    ``home`` is the id of the chapter's heading. ``anchors`` maps every anchor of the page to an id.
    """

    home: str
    ids: dict[str, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)

    def meant(self, anchor: str) -> str:
        """The id that an anchor of the page means, "" for none. Escapes and Unicode composition do not matter."""
        if anchor in _TOP:
            return self.home
        for form in (anchor, unquote(anchor), unicodedata.normalize("NFC", unquote(anchor))):
            if form in self.anchors:
                return self.anchors[form]
        return ""


class Register:
    """Gives out the ids of a book, chapter by chapter. ``found`` tells of ids that two files have."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}
        self.found: list[Diagnostic] = []

    def survey(self, chapter: Chapter, title: str) -> Names:
        """The names of a chapter, whose ids are taken from now on."""
        document = chapter.document
        home = document.title_attr.id if document else ""
        names = Names("")
        above = next((node.at for node in document.title if node.at), None) if document else None
        places: list[tuple[str, n.Position | None]] = [(home, above)] if home else []
        headings: list[n.Heading] = []
        for node in iterate((document.title, document.blocks, document.notes)) if document else ():
            attr = getattr(node, "attr", None)
            if isinstance(node, n.Heading):
                headings.append(node)
            if isinstance(attr, n.Attr) and attr.id:
                places.append((attr.id, getattr(node, "at", None)))
        for identifier, at in places:
            self._take(chapter, names, identifier, at)
        names.home = names.ids.get(home) or self._free(own_id(f"{chapter.path}\n{title}"))
        uses: dict[str, int] = {}
        ids = []
        for heading in headings:
            text = inline_text(heading.content)
            uses[text] = uses.get(text, 0) + 1
            if not heading.attr.id:
                names.headings[id(heading)] = self._free(own_id(f"{chapter.path}\n# {text}", uses[text]))
            ids.append(names.ids.get(heading.attr.id) or names.headings[id(heading)])
        names.anchors = dict(names.ids)
        if document is None:
            return names
        told = [(value, names.home) for key, value in document.title_attr.pairs if key == ALIAS]
        told += [
            (value, identifier)
            for heading, identifier in zip(headings, ids, strict=True)
            for key, value in heading.attr.pairs
            if key == ALIAS
        ]
        texts = [title, *(inline_text(heading.content) for heading in headings)]
        told += [(slug, [names.home, *ids][place]) for slug, place in page_slugs(texts)]
        told += [(alias, names.ids.get(to, to)) for alias, to in document.aliases.items()]
        for anchor, identifier in told:
            names.anchors.setdefault(unicodedata.normalize("NFC", anchor), identifier)
        return names

    def _take(self, chapter: Chapter, names: Names, identifier: str, at: n.Position | None) -> None:
        if identifier in names.ids:
            return  # twice in one file is the matter of the ids pass
        owner = self._owners.get(identifier)
        if owner is None:
            names.ids[identifier] = identifier
            self._owners[identifier] = chapter.path
            return
        new = self._free(f"{stem(chapter.path)}:{identifier}", chapter.path)
        names.ids[identifier] = new
        if identifier.startswith("~"):
            return
        assert chapter.document is not None
        sources = chapter.document.sources
        name = sources[at.source if at else 0].name if sources else chapter.path
        self.found.append(
            report("DF231", f'"{identifier}" is an id in {owner} too; this one is "{new}"', at=at, file=name)
        )

    def _free(self, identifier: str, owner: str = "") -> str:
        """The id itself, or with the first number that nobody has."""
        number, found = 1, identifier
        while found in self._owners:
            number += 1
            found = f"{identifier}-{number}"
        self._owners[found] = owner
        return found
