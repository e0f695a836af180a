"""DOCX: a final document as an editable Word file with native numbering.

Stages: ``survey`` (what must be known beforehand), ``blocks``, ``lists``, ``tables`` and ``inlines`` (text to
WordprocessingML), ``numbering`` (lists), ``notes``, ``furniture`` (title, heads, feet), ``package`` (parts, archive).
"""

from __future__ import annotations

from docforge.model.nodes import Document
from docforge.protocols import Result, WriteContext
from docforge.world import World


class DocxWriter:
    """Writes DOCX through python-docx, on the base template in ``templates/docx``."""

    name = "docx"
    suffix = ".docx"

    def write(self, document: Document, context: WriteContext, world: World) -> Result[bytes]:
        """The whole file. What Word cannot do is reported and drawn in another way."""
        from docforge.writers.docx.write import write

        return write(document, context)


WRITER = DocxWriter()
