"""The pandoc JSON writer: every pandoc writer and filter can take a docforge document from here."""

from __future__ import annotations

from typing import Any

import msgspec

from docforge.model import nodes as n
from docforge.model import pandocform as form
from docforge.protocols import Result, WriteContext
from docforge.world import World
from docforge.writers.pandoc.lower import Lowering

_DOCUMENT_FIELDS = ("lang", "title_attr", "aliases", "runs", "show_run", "note_scope", "edits", "sources", "final")


def to_pandoc(document: n.Document) -> dict[str, Any]:
    """A document as pandoc's JSON AST. ``readers.pandoc`` gives it back, positions aside."""
    lowering = Lowering(document.notes)
    title = lowering.inlines(document.title)  # title, metadata, blocks: the reader takes them in the same order
    meta: dict[str, Any] = {key: lowering.meta(value) for key, value in document.meta.items()}
    blocks = lowering.blocks(document.blocks)
    own: dict[str, Any] = {
        key: msgspec.to_builtins(getattr(document, key))
        for key in _DOCUMENT_FIELDS
        if getattr(document, key) != getattr(_EMPTY, key)
    }
    if document.title:
        own["title"] = "meta" if "title" not in meta else "inline"
        key = "title" if own["title"] == "meta" else form.PREFIX + "title"
        meta[key] = {"t": "MetaInlines", "c": title}
    if document.lang and "lang" not in meta:
        own["lang"] = document.lang
        own["lang_in_meta"] = True
        meta["lang"] = {"t": "MetaString", "c": document.lang}
    if own:
        meta[form.DOCUMENT_KEY] = {"t": "MetaString", "c": msgspec.json.encode(own).decode()}
    uncalled = lowering.uncalled_notes()
    if uncalled:
        table = {key: {"t": "MetaBlocks", "c": note} for key, note in uncalled.items()}
        meta[form.NOTES_KEY] = {"t": "MetaMap", "c": table}
    if list(document.notes) != list(lowering.called):
        order = msgspec.json.encode(list(document.notes)).decode()
        meta[form.NOTES_KEY + "-order"] = {"t": "MetaString", "c": order}
    return {"pandoc-api-version": form.API_VERSION, "meta": meta, "blocks": blocks}


_EMPTY = n.Document(())


class PandocWriter:
    """Writes pandoc's JSON AST (``pandoc -f json``)."""

    name = "pandoc"
    suffix = ".pandoc.json"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        return Result(msgspec.json.encode(to_pandoc(document)) + b"\n")


WRITER = PandocWriter()
