"""Fields: what stands for computed text. Their results are text; their instructions say what the text is."""

from __future__ import annotations

import re
from typing import Any, Literal

from msgspec import Struct, field

from docforge.readers.docx.names import target
from docforge.readers.rubies import Reading, reading
from docforge.wordml.names import W, value, whole

_LINK = re.compile(r'^\s*HYPERLINK\s+(?:"(?P<url>[^"]*)"\s*)?(?:\\l\s+"(?P<anchor>[^"]*)")?', re.IGNORECASE)
_REFERENCE = re.compile(r"^\s*(?P<kind>REF|PAGEREF|NOTEREF)\s+(?P<name>\S+)", re.IGNORECASE)
_CONTENTS = re.compile(r"^\s*TOC\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DEPTH = re.compile(r'\\o\s+"(\d)-(\d)"')
_LISTED = re.compile(r'\\c\s+"([^"]*)"')
_RUBY = re.compile(
    r"\\o(?:\s*\\a[a-z])?\s*\(\s*\\s\s*\\up\s*[-\d.]+\s*\((?P<reading>[^()]*)\)\s*[,;]\s*(?P<base>[^()]*)\)\s*$",
    re.IGNORECASE,
)
"""The phonetic guide as Word wrote it before it had one: EQ \\* jc2 \\o\\ad(\\s\\up 9(かんじ),漢字)."""
_FIGURES = ("figure", "图", "圖", "図", "그림")

ContentsOf = Literal["headings", "figures", "tables"]


class Field(Struct):
    """An open complex field. ``result``: its result is being read. ``left``: texts in it that are made anew; where the
    field never ends they count as unread."""

    instruction: str = ""
    result: bool = False
    left: list[Any] = field(default_factory=list)
    shown: str = ""
    """What it shows by itself, as a box to tick or a list to choose from does."""

    @property
    def kind(self) -> str:
        """Its first word: REF, TOC …"""
        return self.instruction.split(None, 1)[0].upper() if self.instruction.strip() else ""

    @property
    def link(self) -> str:
        """The URL or ``#bookmark`` that its result leads to, "" for none."""
        found = _LINK.match(self.instruction)
        if found:
            inside = target(found["anchor"]) if found["anchor"] and not found["url"] else found["anchor"]
            return (found["url"] or "") + (f"#{inside}" if inside else "")
        reference = _REFERENCE.match(self.instruction)
        return f"#{target(reference['name'])}" if reference and reference["kind"].upper() != "NOTEREF" else ""

    @property
    def note(self) -> str:
        """The bookmark of the note that it calls again, "" for none."""
        found = _REFERENCE.match(self.instruction)
        return found["name"] if found and found["kind"].upper() == "NOTEREF" else ""

    @property
    def contents(self) -> tuple[ContentsOf, int] | None:
        """What it lists and how deep, None if it is no table of contents."""
        found = _CONTENTS.match(self.instruction)
        if found is None:
            return None
        listed = _LISTED.search(found["rest"])
        if listed:
            return ("figures" if listed[1].lower().startswith(_FIGURES) else "tables"), 1
        depth = _DEPTH.search(found["rest"])
        return "headings", int(depth[2]) if depth else 3

    @property
    def ruby(self) -> Reading | None:
        """A phonetic guide that is spelled as an equation."""
        found = _RUBY.search(self.instruction) if self.instruction.lstrip()[:2].upper() == "EQ" else None
        return reading(found["base"], [found["reading"]]) if found else None


def shown(begin: Any) -> str:
    """What the beginning of a form's field shows: ☑ or ☐, the chosen entry of a list (ECMA-376, 17.16)."""
    ticked = begin.find(f"{W}ffData/{W}checkBox")
    if ticked is not None:
        said = ticked.find(W + "checked")
        said = ticked.find(W + "default") if said is None else said
        return "☑" if said is not None and value(said) not in ("0", "false", "off") else "☐"
    listed = begin.find(f"{W}ffData/{W}ddList")
    if listed is None:
        return ""
    entries = [value(entry) or "" for entry in listed.iter(W + "listEntry")]
    said = listed.find(W + "result")
    chosen = whole(value(listed.find(W + "default") if said is None else said), 0)
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def targets(instructions: str) -> set[str]:
    """The bookmarks that the fields of a text of instructions lead to."""
    named = re.findall(r"\b(?:REF|PAGEREF|NOTEREF)\s+(\S+)", instructions, re.IGNORECASE)
    return {*named, *re.findall(r'\\l\s+"([^"]+)"', instructions)}
