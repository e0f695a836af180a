"""What was made of one state of a document: its pages, its e-book, its outline, and what is said of it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

from msgspec import Struct

from docforge.build.where import Origin, origin_of
from docforge.diagnostics import Diagnostic, meaning
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.ids import portable_id
from docforge.model.source import SourceText
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find, iterate
from docforge.preview.choices import Choices
from docforge.verify.model_facts import model_facts
from docforge.verify.pdf.spots import Drawn, drawn

_OPF = "{http://www.idpf.org/2007/opf}"
_WORDS = 48
"""Characters of a paragraph in the outline."""


class View(Struct, frozen=True, dict=True):
    """``number`` counts what was made; ``pdf`` and ``epub`` are b"" where there is none; ``seconds`` is how long making
    took. ``fresh``: the files are of this state; else they are the last that could be made."""

    number: int
    choices: Choices
    document: n.Document | None = None
    pdf: bytes = b""
    epub: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, SourceText] = {}
    seconds: float = 0.0
    fresh: bool = True
    limits: Limits = Limits()

    # ------------------------------------------------------------ the e-book

    @cached_property
    def book(self) -> dict[str, bytes]:
        """The files of the e-book by name."""
        if not self.epub:
            return {}
        with zipfile.ZipFile(io.BytesIO(self.epub)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The e-book's pages of text in reading order."""
        package = next((name for name in self.book if name.endswith(".opf")), "")
        if not package:
            return ()
        tree = ElementTree.fromstring(self.book[package])
        names = {item.get("id"): item for item in tree.iter(f"{_OPF}item")}
        order = [names[item.get("idref")] for item in tree.iter(f"{_OPF}itemref") if item.get("idref") in names]
        texts = [item.get("href", "") for item in order if item.get("properties") != "nav"]
        folder = posixpath.dirname(package)
        return tuple(posixpath.join(folder, one) for one in texts if not one.startswith("cover"))

    # ------------------------------------------------------------ the model

    def outline(self) -> list[dict[str, Any]]:
        """Headings and numbered paragraphs in reading order, each with its label, first words and line."""
        if self.document is None:
            return []
        found = []
        for node in iterate(self.document.blocks, n.Heading, n.Item, n.Para):
            match node:
                case n.Heading(level=level, content=content):
                    found.append(self._entry(node, "heading", level, "", inline_text(content)))
                case n.Item(label=label, level=level, blocks=blocks) if label:
                    own = tuple(block for block in blocks if not isinstance(block, n.Item))
                    found.append(self._entry(node, node.kind, level, label, block_text(own)))
                case n.Para(number=number, content=content) if number:
                    found.append(self._entry(node, "body", 1, str(number), inline_text(content)))
        return found

    def _entry(self, node: Any, kind: str, level: int, label: str, text: str) -> dict[str, Any]:
        words = " ".join(text.split())
        return {
            "kind": kind,
            "level": level,
            "label": label,
            "text": words if len(words) <= _WORDS else words[:_WORDS] + "…",
            "address": getattr(node, "address", ""),
            "id": portable_id(node.attr.id) if node.attr.id else "",
            **self._place(node.at),
        }

    def _place(self, at: n.Position | None) -> dict[str, Any]:
        sources = self.document.sources if self.document else ()
        if at is None or at.source >= len(sources):
            return {"file": "", "line": 0, "column": 0}
        return {"file": sources[at.source].name, "line": at.line, "column": at.column}

    def notes(self) -> int:
        """How many notes the document has."""
        return len(self.document.notes) if self.document else 0

    def numbered(self) -> int:
        """How many paragraphs have numbers."""
        return sum(1 for item in find(self.document.blocks, n.Item) if item.run) if self.document else 0

    # ------------------------------------------------------------ the pages

    @cached_property
    def _drawn(self) -> tuple[Drawn, ...]:
        return drawn(self.pdf, self.limits) if self.pdf else ()

    @cached_property
    def _facts(self) -> Any:
        assert self.document is not None
        return model_facts(self.document, sources=[source.name for source in self.document.sources])

    def layer(self, page: int) -> list[dict[str, Any]]:
        """The paragraphs of a page: where each is drawn (points from the upper left corner), and where it is written.
        Only a view that is fresh knows its lines."""
        found = []
        for one in self._drawn:
            if one.page != page:
                continue
            origin = origin_of(self._facts, one.spot) if self.fresh and self.document else None
            found.append(
                {
                    "kind": one.kind,
                    "level": one.level,
                    "text": _said(one.spot.text, origin),
                    "names": one.spot.names if one.spot.named else (),
                    "vertical": one.vertical,
                    "lines": one.lines,
                    **_written(origin),
                }
            )
        return found

    def place(self, name: str) -> dict[str, Any] | None:
        """The page and the height on it at which a paragraph begins, by its portable name."""
        met = next((one for one in self._drawn if one.spot.named and name in one.spot.names), None)
        return {"page": met.page, "top": met.lines[0][1] - met.lines[0][2]} if met else None


def _said(text: str, origin: Origin | None) -> str:
    """A drawn paragraph as it is read aloud: with a blank after its label, which stands apart on the page."""
    words = " ".join(text.split())
    label = origin.label if origin else ""
    return f"{label} {words.removeprefix(label).lstrip()}" if label and words.startswith(label) else words


def _written(origin: Origin | None) -> dict[str, Any]:
    if origin is None:
        return {"file": "", "line": 0, "label": ""}
    return {"file": origin.file, "line": origin.line, "label": origin.label}


def told(diagnostics: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics for the browser, with what each code is called."""
    return [
        {
            "severity": item.severity,
            "code": item.code,
            "name": meaning(item.code).name,
            "message": item.message,
            "hint": item.hint,
            "file": item.file,
            "line": item.line,
            "column": item.column,
        }
        for item in diagnostics
    ]
