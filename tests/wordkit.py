"""Small Word files for tests of the reader, written by hand as other programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from docforge.readers.docx import READER
from docforge.world import MemoryWorld

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROOTS = ("styles", "numbering", "footnotes", "endnotes", "comments")
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "Quote", "Source Code", "caption", "List Continue")
)


def paragraph(text: str, style: str = "", *, more: str = "", list_: tuple[int, int] | None = None) -> str:
    """A paragraph of one run; ``list_`` is its list and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_:
        properties += f'<w:numPr><w:ilvl w:val="{list_[1]}"/><w:numId w:val="{list_[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(number: int, style: str, text: str, *, start: int = 1, left: int = 420) -> str:
    """A level of a list: its number format and what it prints (``第%1条``)."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left * (number + 1)}" w:hanging="{left}"/></w:pPr></w:lvl>'
    )


def lists(*definitions: Sequence[str], restarts: Mapping[int, tuple[int, int]] = {}) -> str:
    """A numbering part: one list for each row of levels. ``restarts``: further lists by their ``numId``, each with the
    list whose levels it shares and the number that it begins with."""
    parts = [
        f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
        for place, levels in enumerate(definitions, 1)
    ]
    parts += [
        f'<w:num w:numId="{place}"><w:abstractNumId w:val="{place}"/></w:num>'
        for place in range(1, len(definitions) + 1)
    ]
    parts += [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{shared}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (shared, start) in restarts.items()
    ]
    return "".join(parts)


def word(
    body: str,
    *,
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    styles: str = _STYLES,
    relationships: str = "",
    members: Mapping[str, bytes] = {},
) -> bytes:
    """A whole Word file around a body."""
    given = (styles, numbering, footnotes, endnotes, comments)
    parts = {name: xml for name, xml in zip(_ROOTS, given, strict=True) if xml}
    links = "".join(f'<Relationship Id="rId{name}" Type="{_OFFICE}{name}" Target="{name}.xml"/>' for name in parts)
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{name}+xml"/>' for name in parts)
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>{types}</Types>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(links + relationships),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{xml}</w:{name}>" for name, xml in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _relationships(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def read(data: bytes, options: ReadOptions | None = None) -> tuple[n.Document, tuple[Diagnostic, ...]]:
    """What the reader makes of a file, and what it says."""
    result = READER.read(data, "a.docx", options or ReadOptions(), MemoryWorld({}))
    return result.value, result.diagnostics


def texts(document: n.Document) -> list[str]:
    """The text of each paragraph in order."""
    return [block_text((found,)) for found in find(document.blocks, n.Para)]


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A Word file with each of its members changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()
