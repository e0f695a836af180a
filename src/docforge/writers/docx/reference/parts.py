"""The parts of a file that is made on a template: those of the base template, with the template's own in their places.

Parts have the names of the base template whatever the file calls them; heads and feet are numbered, and what hangs on
parts (pictures, embedded faces) is numbered in a folder of its own, so that no name is taken twice.
"""

from __future__ import annotations

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
_FURNITURE = ("header", "footer")
_MAIN = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

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
    contents: Contents = {name: text for name, text in base.items() if not _is_replaced(name, own)}
    types = {_MAIN: f"{_WORD}document.main+xml", "word/footnotes.xml": f"{_WORD}footnotes+xml"}
    types |= {f"word/{kind}.xml": f"{_WORD}{kind}+xml" for kind in ("styles", "settings", "fontTable", "numbering")}
    for old, new in names.items():
        part = given.parts[old]
        contents[new] = part.data
        types[new] = types.get(new, part.media_type)
        relations = {key: _here(each, names) for key, each in part.relations.items()}
        if relations:
            folder, _, file = new.rpartition("/")
            contents[f"{folder}/_rels/{file}.rels"] = _relationships(relations)
    fixed = {"styles": "rId1", "settings": "rId2", "numbering": "rId3", "fontTable": "rId4", "footnotes": "rId10"}
    links |= {identifier: Relation(kind, _OFFICE + kind, f"word/{kind}.xml") for kind, identifier in fixed.items()}
    if "theme" in own:
        links["rId9"] = Relation("theme", f"{_OFFICE}theme", _PLACES["theme"])
    contents["word/_rels/document.xml.rels"] = _relationships({key: _here(each, names) for key, each in links.items()})
    contents["[Content_Types].xml"] = _content_types(types, str(contents["[Content_Types].xml"]))
    return Kept(own, furniture, contents)


def _is_replaced(name: str, own: Mapping[str, bytes]) -> bool:
    """Whether a part of the base template has no place on a template: its heads and feet, its theme."""
    return name.startswith(("word/header", "word/footer", _PLACES["theme"]))


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
