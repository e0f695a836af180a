"""What links several files of one document to each other: calls with their notes, and the entries of a navigation."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote, urldefrag

from msgspec.structs import replace

from docforge.verify.facts import Note, note_line
from docforge.verify.reading import Found
from docforge.verify.xhtml import XhtmlReader

_XHTML = "{http://www.w3.org/1999/xhtml}"


def member(base: str, reference: str) -> str:
    """The name of what a reference from the file ``base`` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(reference)))


class Notes:
    """The notes of all files, by file and id."""

    def __init__(self, readers: list[XhtmlReader]) -> None:
        self.files = frozenset(reader.file for reader in readers)
        self._notes = {f"{reader.file}#{name}": lines for reader in readers for name, lines in reader.notes.items()}

    def called(self, note: Note, file: str, inside: tuple[str, ...] = ()) -> Note:
        """A call, whose text is still its link, with the text of the note; one that calls itself is empty there."""
        path, fragment = urldefrag(note.text)
        name = f"{member(file, path) if path else file}#{fragment}"
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


def resolved(found: Found, file: str, notes: Notes) -> Found:
    """Replace calls by the notes' texts, and links into the document by ``#name``."""
    paragraph = found.paragraph
    if not (paragraph.notes or paragraph.links):
        return found
    texts = tuple(notes.called(note, file) for note in paragraph.notes)
    links = tuple(_link(href, file, notes.files) for href in paragraph.links)
    return replace(found, paragraph=replace(paragraph, notes=texts, links=links))


def _link(href: str, file: str, files: frozenset[str]) -> str:
    """A link into one of the files as ``#name``, any other as it is."""
    path, fragment = urldefrag(href)
    inside = not path or (":" not in path and member(file, path) in files)
    return f"#{fragment}" if inside and fragment else href


def entries(element: Any, level: int) -> list[tuple[int, str]]:
    """Level and words of each entry below an element."""
    out = []
    for child in element:
        if child.tag == f"{_XHTML}ol":
            for entry in child:
                out.extend(entries(entry, level + 1))
        elif child.tag in (f"{_XHTML}a", f"{_XHTML}span") and level:
            out.append((level, "".join(child.itertext())))
    return out
