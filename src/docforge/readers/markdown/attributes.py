"""The attributes in braces: ``{#id .class lang=ja key="two words"}``."""

from __future__ import annotations

import re
from typing import NamedTuple

from docforge.model.nodes import NO_ATTR, Attr
from docforge.patterns import lazy_pattern
from docforge.readers.attributes import make

_NAME = r"[^\s{}\"'=<>#.|`]+(?:[.:][^\s{}\"'=<>#|`]+)*"
_PART = lazy_pattern(
    rf"[ \t\n]*(?:#(?P<id>{_NAME})|\.(?P<class>{_NAME})|(?P<key>[A-Za-z_:][\w:.-]*)="
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s{}\"'=<>`]+))|(?P<unnumbered>-))"
    r"(?=[ \t\n}])"
)
_END = re.compile(r"[ \t\n]*\}")
_ESCAPE = re.compile(r"\\(.)")
KNOWN = frozenset({"lines", "only", "not", "points"})
"""Keys that mean something at the end of a paragraph, as ids and classes do."""
LONGEST = 2000
"""Characters that braces are read for; keeps unclosed ones from being read again and again."""


class Found(NamedTuple):
    """Attributes and the offset after their closing brace. ``named``: they hold an id, a class or a known key."""

    attr: Attr
    end: int
    named: bool


def parse(text: str, start: int, end: int | None = None) -> Found | None:
    """The attributes that begin with the brace at ``start``, or None when the text there is something else."""
    stop = min(len(text) if end is None else end, start + LONGEST)
    if not text.startswith("{", start, stop):
        return None
    position = start + 1
    identifier = lang = ""
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []
    while True:
        found = _PART.match(text, position, stop)
        if not found:
            break
        position = found.end()
        if found["id"]:
            identifier = found["id"]
        elif found["class"]:
            classes.append(found["class"])
        elif found["unnumbered"]:
            classes.append("unnumbered")
        else:
            value = next(value for value in (found["double"], found["single"], found["bare"]) if value is not None)
            value = value if found["bare"] is not None else _ESCAPE.sub(r"\1", value)
            key = found["key"]
            if key == "lang":
                lang = value
            elif key == "id":
                identifier = value
            elif key == "class":
                classes += value.split()
            elif key in KNOWN or not key.lower().startswith("on"):
                # Event handlers (onclick) are scripts: they never enter the model.
                pairs.append((key, value))
    closing = _END.match(text, position, stop)
    if not closing or (position == start + 1):
        return None
    named = bool(identifier or classes) or any(key in KNOWN for key, _ in pairs)
    return Found(make(identifier, tuple(classes), lang, tuple(pairs)), closing.end(), named)


def trailing(text: str) -> tuple[str, Attr, bool]:
    """A line without the attributes at its end, those, and whether they hold an id or a class.

    They count only after a blank or at the start, as in ``# Title {#id}``.
    """
    bare = text.rstrip(" \t")
    brace = bare.rfind("{")
    if not bare.endswith("}") or brace < 0 or (brace > 0 and bare[brace - 1] == "\\"):
        return text, NO_ATTR, False
    found = parse(bare, brace)
    if not found or found.end != len(bare):
        return text, NO_ATTR, False
    return bare[:brace].rstrip(" \t"), found.attr, found.named
