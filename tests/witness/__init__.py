"""The text of sources and of finished files, read without any of docforge's own readers, writers or proofs.

- `sources`, `notation`: Markdown by pandoc, HTML by lxml
- `epub`, `word`, `printed`: EPUB and DOCX by lxml, PDF by pdfium's structure tree
- `rules`: the normalisations, each under the name that docs/text.md has for it
- `compare`: two texts, character for character
"""

from __future__ import annotations

from pathlib import Path

from witness import epub, printed, word
from witness.compare import Difference, differences
from witness.rules import Format
from witness.text import Told

__all__ = ["Difference", "FORMATS", "Format", "Told", "differences", "text_of"]

FORMATS: tuple[Format, ...] = ("epub", "pdf", "docx")

_READERS = {".epub": epub.text_of, ".pdf": printed.text_of, ".docx": word.text_of}


def text_of(path: Path) -> Told:
    """The text of a finished file, by its suffix."""
    return _READERS[path.suffix](path)
