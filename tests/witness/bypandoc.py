"""The text of a Word file by pandoc, and the same from its XML: one row of characters each.

Pandoc leaves out words with a reading (``w:ruby``) and text boxes, counts native labels by itself, prints the sign of a
box to tick (docs/word.md). Both sides are without them; a formula is one sign.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = "\ue001"
_TICKS = ("☐", "☒", "☑")
_SILENT = (f"{_W}instrText", f"{_W}ruby", f"{_W}txbxContent")
_CALLS = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_FRONT = ("title", "subtitle", "author", "date")
_MARKS = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


def of_json(text: str) -> str:
    """The text in pandoc's JSON of a document, its notes where they are called."""
    document = json.loads(text)
    front = [_any(document["meta"][key]) for key in _FRONT if key in document["meta"]]
    return _settled("".join([*front, *map(_any, document["blocks"])]))


def of_file(path: Path) -> str:
    """The text of a file by its paragraphs, its notes where they are called."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", *_CALLS.values())}
    notes = {
        (call, note.get(f"{_W}id")): note for call, part in _CALLS.items() for note in parts[part].iterchildren("{*}*")
    }
    return _settled(_shown(parts["document"], notes))


def _settled(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in _TICKS)


def _shown(element: Any, notes: dict[tuple[str, str], Any]) -> str:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_M}oMath":
        return FORMULA
    if element.tag in _CALLS:
        return _shown(notes[element.tag, element.get(f"{_W}id")], notes)
    if element.tag.endswith("}AlternateContent"):
        return _shown(element[0], notes)
    return "".join(_shown(child, notes) for child in element)


def _any(node: Any) -> str:
    """The text of a node of pandoc's, or of several."""
    if isinstance(node, list):
        return "".join(map(_any, node))
    rule = _RULES.get(node["t"])
    return rule(node["c"]) if rule else _any(node["c"]) if isinstance(node.get("c"), list) else ""


def _rows(table: list[Any]) -> str:
    rows = [*table[3][1], *(row for body in table[4] for row in (*body[2], *body[3])), *table[5][1]]
    return _any(table[1][1]) + "".join(_any(cell[4]) for row in rows for cell in row[1])


def _quoted(content: list[Any]) -> str:
    first, last = _MARKS[content[0]["t"]]
    return f"{first}{_any(content[1])}{last}"


_RULES: dict[str, Callable[[Any], str]] = {
    "Str": str,
    "MetaString": str,
    "Code": lambda content: str(content[1]),
    "CodeBlock": lambda content: str(content[1]),
    "Math": lambda _content: FORMULA,
    "RawInline": lambda _content: "",
    "RawBlock": lambda _content: "",
    "Image": lambda _content: "",
    "Link": lambda content: _any(content[1]),
    "Span": lambda content: _any(content[1]),
    "Div": lambda content: _any(content[1]),
    "Header": lambda content: _any(content[2]),
    "OrderedList": lambda content: _any(content[1]),
    "Figure": lambda content: _any(content[2]) + _any(content[1][1]),
    "Table": _rows,
    "Quoted": _quoted,
}
