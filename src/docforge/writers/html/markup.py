"""Elements and attributes of well-formed XHTML, which HTML parsers read the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_QUOTED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
_MARKED = re.compile(r'[&<>"\n\t]')
VOID = frozenset({"br", "wbr", "hr", "img", "col"})
"""Elements without content: written self-closed; every other element gets an end tag."""


def escape(text: str) -> str:
    """Text content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text content or the value of an attribute, for what stands around the text of a page."""
    return text.translate(_QUOTED)


def attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes in the order given, each with a blank before it; those with an empty value are left out."""
    return "".join(
        f' {name}="{value.translate(_VALUE) if _MARKED.search(value) else value}"' for name, value in pairs if value
    )


def element(name: str, content: str = "", *pairs: tuple[str, str]) -> str:
    """One element; ``content`` is markup already."""
    start = f"<{name}{attributes(pairs)}"
    if name in VOID:
        return f"{start}/>"
    return f"{start}>{content}</{name}>"
