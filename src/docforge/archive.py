"""EPUB and Word files as archives: checked before anything is unpacked, and read with a parser that fetches nothing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from docforge.limits import Limits

DOCTYPE_HTML = re.compile(r"<!DOCTYPE html(\s+PUBLIC\s+\"[^\"]*\"\s+\"[^\"]*\")?\s*>", re.IGNORECASE)
SMALL = 8 << 20
"""Members up to this size may be packed at any ratio."""


class ArchiveError(ValueError):
    """The archive is damaged, or a member that was asked for is missing or not XML."""


class UnsafeArchiveError(ArchiveError):
    """The archive breaks a limit or a rule of safe archives."""


class Archive:
    """The members of one EPUB or DOCX file, safe to read.

    Raises ``ArchiveError`` for bytes that are no archive, ``UnsafeArchiveError`` for one that breaks ``limits``.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, OSError) as error:
            raise ArchiveError(f"not a ZIP archive that can be read ({error})") from error
        _check(members, limits)
        self.names = tuple(member.filename for member in members)
        self._known = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        if name not in self._known:
            raise ArchiveError(f"{name} is missing")
        try:
            return self._zip.read(name)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            ValueError,
            zlib.error,
            EOFError,
            OSError,
        ) as error:
            raise ArchiveError(f"{name} is damaged ({error})") from error

    def xml(self, name: str) -> Any:
        """The root element (lxml) of a member. Only ``<!DOCTYPE html>`` is let through; entities are not expanded."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        data = self.read(name)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ArchiveError(f"{name} is not well-formed XML ({error})") from error
        doctype = root.getroottree().docinfo.doctype
        internal = root.getroottree().docinfo.internalDTD
        declared = internal is not None and any(True for _ in internal.iterentities())
        if declared or (doctype and not DOCTYPE_HTML.fullmatch(doctype)):
            raise UnsafeArchiveError(f"{name} has a document type definition")
        return root


def _check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.archive_members:
        raise UnsafeArchiveError(f"{len(members)} members, over the limit archive-members ({limits.archive_members})")
    seen: set[str] = set()
    total = 0
    for member in members:
        name = member.filename
        if name in seen:
            raise UnsafeArchiveError(f"two members are named {name}")
        seen.add(name)
        if member.flag_bits & 1:
            raise UnsafeArchiveError(f"{name} is encrypted")
        if name.startswith(("/", "\\")) or "\0" in name or ".." in name.replace("\\", "/").split("/"):
            raise UnsafeArchiveError(f"{name} leads out of the archive")
        total += member.file_size
        if total > limits.archive_bytes:
            raise UnsafeArchiveError(f"unpacks to more than {limits.archive_bytes} bytes (limit archive-bytes)")
        if member.file_size > SMALL and member.file_size > limits.archive_ratio * max(1, member.compress_size):
            raise UnsafeArchiveError(
                f"{name} unpacks from {member.compress_size} to {member.file_size} bytes (limit archive-ratio)"
            )
