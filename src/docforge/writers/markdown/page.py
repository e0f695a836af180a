"""The whole file: front matter, title, blocks, notes."""

from __future__ import annotations

import json
from typing import TypeAlias

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.meta import plain
from docforge.writers.markdown.blocks import blocks
from docforge.writers.markdown.draft import Draft
from docforge.writers.markdown.inlines import attributes, heading_text

_MADE = ("df-", "source-", "title")
"""Metadata that begins so is made again, or stands elsewhere."""

Plain: TypeAlias = "str | bool | list[Plain] | dict[str, Plain]"


def page(document: n.Document, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The Markdown of a document, and what had to be said."""
    draft = Draft(document, file)
    lines = _front(document)
    if document.title:
        own = attributes(document.title_attr)
        lines += [f"# {heading_text(draft, document.title)}" + (f" {own}" if own else ""), ""]
    lines += blocks(draft, document.blocks, 1 if document.title else 0)
    for name, note in document.notes.items():
        inner = blocks(draft, note)
        first, *rest = inner or [""]
        lines += ["", f"[^{draft.note_name(name)}]: {first}".rstrip()]
        lines += ["    " + line if line else "" for line in rest]
    return "\n".join(lines).rstrip("\n") + "\n", tuple(draft.diagnostics)


def _front(document: n.Document) -> list[str]:
    """Front matter: language and metadata as YAML; texts in quotation marks, as JSON and YAML share them."""
    values: dict[str, Plain] = {"lang": document.lang} if document.lang else {}
    for key, value in document.meta.items():
        if not key.startswith(_MADE) and key not in values:
            values[key] = _value(value)
    if not values:
        return []
    rows = [f"{json.dumps(key, ensure_ascii=False)[1:-1]}: {_yaml(value)}" for key, value in values.items()]
    return ["---", *rows, "---", ""]


def _value(value: n.MetaValue) -> Plain:
    match value:
        case n.MetaList(items=items):
            return [_value(item) for item in items]
        case n.MetaMap(items=table):
            return {key: _value(item) for key, item in table.items()}
        case n.MetaBool(value=flag):
            return flag
        case _:
            return plain(value)


def _yaml(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False)
