"""The package: base template, parts, properties, and the same bytes every time.

python-docx opens the template, keeps parts and relationships and writes the archive; the archive is then packed again
with fixed times, modes and order, because every archive writer stamps the hour.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import lru_cache
from typing import Any

import msgspec

from docforge import resources
from docforge.model import nodes as n
from docforge.model.meta import text as meta_text
from docforge.model.meta import texts as meta_texts
from docforge.protocols import Asset
from docforge.theme.spec import Theme
from docforge.theme.word import WordTheme
from docforge.theme.word_styles import word_theme
from docforge.writers.docx.numbering import STYLE_LISTS
from docforge.writers.docx.styles import fonts_xml, styles_xml
from docforge.writers.docx.xml import NAMESPACES, escape

_DATE = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
_TEMPLATE = "templates/docx"


@lru_cache(maxsize=16)
def _prepared(theme_json: bytes, lang: str) -> tuple[WordTheme, bytes]:
    theme = word_theme(msgspec.json.decode(theme_json, type=Theme), lang)
    return theme, _base(theme)


def prepared(theme: Theme, lang: str) -> tuple[WordTheme, bytes]:
    """A theme's Word styles and the base package that holds them; made once for each theme and language."""
    return _prepared(msgspec.json.encode(theme), lang)


def _base(theme: WordTheme) -> bytes:
    """The base template as an archive, with the theme's styles, fonts and settings in it."""
    filled = {"word/styles.xml": styles_xml(theme, STYLE_LISTS), "word/fontTable.xml": fonts_xml(theme)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in _PARTS:
            data = resources.path(f"{_TEMPLATE}/{name}").read_bytes()
            if name in filled:
                data = _filled(data, filled[name])
            elif name == "word/settings.xml":
                data = _settings(data, theme)
            elif name == "word/theme/theme1.xml":
                data = _theme_fonts(data, theme)
            archive.writestr(zipfile.ZipInfo(name, _DATE), data)
    return out.getvalue()


_PARTS = (
    _CONTENT_TYPES,
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
)


def children(content: str) -> list[Any]:
    """The elements of a fragment of WordprocessingML."""
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:fragment {NAMESPACES}>{content}</w:fragment>"))


def _filled(data: bytes, content: str) -> bytes:
    from lxml import etree

    root = etree.fromstring(data)
    root[:] = children(content)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _theme_fonts(data: bytes, theme: WordTheme) -> bytes:
    """Theme fonts are not used by any style; they are what Word offers first, so they agree with the styles."""
    from lxml import etree

    root = etree.fromstring(data)
    a = f"{{{root.nsmap['a']}}}"
    heading = next(style.faces for style in theme.styles if style.name == "heading 1") or theme.faces
    for group, faces in (("majorFont", heading), ("minorFont", theme.faces)):
        fonts = root.find(f".//{a}{group}")
        fonts.find(f"{a}latin").set("typeface", faces.latin)
        fonts.find(f"{a}ea").set("typeface", faces.east_asian)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


_NO_LINE_START = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．／：；？］｀｜｝～￠‧－–—"
)
_NO_LINE_END = "$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（．／［｛￡￥"
"""GB/T 15834 5.1.10 and CLREQ: Word's own Chinese lists with connectors, interpunct and solidus added."""


def _settings(data: bytes, theme: WordTheme) -> bytes:
    from lxml import etree

    root = etree.fromstring(data)
    w = f"{{{root.nsmap['w']}}}"
    spacing = root.find(f"{w}characterSpacingControl")
    spacing.set(f"{w}val", "compressPunctuation" if theme.line.squeeze else "doNotCompress")
    added = []
    if theme.line.strict_kana:
        added.append("<w:strictFirstAndLastChars/>")
    if theme.line.full_kinsoku:
        added.append(f'<w:noLineBreaksAfter w:lang="{theme.lang}" w:val="{escape(_NO_LINE_END)}"/>')
        added.append(f'<w:noLineBreaksBefore w:lang="{theme.lang}" w:val="{escape(_NO_LINE_START)}"/>')
    for element in reversed(children("".join(added))):
        spacing.addnext(element)
    language = root.find(f"{w}themeFontLang")
    language.set(f"{w}val", theme.latin_lang)
    language.set(f"{w}eastAsia", theme.lang)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class Package:
    """One Word file on its way: python-docx's document, and where links, pictures and notes go."""

    def __init__(self, base: bytes) -> None:
        from docx import Document
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml

        self._document = Document(io.BytesIO(base))
        self._types = RELATIONSHIP_TYPE
        self.body: Any = self._document.part
        self.footnotes: Any = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(f"<w:footnotes {NAMESPACES}/>"),
            self.body.package,
        )
        self.body.relate_to(self.footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
        self._pictures: dict[str, Any] = {}

    def link(self, part: Any, url: str) -> str:
        """Relate a part to an outside URL."""
        relation: str = part.relate_to(url, self._types.HYPERLINK, is_external=True)
        return relation

    def picture(self, part: Any, asset: Asset, extension: str) -> str:
        """Relate a part to a picture, stored once however often it is used."""
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        found = self._pictures.get(asset.sha256)
        if found is None:
            name = PackURI(f"/word/media/image{len(self._pictures) + 1}.{extension}")
            found = self._pictures[asset.sha256] = ImagePart(name, asset.media_type, asset.data)
        relation: str = part.relate_to(found, self._types.IMAGE)
        return relation

    def fill_body(self, content: str) -> None:
        """Set the text."""
        self._document.element.body[:] = children(content)

    def fill_footnotes(self, content: str) -> None:
        """Set the notes."""
        self.footnotes.element[:] = children(content)

    def fill_numbering(self, content: str) -> None:
        """Set the lists."""
        self.body.numbering_part.element[:] = children(content)

    def fill_related(self, relation: str, content: str) -> None:
        """Set a head or a foot by its relationship in the base template."""
        self.body.related_parts[relation].element[:] = children(content)

    def set_properties(self, document: n.Document, epoch: int | None) -> None:
        """Title, author, language and dates; no date without an epoch."""
        from docx.oxml import parse_xml

        part = self.body.package.part_related_by(self._types.CORE_PROPERTIES)
        part.element[:] = list(parse_xml(_properties(document, epoch)))

    def bytes(self) -> bytes:
        """The finished file."""
        packed = io.BytesIO()
        self._document.save(packed)
        return repacked(packed)


_PROPERTY_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def _properties(document: n.Document, epoch: int | None) -> str:
    from docforge.model.text import inline_text

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
    return f"<cp:coreProperties {_PROPERTY_NAMESPACES}>{''.join(parts)}</cp:coreProperties>"


def repacked(packed: io.BytesIO) -> bytes:
    """The same members with fixed time and mode, ``[Content_Types].xml`` first, the rest by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name), compresslevel=6)
    return out.getvalue()
