"""What the writing of one document knows: names of notes, addresses, what was said."""

from __future__ import annotations

import re

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.writers.html import source_name

_NOTE = re.compile(r"[\w-]+")


class Draft:
    """One Markdown file on its way. ``file`` names the source in diagnostics."""

    def __init__(self, document: n.Document, file: str) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = []
        self._file = file
        self._said: set[str] = set()
        self._notes = {name: str(place) for place, name in enumerate(document.notes, 1)}
        self._addresses = {item.attr.id: item.address for item in find(document.blocks, n.Item) if item.address}

    def say_once(self, code: str, message: str, at: n.Position | None) -> None:
        """Report something the first time."""
        if f"{code} {message}" not in self._said:
            self._said.add(f"{code} {message}")
            self.diagnostics.append(report(code, message, at=at, file=source_name(self.document, at, self._file)))

    def left_out(self, form: str, at: n.Position | None) -> str:
        """Say that markup of another format is left out."""
        self.say_once("DF703", f"markup of {form} is left out", at)
        return ""

    def note_name(self, name: str) -> str:
        """The label of a note: its own if Markdown can write it, else its number."""
        return name if _NOTE.fullmatch(name) else self._notes.get(name, name)

    def url(self, url: str) -> str:
        """A link, where it leads to a paragraph whose id was made from its text: to its address."""
        name = url.removeprefix("#")
        if url.startswith("#~") and name in self._addresses:
            return "#" + self._addresses[name]
        return url
