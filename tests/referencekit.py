"""For tests of DOCX on a template: make small templates as other programs do, and write documents on them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docforge.build.reference import load_reference
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.protocols import ReferenceDocument, WriteContext
from docforge.theme.spec import Theme
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from docxkit import Written, handout

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
