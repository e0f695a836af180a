"""The package: parts, relationships, properties, and the same bytes every time.

python-docx opens the template and takes the relationships and pictures; what it holds then is packed with fixed times,
modes and order, because every archive writer stamps the hour. The parts that hold a book's own text are written as they
are made: they are not read into a tree to be written again.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import Literal, NamedTuple

from docforge.model import nodes as n
from docforge.model.meta import text as meta_text
from docforge.model.meta import texts as meta_texts
from docforge.model.text import inline_text
from docforge.protocols import Asset
from docforge.writers.docx.template import filled
from docforge.writers.docx.xml import escape

BODY = "word/document.xml"
STYLES = "word/styles.xml"
FOOTNOTES, ENDNOTES = "word/footnotes.xml", "word/endnotes.xml"
_NOTES = {FOOTNOTES: "rId10", ENDNOTES: "rId13"}
"""Relationships of the notes in the template."""
COMMENTS = "word/comments.xml"
_COMMENTS_RELATION = "rId100"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BODY_RELATIONS = "word/_rels/document.xml.rels"
_FIRST_FREE = 101
_DATE = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


class _Relation(NamedTuple):
    part: str
    identifier: str
    kind: Literal["link", "picture"]
    target: str


class Package:
    """One Word file in the making: its parts, and what they relate to."""

    def __init__(self, template: Mapping[str, str | bytes]) -> None:
        self._template = template
        self._parts = dict(template)
        self._relations: list[_Relation] = []
        self._pictures: dict[str, tuple[str, Asset]] = {}

    def fill(self, name: str, content: str) -> None:
        """Set the content of a part of the template."""
        self._parts[name] = filled(str(self._parts[name]), content)

    def add_styles(self, styles: str) -> None:
        """Add styles after those of the template."""
        self._parts[STYLES] = str(self._parts[STYLES]).replace("</w:styles>", f"{styles}</w:styles>")

    def replace(self, parts: Mapping[str, str | bytes]) -> None:
        """Set whole parts."""
        self._parts |= parts

    def link(self, part: str, url: str) -> str:
        """Relate a part to an outside URL; the relationship's id."""
        return self._relate(part, "link", url)

    def picture(self, part: str, asset: Asset, extension: str) -> str:
        """Relate a part to a picture, which is stored once however often it is used."""
        if asset.sha256 not in self._pictures:
            name = f"/word/media/image{len(self._pictures) + 1}.{extension}"
            self._pictures[asset.sha256] = (name, asset)
        return self._relate(part, "picture", asset.sha256)

    def _relate(self, part: str, kind: Literal["link", "picture"], target: str) -> str:
        identifier = f"rId{_FIRST_FREE + len(self._relations)}"
        self._relations.append(_Relation(part, identifier, kind, target))
        return identifier

    def add_comments(self, content: str) -> None:
        """Add the part of comments, which most files do not have."""
        self._parts[COMMENTS] = f'<w:comments xmlns:w="{_MAIN}">{content}</w:comments>'
        relation = f'<Relationship Id="{_COMMENTS_RELATION}" Type="{_RELATION}/comments" Target="comments.xml"/>'
        kind = f'<Override PartName="/{COMMENTS}" ContentType="{_COMMENTS_TYPE}"/>'
        for name, end, element in ((_BODY_RELATIONS, "</Relationships>", relation), (_CONTENT_TYPES, "</Types>", kind)):
            self._parts[name] = str(self._parts[name]).replace(end, element + end)

    def set_properties(self, document: n.Document, epoch: int | None) -> None:
        """Title, author, language and dates; no date without an epoch."""
        self.fill("docProps/core.xml", _properties(document, epoch))

    def bytes(self) -> bytes:
        """The finished file."""
        from docx import Document
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        written = (BODY, *_NOTES)
        file = Document(_archive({**self._parts, **{name: self._template[name] for name in written}}))
        body = file.part
        parts = {BODY: body, **{name: body.related_parts[relation] for name, relation in _NOTES.items()}}
        pictures = {
            digest: ImagePart(PackURI(name), asset.media_type, asset.data)
            for digest, (name, asset) in self._pictures.items()
        }
        for part, identifier, kind, target in self._relations:
            relations = parts[part].rels
            if kind == "link":
                relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, identifier, is_external=True)
            else:
                relations.add_relationship(RELATIONSHIP_TYPE.IMAGE, pictures[target], identifier)
        for identifier, relation in tuple(body.rels.items()):
            furniture = relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
            if furniture and f'r:id="{identifier}"' not in str(self._parts[BODY]):
                del body.rels[identifier]  # a theme without it: the part is not written
        members = {"_rels/.rels": file.part.package.rels.xml}
        types = {}
        for part in file.part.package.iter_parts():
            name = part.partname.membername
            members[name] = str(self._parts[name]).encode() if name in written else part.blob
            types[name] = part.content_type
            if len(part.rels):
                members[part.partname.rels_uri.membername] = part.rels.xml
        members[_CONTENT_TYPES] = _content_types(types)
        return _packed(members)


def _properties(document: n.Document, epoch: int | None) -> str:
    fields = {
        "dc:title": inline_text(document.title).strip(),
        "dc:subject": meta_text(document, "subject"),
        "dc:creator": "; ".join(meta_texts(document, "author")),
        "cp:keywords": ", ".join(meta_texts(document, "keywords")),
        "dc:description": meta_text(document, "description"),
        "dc:language": document.lang,
    }
    parts = [f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value]
    if epoch is not None:
        moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        parts += [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
        ]
    return "".join(parts)


def _archive(parts: Mapping[str, str | bytes]) -> io.BytesIO:
    """The parts as an archive that python-docx can open."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text)
    return out


def _content_types(types: Mapping[str, str]) -> bytes:
    """What each part is: by its suffix for pictures, by its name for the others (ECMA-376 Part 2, 10.1.2.2)."""
    suffixes = {"rels": _RELATIONS, "xml": "application/xml"}
    names = {}
    for name, kind in sorted(types.items()):
        suffix = name.rpartition(".")[2].lower()
        if kind.startswith("image/"):
            suffixes[suffix] = kind
        elif suffixes.get(suffix) != kind:
            names[name] = kind
    defaults = (f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in sorted(suffixes.items()))
    overrides = (f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in names.items())
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    return f'{head}<Types xmlns="{_TYPES}">{"".join(defaults)}{"".join(overrides)}</Types>'.encode()


def _packed(members: Mapping[str, bytes]) -> bytes:
    """Members with fixed time and mode, ``[Content_Types].xml`` first, the rest by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(members, key=lambda name: (name != _CONTENT_TYPES, name)):
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, members[name], compresslevel=6)
    return out.getvalue()
