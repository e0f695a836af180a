"""Text as Markdown: a backslash before what would otherwise be syntax, and nothing more."""

from __future__ import annotations

import re

_SYNTAX = re.compile(
    r"""
      [\\`*\[\]<$]                      # escapes, code, emphasis, links, tags, formulas
    | (?<![^\W_])_ | _(?![^\W_])        # emphasis by underscores, at a word's edge
    | ~(?=~)                            # strike-through
    | \^(?=\[)                          # a note in the line
    | [{}]                              # attributes and readings
    | @(?=[A-Za-z\[])                   # references
    | &(?=\#?\w+;)                      # entities
    | (?<=http):(?=//) | (?<=https):(?=//) | (?<=www)\.  # addresses
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(r"[ \t]*(?:(?P<mark>[#>|:=~+-])|(?P<number>[0-9]{1,9})(?P<end>[.)]))")
_BLANK_START = re.compile(r"^[ \t]+")
_BLANK_END = re.compile(r"[ \t]+$")


def escape(text: str) -> str:
    """Text within a line."""
    return _SYNTAX.sub(lambda found: "\\" + found[0], text)


def escape_start(text: str) -> str:
    """The Markdown of a line, made safe at its beginning: no heading, quotation, list or table begins there."""
    found = _LINE_START.match(text)
    if found is None:
        return _BLANK_START.sub(_as_entities, text)
    place = found.start("mark") if found["mark"] else found.start("end")
    return _BLANK_START.sub(_as_entities, text[:place] + "\\" + text[place:])


def escape_ends(text: str) -> str:
    """A paragraph's Markdown whose first line is safe, and whose blanks at both ends stay."""
    return _BLANK_END.sub(_as_entities, "\n".join(map(escape_start, text.split("\n"))))


def _as_entities(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found[0])


def quoted(value: str) -> str:
    """A value of an attribute or a title, in quotation marks."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
