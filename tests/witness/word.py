"""The text of a DOCX: every ``w:t`` in order with its notes, and the labels that Word counts, by lxml."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from docforge.wordml.numbering import Numbering
from witness.text import BULLETS, NOTE, Told, formula, reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ADDED = {"RunName", "Subtitle", "TOCHeading"}
"""Styles of what docforge adds."""


def text_of(path: Path) -> Told:
    """Body and notes. Tables of contents, headers and footers are left out."""
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: etree.fromstring(archive.read(f"word/{name}.xml"))
            for name in ("document", "footnotes", "numbering", "styles")
            if f"word/{name}.xml" in archive.namelist()
        }
    story = _Story(parts)
    body = story.text(parts["document"])
    return Told(body, "".join(story.notes))


class _Story:
    def __init__(self, parts: dict[str, Any]) -> None:
        self.numbering = Numbering(parts.get("numbering"))
        self.styles = {one.get(f"{_W}styleId"): one for one in parts["styles"].iter(f"{_W}style")}
        self.footnotes = {one.get(f"{_W}id"): one for one in parts.get("footnotes", ())}
        self.notes: list[str] = []
        self.told: set[str] = set()

    def text(self, element: Any) -> str:
        """What an element shows."""
        tag = element.tag
        if tag in (f"{_W}t", f"{_M}t"):
            return element.text or ""
        if tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            return "\n"
        if tag in (f"{_W}instrText", f"{_W}sectPr", f"{_W}pPr", f"{_W}rPr"):
            return ""
        if tag == f"{_W}sdt" and element.find(f".//{_W}docPartGallery") is not None:
            return ""
        if tag == f"{_W}p":
            return self._paragraph(element)
        if tag == f"{_W}footnoteReference":
            return self._note(element.get(f"{_W}id"))
        if tag == f"{_M}oMath":
            return formula("".join(element.itertext(f"{_M}t")), tex=False)
        if tag == f"{_W}drawing":
            told = "".join(one.get("descr") or "" for one in element.iter(f"{_WP}docPr"))
            return told + "".join(self.text(box) for box in element.iter(f"{_W}txbxContent"))
        if tag == f"{_W}ruby":
            base = "".join(self.text(one) for one in element.findall(f"{_W}rubyBase"))
            return reading(base, "".join(self.text(one) for one in element.findall(f"{_W}rt")))
        if tag.endswith("}AlternateContent"):
            return self.text(element[0])
        return self._row(element)

    def _row(self, element: Any) -> str:
        return "".join(self.text(child) for child in element if isinstance(child.tag, str))

    def _note(self, identifier: str) -> str:
        if identifier not in self.told:
            self.told.add(identifier)
            self.notes.append(self._row(self.footnotes[identifier]))
        return NOTE

    def _paragraph(self, paragraph: Any) -> str:
        style = self._value(paragraph, "pStyle")
        if style in _ADDED or style.startswith("TOC"):
            return ""
        return f"{self._label(paragraph, style)}{self._row(paragraph)}\n"

    def _label(self, paragraph: Any, style: str) -> str:
        """The label that Word prints before a paragraph; bullets are none."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr")
        while number is None and style in self.styles:
            number = self.styles[style].find(f"{_W}pPr/{_W}numPr")
            based = self.styles[style].find(f"{_W}basedOn")
            style = based.get(f"{_W}val") if based is not None else ""
        if number is None:
            return ""
        lists, level = (number.find(f"{_W}{name}") for name in ("numId", "ilvl"))
        identifier = lists.get(f"{_W}val") if lists is not None else "0"
        depth = int(level.get(f"{_W}val")) if level is not None else 0
        label = self.numbering.advance(identifier, depth) if identifier != "0" else ""
        return "" if label in BULLETS else label

    @staticmethod
    def _value(paragraph: Any, name: str) -> str:
        found = paragraph.find(f"{_W}pPr/{_W}{name}")
        return str(found.get(f"{_W}val")) if found is not None else ""
