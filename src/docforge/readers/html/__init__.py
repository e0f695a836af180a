"""The reader of whole HTML pages. The parser is loaded when something is read, not before."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from docforge.diagnostics import report
from docforge.model.nodes import Document
from docforge.protocols import ReadOptions, Result
from docforge.readers.decode import decode
from docforge.readers.html.archive import Archive, archive, payload
from docforge.world import World


class HtmlReader:
    """A saved page, alone or in an archive with its pictures: its article, without the furniture around it."""

    bounded = True
    name = "html"
    suffixes = (".html", ".htm", ".xhtml", ".mht", ".mhtml")

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[Document]:
        """The document in ``data``. Never raises on any bytes."""
        packed = archive(data)
        if packed is not None:
            return self._unpacked(packed, name, options)
        decoded = decode(data, name, options)
        if decoded.source is None:
            return Result(Document(blocks=(), lang=options.lang), decoded.diagnostics)
        # Imported here: this loads the parser.
        from docforge.readers.html.reading import read_page

        return read_page(decoded.source, options, decoded.diagnostics)

    def _unpacked(self, packed: Archive, name: str, options: ReadOptions) -> Result[Document]:
        nothing = Document(blocks=(), lang=options.lang)
        page, data = packed.page, packed.data
        if page is None:
            hint = "save it again in the browser, as one file or as a complete page"
            return Result(nothing, (report("DF155", "there is no page in this archive", file=name, hint=hint),))
        asked = options if options.encoding or not page.charset else replace(options, encoding=page.charset)
        decoded = decode(payload(data, page), name, asked)
        if decoded.source is None:
            return Result(nothing, decoded.diagnostics)
        from docforge.readers.html.printable import EncodedText
        from docforge.readers.html.reading import read_page

        first = data.count(b"\n", 0, page.start) + 1
        body, digest = data[page.start : page.end], hashlib.sha256(data).hexdigest()
        source = EncodedText(decoded.source, body, first, page.coding, digest)
        read = read_page(source, options, decoded.diagnostics)
        return Result(packed.with_pictures(read.value), read.diagnostics)


READER = HtmlReader()
