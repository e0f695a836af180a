"""EbookLib as a packager, and nothing more.

Its ``EpubHtml`` parses content again as HTML: it puts blanks between inline elements, loses text and lower-cases SVG.
So every part comes here as finished bytes. This is the only file that imports EbookLib (AGPL-3.0-or-later).
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member, so that the same book gives the same bytes (the ZIP format begins in 1980)."""


class Part(Struct, frozen=True):
    """A file of the book. ``in_spine``: it is read in its turn; ``properties`` as in the OPF manifest."""

    identifier: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Meta(Struct, frozen=True):
    """One metadata element: a Dublin Core one (``name`` "creator"), or a ``meta`` with a property."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()
    dublin_core: bool = True


class _FixedZip(zipfile.ZipFile):
    """An archive whose members carry no time, user or machine."""

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        info = zipfile.ZipInfo(str(name), _DATE)
        info.compress_type = self.compression if compress_type is None else compress_type
        info.external_attr = 0o644 << 16
        info.create_system = 3
        super().writestr(info, data, compresslevel=compresslevel)


def pack(
    parts: Iterable[Part],
    metadata: Iterable[Meta],
    *,
    identifier: str,
    title: str,
    lang: str,
    modified: int,
    from_right: bool = False,
    old_metadata: Iterable[tuple[str, str]] = (),
    loose: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """The EPUB with these parts.

    ``modified`` is seconds since 1970; ``identifier`` also stands in the NCX; ``from_right``: pages turn to the right.
    ``old_metadata`` are ``meta`` elements of EPUB 2 by name and content, which some readers still look for (EPUB 3.3,
    5.5.7). ``loose`` are files beside the package, in ``META-INF``, by name there.
    """
    from ebooklib import epub

    class Packager(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no type information
        def _write_opf_file(self, root: Any) -> None:
            root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
            super()._write_opf_file(root)

        def write(self) -> None:
            with _FixedZip(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as self.out:
                self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
                self._write_container()
                self._write_opf()
                self._write_items()
                for name, data in loose:
                    self.out.writestr(f"META-INF/{name}", data)

    book = epub.EpubBook()
    book.metadata = {}  # EbookLib begins with a random identifier and its own name
    book.set_identifier(identifier)
    book.set_title(title)
    book.set_language(lang)
    if from_right:
        book.set_direction("rtl")
    for entry in metadata:
        if entry.dublin_core:
            book.add_metadata("DC", entry.name, entry.value, dict(entry.attributes))
        else:
            book.add_metadata(None, "meta", entry.value, {"property": entry.name, **dict(entry.attributes)})
    for name, content in old_metadata:
        book.add_metadata(None, "meta", "", {"name": name, "content": content})
    for part in parts:
        item = epub.EpubItem(uid=part.identifier, file_name=part.name, media_type=part.media_type, content=part.data)
        item.properties = list(part.properties)
        book.add_item(item)
        if part.in_spine:
            book.spine.append(part.identifier)
    buffer = io.BytesIO()
    when = datetime.datetime.fromtimestamp(modified, datetime.UTC)
    packager = Packager(buffer, book, {"mtime": when, "raise_exceptions": True})
    packager.process()
    packager.write()
    return buffer.getvalue()
