"""Reading well-known values out of a document's metadata."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text


def plain(value: n.MetaValue | None) -> str:
    """A metadata value as plain text; a list is joined with commas, a map is what its ``name`` says."""
    match value:
        case None:
            return ""
        case n.MetaMap(items=items):
            return plain(items.get("name"))
        case n.MetaString(text=text):
            return text
        case n.MetaBool(value=flag):
            return "true" if flag else "false"
        case n.MetaInlines(content=content):
            return inline_text(content)
        case n.MetaBlocks(blocks=blocks):
            return block_text(blocks)
        case n.MetaList(items=items):
            return ", ".join(plain(item) for item in items)


def text(document: n.Document, key: str) -> str:
    """The plain text of ``meta[key]``, or "". ``a.b`` looks inside a map."""
    value: n.MetaValue | None = None
    table = document.meta
    for part in key.split("."):
        value = table.get(part)
        table = value.items if isinstance(value, n.MetaMap) else {}
    return plain(value)


def texts(document: n.Document, key: str) -> tuple[str, ...]:
    """``meta[key]`` as a list of plain texts: a single value is a list of one."""
    value = document.meta.get(key)
    if value is None:
        return ()
    if isinstance(value, n.MetaList):
        return tuple(plain(item) for item in value.items)
    return (plain(value),)


def entries(document: n.Document, key: str) -> tuple[dict[str, str], ...]:
    """``meta[key]`` as a list of maps of plain texts; a value that is no map is a map of its ``name``."""
    value = document.meta.get(key)
    if value is None:
        return ()
    items = value.items if isinstance(value, n.MetaList) else (value,)
    return tuple(
        {name: plain(inner) for name, inner in item.items.items()}
        if isinstance(item, n.MetaMap)
        else {"name": plain(item)}
        for item in items
    )
