"""What is open while a story is read: the paragraph, and the fields in it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from docforge.verify.facts import Note


class OpenParagraph:
    """The paragraph that is being read."""

    def __init__(self) -> None:
        self.text = ""
        self.names: list[str] = []
        self.notes: list[Note] = []
        self.links: list[str] = []
        self.ruby: list[tuple[int, str, str]] = []
        self.images: list[str] = []
        self.languages: dict[str, int] = {}
        self.latin_lang = ""
        self.marked = False
        self.label = ""
        self.parted = False
        self.boxes: list[Any] = []
        self.two_ends = False

    def strip(self) -> None:
        """Leave out line breaks at both ends, which nobody sees."""
        text = self.text.strip("\n")
        lead = len(self.text) - len(self.text.lstrip("\n"))
        self.notes = [replace(note, at=min(max(note.at - lead, 0), len(text))) for note in self.notes]
        self.ruby = [(max(at - lead, 0), base, reading) for at, base, reading in self.ruby]
        self.text = text

    def lead(self, words: str) -> None:
        """Put words before the text."""
        self.text = words + self.text
        self.notes = [replace(note, at=note.at + len(words)) for note in self.notes]
        self.ruby = [(at + len(words), base, reading) for at, base, reading in self.ruby]


class OpenField:
    """A complex field: its instruction, and whether its result is being read as text."""

    def __init__(self) -> None:
        self.instruction = ""
        self.result = False
        self.shows = ""
