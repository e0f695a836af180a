"""The parts of a file that is made on a template: those of the base template, with the template's own in their places.

Parts have the names of the base template whatever the file calls them; heads and feet are numbered, and what hangs on
parts (pictures, embedded faces) is numbered in a folder of its own, so that no name is taken twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from docforge.protocols import ReferenceDocument, Relation
from docforge.writers.docx.xml import escape

_PLACES = {
    "styles": "word/styles.xml",
    "theme": "word/theme/theme1.xml",
    "fontTable": "word/fontTable.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
}
_FIXED = {
    "styles": "rId1",
    "settings": "rId2",
    "numbering": "rId3",
    "fontTable": "rId4",
    "theme": "rId9",
    "footnotes": "rId10",
    "endnotes": "rId13",
}
"""Relationships of the base template. Its theme stands in where the template has none: no style names its faces."""
_FURNITURE = ("header", "footer")
_BASE_FURNITURE = ("word/header", "word/footer")
_MAIN = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

_DRAWING = re.compile(rb'(<wp:docPr\b[^>]*?\sid=")[0-9]+(")')
_FIRST_DRAWING = 1_000_000
"""Where identifiers of drawings in heads and feet begin (``wp:docPr``); those of the text begin at 1."""

Contents: TypeAlias = "dict[str, str | bytes]"
"""Parts by name."""


class Kept(NamedTuple):
    """``own``: the template's parts by what they are (``styles``). ``furniture``: relationship ids of heads and feet in
    the template → ids here. ``contents``: every part of the new file but those that are still to be filled."""

    own: Mapping[str, bytes]
    furniture: Mapping[str, str]
    contents: Contents


def kept(given: ReferenceDocument, base: Mapping[str, str]) -> Kept:
    """The parts of a new file. ``base``: those of the base template by name."""
    main = given.parts[given.main]
    names: dict[str, str] = {}
    own: dict[str, bytes] = {}
    furniture: dict[str, str] = {}
    links: dict[str, Relation] = {}
    for identifier, relation in main.relations.items():
        if relation.external:
            continue
        if relation.kind in _FURNITURE:
            count = 1 + sum(name.startswith(f"word/{relation.kind}") for name in names.values())
            names.setdefault(relation.target, f"word/{relation.kind}{count}.xml")
            furniture[identifier] = f"rIdT{len(furniture) + 1}"
            links[furniture[identifier]] = relation
        elif relation.kind not in own:
            own[relation.kind] = given.parts[relation.target].data
            names[relation.target] = _PLACES[relation.kind]
    for name in given.parts:
        if name != given.main:
            suffix = name.rpartition("/")[2].rpartition(".")[2].lower()
            names.setdefault(name, f"word/template/part{len(names) + 1}.{suffix if suffix.isascii() else 'bin'}")
    contents: Contents = {name: text for name, text in base.items() if not name.startswith(_BASE_FURNITURE)}
    types = {f"word/{kind}.xml": f"{_WORD}{kind}+xml" for kind in _FIXED if kind != "theme"}
    types[_MAIN] = f"{_WORD}document.main+xml"
    types[_PLACES["theme"]] = "application/vnd.openxmlformats-officedocument.theme+xml"
    drawings = _Drawings()
    for old, new in names.items():
        part = given.parts[old]
        contents[new] = drawings.sub(part.data) if new.startswith(_BASE_FURNITURE) else part.data
        types[new] = types.get(new, part.media_type)
        relations = {key: _here(each, names) for key, each in part.relations.items()}
        if relations:
            folder, _, file = new.rpartition("/")
            contents[f"{folder}/_rels/{file}.rels"] = _relationships(relations)
    for kind, identifier in _FIXED.items():
        links[identifier] = Relation(kind, _OFFICE + kind, _PLACES.get(kind, f"word/{kind}.xml"))
    contents["word/_rels/document.xml.rels"] = _relationships({key: _here(each, names) for key, each in links.items()})
    contents["[Content_Types].xml"] = _content_types(types, str(contents["[Content_Types].xml"]))
    return Kept(own, furniture, contents)


class _Drawings:
    """Identifiers of drawings in heads and feet, each one given once and none that the text gives."""

    def __init__(self) -> None:
        self._last = _FIRST_DRAWING

    def sub(self, part: bytes) -> bytes:
        """A part with new identifiers."""
        return _DRAWING.sub(self._next, part)

    def _next(self, found: re.Match[bytes]) -> bytes:
        self._last += 1
        return found[1] + str(self._last).encode() + found[2]


def _here(relation: Relation, names: Mapping[str, str]) -> Relation:
    return relation if relation.external else relation._replace(target=names.get(relation.target, relation.target))


def _relationships(relations: Mapping[str, Relation]) -> str:
    rows = "".join(
        f'<Relationship Id="{escape(identifier)}" Type="{escape(each.type)}" '
        + (f'Target="{escape(each.target)}" TargetMode="External"/>' if each.external else f'Target="/{each.target}"/>')
        for identifier, each in sorted(relations.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


def _content_types(types: Mapping[str, str], base: str) -> str:
    """The media type of every part: of properties as in the base template, of all others by name."""
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{escape(kind)}"/>' for name, kind in sorted(types.items())
    )
    properties = "".join(part + "/>" for part in base.split("/>") if "docProps" in part or "<Default" in part)
    return f"{properties}{rows}</Types>"
