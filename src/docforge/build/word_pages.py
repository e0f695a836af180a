"""Page numbers in a DOCX, from a layout by LibreOffice (``--docx-pages libreoffice``): off unless asked for.

A Word file has no pages until a program sets it. LibreOffice draws it as a PDF in which every bookmark is a
destination; then the file is written again with the pages of these in its tables of contents and references. Where
LibreOffice is not there or does not answer, the file is written without pages, and that is told.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from docforge.archive import Archive
from docforge.build.layout import LIBREOFFICE
from docforge.diagnostics import report
from docforge.model.nodes import Document
from docforge.protocols import Result, WriteContext, Writer
from docforge.verify.pdf.reader import PdfError, opened, pages_of_names
from docforge.world import World

_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_START = re.compile(rb'<w:pgNumType [^>]*w:start="([0-9]{1,5})"')
_SAID = 300
"""Characters of what LibreOffice printed that a message shows."""


def write_with_pages(writer: Writer, document: Document, context: WriteContext, world: World) -> Result[bytes]:
    """A DOCX with page numbers, or DF747 and one without."""
    # Numbers as wide as most, so that the lines of the contents are as long as they will be.
    first = writer.write(document, replace(context, bookmark_pages={}), world)
    try:
        pages = _pages(first.value, context, world) if first.value else {}
    except (OSError, PdfError) as error:
        said = str(error.strerror or error) if isinstance(error, OSError) else str(error)
        told = report("DF747", f"no page numbers: {said}", file=context.file, hint=LIBREOFFICE.fix)
        plain = writer.write(document, context, world)
        return Result(plain.value, (*plain.diagnostics, told))
    return writer.write(document, replace(context, bookmark_pages=pages), world)


def _pages(data: bytes, context: WriteContext, world: World) -> Mapping[str, int]:
    """The page of each bookmark, from 1. Raises OSError, also for a program that fails or is not done in time, and
    PdfError for what it wrote."""
    program = next(filter(None, map(world.program, LIBREOFFICE.names)), None)
    if program is None:
        raise OSError("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory(prefix="docforge-") as folder:
        source, target = os.path.join(folder, "text.docx"), os.path.join(folder, "text.pdf")
        world.write(source, data)
        # A profile of its own: with a shared one, a second LibreOffice hands its work to the first.
        profile = Path(folder, "profile").as_uri()
        status, printed = world.run(
            (program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", _FILTER,
             "--outdir", folder, source),
            context.limits.layout_seconds,
        )  # fmt: skip
        if status or not world.exists(target):
            shown = " ".join(printed.split()).replace(folder, "…")[:_SAID]
            raise OSError(f"LibreOffice wrote no pages (status {status})" + (f": {shown}" if shown else ""))
        with opened(world.read(target, context.limits.archive_bytes)) as pdf:
            # LibreOffice writes an underscore as 5F; docforge's names have no capitals.
            before = _first_page(data, context) - 1
            return {name.replace("5F", "_"): page + before for name, page in pages_of_names(pdf).items()}


def _first_page(data: bytes, context: WriteContext) -> int:
    """The number that the first page has; a template may begin with another than 1."""
    found = _START.findall(Archive(data, context.limits).read("word/document.xml"))
    return int(found[0]) if len(found) == 1 else 1
