"""The reader of Word files. The XML parser is loaded when something is read, not before."""

from __future__ import annotations

import hashlib

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document
from docforge.protocols import ReadOptions, Result
from docforge.world import World

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Word 97 to 2003, of WPS, and Word files with a password begin with."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a Word file with a password (MS-OFFCRYPTO 2.3.4)."""


class WordReader:
    """A Word file: its text, numbered as Word numbers it."""

    name = "docx"
    suffixes = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".wps")

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[Document]:
        """The document in ``data``. Never raises on any bytes."""
        if data.startswith(OLE):
            return Result(Document(blocks=(), lang=options.lang), (_old(data, name),))
        # Imported here: this loads the parser.
        from docforge.readers.docx.reading import read_package

        return read_package(data, name, hashlib.sha256(data).hexdigest(), options)


def _old(data: bytes, name: str) -> Diagnostic:
    if ENCRYPTED in data:
        return report("DF161", "the file has a password", file=name, hint="open it in Word and save it without one")
    hint = "save it as .docx in Word or WPS, or run: soffice --headless --convert-to docx FILE"
    return report("DF161", "a file of Word 97 to 2003, or of WPS", file=name, hint=hint)


READER = WordReader()
