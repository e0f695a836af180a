"""Several sources become one document: in order, each with its entry in ``Document.sources``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote

import msgspec
from msgspec.structs import replace

from docforge.diagnostics import Diagnostic, report
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.walk import find, rewrite
from docforge.protocols import Result


def join(documents: Sequence[n.Document]) -> Result[n.Document]:
    """One document of several as read.

    Blocks follow each other, so that runs of numbers go on by the usual rules. Notes get names of their own, positions
    point at their source, and pictures are named from the first source's folder. Titles become headings, of which the
    first is the title of all; the first source's metadata counts, and what differs later is reported.
    """
    if len(documents) == 1:
        return Result(documents[0])
    first = documents[0]
    parts = [moved(document, index, documents) for index, document in enumerate(documents)]
    table = dict(first.meta)
    found: list[Diagnostic] = []
    for document in documents[1:]:
        found.extend(_metadata(document, table, first.lang))
    blocks = [block for part in parts for block in (*_heading(part), *part.blocks)]
    notes = {key: value for part in parts for key, value in part.notes.items()}
    aliases: dict[str, str] = {}
    for part in parts:
        for key, value in part.aliases.items():
            aliases.setdefault(key, value)
    joined = replace(
        first,
        blocks=tuple(blocks),
        notes=notes,
        meta=table,
        aliases=aliases,
        edits=tuple(edit for part in parts for edit in part.edits),
        sources=tuple(source for part in parts for source in part.sources),
    )
    return Result(joined, tuple(found))


def moved(document: n.Document, index: int, documents: Sequence[n.Document]) -> n.Document:
    """A document whose positions, notes and pictures fit into the joined one."""
    if index == 0:
        return document
    offset = sum(max(1, len(earlier.sources)) for earlier in documents[:index])
    taken = {name for earlier in documents[:index] for name in earlier.notes}
    names = {name: f"{index + 1}:{name}" if name in taken else name for name in document.notes}
    here, there = _folder(documents[0]), _folder(document)

    def note(node: n.NoteRef) -> n.NoteRef:
        return replace(node, to=names.get(node.to, node.to))

    def image(node: n.Image) -> n.Image:
        return replace(node, url=_from(node.url, there, here)) if here != there and is_local(node.url) else node

    moved = rewrite(document, {n.NoteRef: note, n.Image: image})
    moved = replace(moved, notes={names[name]: blocks for name, blocks in moved.notes.items()})
    shifted: n.Document = _shift(moved, offset)
    return shifted


def _shift(value: Any, offset: int) -> Any:
    """The same tree with every position's ``source`` raised by ``offset``."""
    if isinstance(value, n.Position):
        return replace(value, source=value.source + offset)
    if isinstance(value, tuple):
        return tuple(_shift(item, offset) for item in value)
    if isinstance(value, dict):
        return {key: _shift(item, offset) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        return replace(value, **{name: _shift(getattr(value, name), offset) for name in value.__struct_fields__})
    return value


def is_local(url: str) -> bool:
    """Whether a URL is a path beside the source: neither with a scheme or host, nor absolute, nor only a fragment."""
    head = url.split("/", 1)[0]
    return bool(url) and ":" not in head and not url.startswith(("/", "#", "\\"))


def source_folder(document: n.Document, index: int) -> str:
    """The folder of a source of the document ("" is the current one; standard input has that one too)."""
    return os.path.dirname(source_name(document, index))


def source_name(document: n.Document, index: int) -> str:
    """The name of a source of the document, "" when it has none."""
    return document.sources[index].name if index < len(document.sources) else ""


def _folder(document: n.Document) -> str:
    return source_folder(document, 0)


def _from(url: str, there: str, here: str) -> str:
    """A reference that was relative to ``there``, made relative to ``here``."""
    path = os.path.relpath(os.path.join(there or ".", unquote(url)), here or ".")
    return quote(path, safe="/!$&'()*+,;=@~:")


def _heading(part: n.Document) -> tuple[n.Block, ...]:
    """A source's title as a heading, unless it has a heading of the first level anyway: all sources look alike."""
    if any(heading.level == 1 for heading in find(part.blocks, n.Heading)):
        return ()
    value = part.meta.get("title")
    content = part.title or (value.content if isinstance(value, n.MetaInlines) else ())
    if not content:
        text = meta.plain(value)
        content = (n.Text(text),) if text else ()
    return (n.Heading(1, content, attr=part.title_attr),) if content else ()


def _metadata(document: n.Document, table: dict[str, n.MetaValue], lang: str) -> list[Diagnostic]:
    """Take over metadata that nobody gave before; report what differs."""
    differing = ["lang"] if document.lang not in ("", lang) and "lang" not in document.meta else []
    for key, value in document.meta.items():
        if key == "title":  # kept as a heading
            continue
        if key not in table:
            table[key] = value
        elif meta.plain(table[key]) != meta.plain(value) or type(table[key]) is not type(value):
            differing.append(key)
    if not differing:
        return []
    name = document.sources[0].name if document.sources else ""
    return [report("DF608", f"not used here: {', '.join(differing)}", file=name)]
