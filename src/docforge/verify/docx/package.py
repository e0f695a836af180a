"""A Word file: its parts by relationship, its notes, its body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docforge.archive import Archive
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.verify.docx.body import StoryReader
from docforge.verify.facts import Paragraph, note_line
from docforge.verify.reading import Found, Reading, settle_mark
from docforge.wordml.names import TYPE, W
from docforge.wordml.numbering import Numbering
from docforge.wordml.package import Package
from docforge.wordml.styles import Styles

_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def read_docx(data: bytes, limits: Limits, file: str) -> Reading:
    """What a Word file says. Raises ``ArchiveError`` when it cannot be read."""
    package = Package(Archive(data, limits))
    body = package.body()
    styles = Styles(package.root("styles"))
    lists = package.root("numbering")
    numbering = Numbering(lists)
    diagnostics: list[Diagnostic] = []
    names: set[str] = set()
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        notes |= _notes(package, kind, lists, styles, file, names, diagnostics)
    main = package.main.name
    reader = StoryReader(numbering, styles, package.main.links, notes, main)
    reader.read(body)
    diagnostics.extend(_unread(reader.unread(body), main, file))
    title = _title(package)
    return Reading(
        "docx",
        title,
        styles.lang,
        (*reader.found, *_comments(package)),
        frozenset(reader.names | names),
        diagnostics=tuple(diagnostics),
        latin_lang=styles.latin_lang,
    )


def _notes(
    package: Package,
    kind: str,
    lists: Any | None,
    styles: Styles,
    file: str,
    names: set[str],
    diagnostics: list[Diagnostic],
) -> dict[str, str]:
    """The text of each note of a kind by what calls it (``footnote 3``); separators are no notes."""
    out: dict[str, str] = {}
    root = package.root(f"{kind}s")
    if root is None:
        return out
    part = package.part(f"{kind}s")
    name, links = part.name, part.links
    numbering = Numbering(lists)
    for note in root.iter(W + kind):
        if note.get(W + "type") not in (None, "normal"):
            continue
        reader = StoryReader(numbering, styles, links, {}, name)
        reader.read(note)
        names |= reader.names
        texts = [note_line(settle_mark(item.paragraph)) for item in reader.found]
        out[f"{kind} {note.get(W + 'id', '')}"] = "\n".join(texts)
        diagnostics.extend(_unread(reader.unread(note), name, file))
    return out


def _comments(package: Package) -> Iterator[Found]:
    """What people said of the text: lines beside it, which the document must know."""
    root = package.root("comments")
    for comment in () if root is None else root.iter(W + "comment"):
        rows = ("".join(text.text or "" for text in row.iter(W + "t")) for row in comment.iter(W + "p"))
        yield Found(Paragraph("furniture", "\n".join(rows)), where=package.main.targets[TYPE + "comments"])


def _unread(texts: list[str], part: str, file: str) -> list[Diagnostic]:
    return [report("DF823", f"{part} holds text outside its paragraphs: {_short(text)!r}", file=file) for text in texts]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def _title(package: Package) -> str:
    name = package.front.targets.get(_CORE)
    if name is None or name not in package.archive:
        return ""
    return "".join(package.archive.xml(name).itertext(_DC + "title"))
