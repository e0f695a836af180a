"""The PDF writer. Importing this loads no renderer; ``WRITER.write`` starts it."""

from docforge.writers.pdf.writer import PdfWriter

WRITER = PdfWriter()

__all__ = ["WRITER", "PdfWriter"]
