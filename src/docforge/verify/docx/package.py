"""A Word file: its parts by relationship, its notes, its body."""

from __future__ import annotations

import posixpath
from typing import Any

from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.verify.archive import Archive, ArchiveError
from docforge.verify.docx.body import StoryReader
from docforge.verify.docx.names import RELATIONSHIPS, TYPE, W
from docforge.verify.docx.numbering import Numbering
from docforge.verify.docx.styles import Styles
from docforge.verify.facts import note_line
from docforge.verify.reading import Reading, settle_mark

_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


class _Part:
    """A part and its relationships: by type for parts, by id for links that lead outside."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self.targets: dict[str, str] = {}
        self.links: dict[str, str] = {}
        folder, base = posixpath.split(name)
        relationships = posixpath.join(folder, "_rels", base + ".rels")
        if relationships not in archive:
            return
        for element in archive.xml(relationships).iter(RELATIONSHIPS + "Relationship"):
            target = element.get("Target", "")
            if element.get("TargetMode") == "External":
                self.links[element.get("Id", "")] = target
            else:
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                self.targets.setdefault(element.get("Type", ""), path)


def read_docx(data: bytes, limits: Limits, file: str) -> Reading:
    """What a Word file says. Raises ``ArchiveError`` when it cannot be read."""
    archive = Archive(data, limits)
    package = _Part(archive, "")
    main = package.targets.get(TYPE + "officeDocument")
    if main is None:
        raise ArchiveError("the package has no Word document")
    part = _Part(archive, main)

    def root(kind: str) -> Any | None:
        name = part.targets.get(TYPE + kind)
        return None if name is None else archive.xml(name)

    document = archive.xml(main)
    body = document.find(W + "body")
    if body is None:
        raise ArchiveError(f"{main} has no body (is it a Word document?)")
    styles = Styles(root("styles"))
    lists = root("numbering")
    numbering = Numbering(lists)
    diagnostics: list[Diagnostic] = []
    names: set[str] = set()
    notes = _notes(archive, part, root("footnotes"), lists, styles, file, names, diagnostics)
    reader = StoryReader(numbering, styles, part.links, notes, main)
    reader.read(body)
    diagnostics.extend(_unread(reader.unread(body), main, file))
    for kind in ("endnotes", "comments"):
        story = root(kind)
        if story is not None:
            texts = [element.text for element in story.iter(W + "t") if element.text]
            diagnostics.extend(_unread(texts, part.targets[TYPE + kind], file))
    title = _title(archive, package)
    return Reading(
        "docx",
        title,
        styles.lang,
        tuple(reader.found),
        frozenset(reader.names | names),
        diagnostics=tuple(diagnostics),
        latin_lang=styles.latin_lang,
    )


def _notes(
    archive: Archive,
    part: _Part,
    root: Any | None,
    lists: Any | None,
    styles: Styles,
    file: str,
    names: set[str],
    diagnostics: list[Diagnostic],
) -> dict[str, str]:
    """The text of each footnote by id; separators are no notes."""
    out: dict[str, str] = {}
    if root is None:
        return out
    name = part.targets[TYPE + "footnotes"]
    links = _Part(archive, name).links
    numbering = Numbering(lists)
    for note in root.iter(W + "footnote"):
        if note.get(W + "type") not in (None, "normal"):
            continue
        reader = StoryReader(numbering, styles, links, {}, name)
        reader.read(note)
        names |= reader.names
        texts = [note_line(settle_mark(item.paragraph)) for item in reader.found]
        out[note.get(W + "id", "")] = "\n".join(texts)
        diagnostics.extend(_unread(reader.unread(note), name, file))
    return out


def _unread(texts: list[str], part: str, file: str) -> list[Diagnostic]:
    return [report("DF823", f"{part} holds text outside its paragraphs: {_short(text)!r}", file=file) for text in texts]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def _title(archive: Archive, package: _Part) -> str:
    name = package.targets.get(_CORE)
    if name is None or name not in archive:
        return ""
    return "".join(archive.xml(name).itertext(_DC + "title"))
