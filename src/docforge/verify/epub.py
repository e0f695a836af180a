"""Read an EPUB back: package, spine, notes, navigation."""

from __future__ import annotations

from typing import Any

from docforge.archive import Archive, ArchiveError
from docforge.limits import Limits
from docforge.verify.linked import Notes, entries, member, resolved
from docforge.verify.reading import Reading
from docforge.verify.xhtml import XhtmlReader

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def read_epub(data: bytes, limits: Limits) -> Reading:
    """What an EPUB says. Raises ``ArchiveError`` when it cannot be read."""
    archive = Archive(data, limits)
    path = _package_path(archive)
    package = archive.xml(path)
    title = "".join((package.find(f".//{_DC}title").itertext()) if package.find(f".//{_DC}title") is not None else "")
    lang = package.findtext(f".//{_DC}language") or ""
    manifest = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    files = []
    for itemref in package.iter(f"{_OPF}itemref"):
        item = manifest.get(itemref.get("idref"))
        if item is None:
            raise ArchiveError(f"the spine names {itemref.get('idref')}, which the manifest does not have")
        if item.get("media-type") == "application/xhtml+xml":
            files.append(member(path, item.get("href", "")))
    readers = []
    for file in files:
        reader = XhtmlReader(file, lang)
        reader.read(archive.xml(file))
        readers.append(reader)
    notes = Notes(readers)
    found = tuple(resolved(item, reader.file, notes) for reader in readers for item in reader.found)
    names = frozenset(name for reader in readers for name in reader.names if name)
    nav = next((item for item in manifest.values() if "nav" in item.get("properties", "").split()), None)
    outline = None if nav is None else _outline(archive.xml(member(path, nav.get("href", ""))))
    return Reading("epub", title, lang, found, names, outline)


def _package_path(archive: Archive) -> str:
    container = archive.xml("META-INF/container.xml")
    rootfile = container.find(f".//{_CONTAINER}rootfile")
    if rootfile is None or not rootfile.get("full-path"):
        raise ArchiveError("META-INF/container.xml names no package")
    return str(rootfile.get("full-path"))


def _outline(nav: Any) -> tuple[tuple[int, str], ...]:
    for element in nav.iter(f"{_XHTML}nav"):
        if "toc" in element.get(_EPUB_TYPE, "").split():
            return tuple(entries(element, 0))
    return ()
