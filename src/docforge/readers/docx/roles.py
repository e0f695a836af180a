"""Roles of styles (``roles.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from docforge.readers.docx import official
from docforge.wordml.names import W, value, whole
from docforge.wordml.styles import Styles

_HEADING = re.compile(r"heading ([1-9])")
_BODY = 9
"""The outline level of text (ECMA-376 Part 1, 17.3.1.20)."""


@cache
def _table(kind: str) -> dict[str, str]:
    data = tomllib.loads(files("docforge.readers.docx").joinpath("roles.toml").read_text(encoding="utf-8"))
    return {name: role for role, names in data[kind].items() for name in names}


class Roles:
    """What the styles of a file mean; asked once for each style."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._paragraph: dict[str, tuple[str, int]] = {}
        self._character: dict[str, str] = {}

    def paragraph(self, identifier: str) -> tuple[str, int]:
        """The role of a paragraph style and, for a heading, its level: the nearest of its chain that has one."""
        if identifier not in self._paragraph:
            self._paragraph[identifier] = self._of_paragraph(identifier)
        return self._paragraph[identifier]

    def _of_paragraph(self, identifier: str) -> tuple[str, int]:
        for name in self._styles.names(identifier):
            heading = _HEADING.fullmatch(name)
            if heading:
                return "heading", int(heading[1])
            if element := official.role_of(name):
                return f"element:{element}", 0
            if name in _table("paragraph"):
                return _table("paragraph")[name], 0
        level = whole(value(self._styles.setting(identifier, "pPr", "outlineLvl")), _BODY)
        return ("heading", level + 1) if 0 <= level < _BODY else ("", 0)

    def character(self, identifier: str) -> str:
        """The role of a character style, "" for one that only looks in some way."""
        if identifier not in self._character:
            names = self._styles.names(identifier)
            table = _table("character")
            self._character[identifier] = next((table[name] for name in names if name in table), "")
        return self._character[identifier]


def own_outline(paragraph: Any) -> int:
    """The heading level that a paragraph says itself, 0 for none."""
    found = paragraph.find(f"{W}pPr/{W}outlineLvl")
    level = whole(value(found), _BODY)
    return level + 1 if 0 <= level < _BODY else 0
