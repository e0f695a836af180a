"""For tests of DOCX on a template: make small templates as other programs do, and write documents on them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from docforge.build.reference import load_reference
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.protocols import ReferenceDocument, WriteContext
from docforge.theme.spec import Theme
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from docxkit import Written, handout
from wordkit import level, lists, word

FILE = "corporate.docx"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def loaded(data: bytes) -> ReferenceDocument:
    """A template that can be used."""
    result = load_reference(FILE, Limits(), MemoryWorld({FILE: data}))
    assert result.value is not None, result.diagnostics
    return result.value


def refused(data: bytes, **limits: int) -> str:
    """Why a template cannot be used."""
    result = load_reference(FILE, Limits(**limits), MemoryWorld({FILE: data}))
    assert result.value is None
    (found,) = result.diagnostics
    assert found.code == "DF615"
    return found.message


def on_template(
    data: bytes,
    *blocks: n.Block,
    lang: str = "zh-Hans",
    title: str = "",
    styles: Mapping[str, str] = {},
    theme: Theme | None = None,
    numbering: str = "",
    **fields: Any,
) -> Written:
    """Write a final document of these blocks on a template; ``styles`` is the table ``docx-styles``."""
    given = loaded(data)
    reference = ReferenceDocument(given.file, given.main, given.parts, given.digest, styles)
    name = (n.Text(title),) if title else ()
    document = n.Document(blocks=blocks, lang=lang, title=name, final=True, **fields)
    context = WriteContext(theme or handout(), file="test.md", reference=reference, docx_numbering=numbering)
    result = WRITER.write(document, context, MemoryWorld())
    return Written(result.value, result.diagnostics)


def by_python_docx(change: Callable[[Any], None] = lambda document: None) -> bytes:
    """A file as python-docx makes it: styles of Word 2013 in English, List Number with a list of its own."""
    import docx

    document = docx.Document()
    document.add_paragraph("the template's own words")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_template(data: bytes) -> bytes:
    """The same file as a .dotx: only its media type differs."""
    return changed(data, "[Content_Types].xml", lambda text: text.replace(_DOCUMENT, _TEMPLATE))


def changed(data: bytes, member: str, change: Callable[[str], str] | None) -> bytes:
    """A file with one member changed; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != member:
                target.writestr(name, source.read(name))
            elif change is not None:
                target.writestr(name, change(source.read(name).decode()))
    return out.getvalue()


def with_letterhead(document: Any) -> None:
    """Heads of the first and of the other pages, each with a picture of its own colour."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for furniture, colour in ((section.header, "navy"), (section.first_page_header, "maroon")):
        out = io.BytesIO()
        Image.new("RGB", (12, 8), colour).save(out, "PNG")
        furniture.paragraphs[0].add_run("云岭公司 ").add_picture(io.BytesIO(out.getvalue()))
    section.footer.paragraphs[0].text = "foot"


CHINESE = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="af3"><w:name w:val="公文引文"/>'
    '<w:basedOn w:val="a"/></w:style>'
)
"""Styles as Chinese Word writes them: identifiers that are no names, indents in characters."""


def chinese(*levels: str, more: str = "") -> bytes:
    """A template with styles as Chinese Word writes them; ``levels``: those of the list that List Number brings."""
    style = (
        '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="List Number"/><w:basedOn w:val="a"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>{more}</w:pPr></w:style>'
    )
    return word("", styles=CHINESE + style, numbering=lists(levels)) if levels else word("", styles=CHINESE)


def numbering_headings(*texts: str) -> bytes:
    """A template whose heading styles have a list of several levels, as Word makes it."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{place}"><w:name w:val="heading {place}"/><w:basedOn w:val="a"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="{place - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for place in range(1, len(texts) + 1)
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    levels = [level(place, "decimal", text) for place, text in enumerate(texts)]
    return word("", styles=normal + styles, numbering=lists(levels))
