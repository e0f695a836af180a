"""Read an EPUB back: package, spine, notes, navigation."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote, urldefrag

from msgspec.structs import replace

from docforge.archive import Archive, ArchiveError
from docforge.limits import Limits
from docforge.verify.facts import Note, note_line
from docforge.verify.reading import Found, Reading
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
            files.append(_member(path, item.get("href", "")))
    readers = []
    for file in files:
        reader = XhtmlReader(file, lang)
        reader.read(archive.xml(file))
        readers.append(reader)
    notes = _Notes(readers)
    found = tuple(_resolve(item, reader.file, notes) for reader in readers for item in reader.found)
    names = frozenset(name for reader in readers for name in reader.names if name)
    nav = next((item for item in manifest.values() if "nav" in item.get("properties", "").split()), None)
    outline = None if nav is None else _outline(archive.xml(_member(path, nav.get("href", ""))))
    return Reading("epub", title, lang, found, names, outline)


def _package_path(archive: Archive) -> str:
    container = archive.xml("META-INF/container.xml")
    rootfile = container.find(f".//{_CONTAINER}rootfile")
    if rootfile is None or not rootfile.get("full-path"):
        raise ArchiveError("META-INF/container.xml names no package")
    return str(rootfile.get("full-path"))


def _member(base: str, reference: str) -> str:
    """The archive name of a reference from the file ``base``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(reference)))


class _Notes:
    """The notes of all files, by file and id."""

    def __init__(self, readers: list[XhtmlReader]) -> None:
        self._notes = {f"{reader.file}#{name}": lines for reader in readers for name, lines in reader.notes.items()}

    def called(self, note: Note, file: str, inside: tuple[str, ...] = ()) -> Note:
        """A call, whose text is still its link, with the text of the note; one that calls itself is empty there."""
        path, fragment = urldefrag(note.text)
        name = f"{_member(file, path) if path else file}#{fragment}"
        if name in inside:
            return replace(note, text="")
        if name not in self._notes:
            return replace(note, text=f"(no note {note.text})")
        home = name.rpartition("#")[0]
        lines = (
            replace(line, notes=tuple(self.called(inner, home, (*inside, name)) for inner in line.notes))
            for line in self._notes[name]
        )
        return replace(note, text="\n".join(note_line(line) for line in lines))


def _resolve(found: Found, file: str, notes: _Notes) -> Found:
    """Replace calls by the notes' texts, and links into the book by ``#name``."""
    paragraph = found.paragraph
    if not (paragraph.notes or paragraph.links):
        return found
    texts = tuple(notes.called(note, file) for note in paragraph.notes)
    links = tuple(_link(href) for href in paragraph.links)
    return replace(found, paragraph=replace(paragraph, notes=texts, links=links))


def _link(href: str) -> str:
    path, fragment = urldefrag(href)
    inside = ":" not in path and not path.startswith("//")
    return f"#{fragment}" if inside and fragment else href


def _outline(nav: Any) -> tuple[tuple[int, str], ...]:
    for element in nav.iter(f"{_XHTML}nav"):
        if "toc" in element.get(_EPUB_TYPE, "").split():
            return tuple(_entries(element, 0))
    return ()


def _entries(element: Any, level: int) -> list[tuple[int, str]]:
    out = []
    for child in element:
        if child.tag == f"{_XHTML}ol":
            for entry in child:
                out.extend(_entries(entry, level + 1))
        elif child.tag in (f"{_XHTML}a", f"{_XHTML}span") and level:
            out.append((level, "".join(child.itertext())))
    return out
