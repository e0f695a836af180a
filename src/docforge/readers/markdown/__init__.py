"""The Markdown reader. markdown-it-py is loaded when something is read, not before."""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.protocols import ReadOptions, Result
from docforge.readers.decode import decode
from docforge.world import World


class MarkdownReader:
    """CommonMark with GFM tables, strikethrough and task lists, front matter, notes, definition lists, attributes,
    containers, formulas and ruby."""

    bounded = True
    name = "markdown"
    suffixes = (".md", ".markdown", ".mkd", ".mdx")

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[Document]:
        """The document in ``data``. Never raises on any bytes."""
        decoded = decode(data, name, options)
        if decoded.source is None:
            return Result(Document(blocks=(), lang=options.lang), decoded.diagnostics)
        # Imported here: this loads markdown-it-py.
        from docforge.readers.includes import expand
        from docforge.readers.markdown.reading import read_text

        whole = expand(decoded.source, options, world)
        return read_text(whole.text, options, (*decoded.diagnostics, *whole.diagnostics), whole.sources)


READER = MarkdownReader()
