"""The Markdown writer: the document as docforge's own Markdown, which reads back as the same document."""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.protocols import Result, WriteContext
from docforge.world import World
from docforge.writers.markdown.page import page


class MarkdownWriter:
    """Writes Markdown in UTF-8 with line feeds."""

    name = "markdown"
    suffix = ".md"

    def write(self, document: Document, context: WriteContext, world: World) -> Result[bytes]:
        """The whole file. What Markdown has no way to write is reported (DF703, DF760)."""
        text, diagnostics = page(document, context.file)
        return Result(text.encode("utf-8", "surrogatepass"), diagnostics)


WRITER = MarkdownWriter()
