"""The reader of whole HTML pages. The parser is loaded when something is read, not before."""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.protocols import ReadOptions, Result
from docforge.readers.decode import decode
from docforge.world import World


class HtmlReader:
    """A saved page: its article, without the furniture of the site around it."""

    bounded = True
    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[Document]:
        """The document in ``data``. Never raises on any bytes."""
        decoded = decode(data, name, options)
        if decoded.source is None:
            return Result(Document(blocks=(), lang=options.lang), decoded.diagnostics)
        # Imported here: this loads the parser.
        from docforge.readers.html.reading import read_page

        return read_page(decoded.source, options, decoded.diagnostics)


READER = HtmlReader()
