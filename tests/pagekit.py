"""For tests of HTML lowering and of the PDF writer: small documents, what they are lowered to and written as."""

from __future__ import annotations

import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docforge import resources
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.protocols import Asset, WriteContext
from docforge.theme.load import parse
from docforge.theme.spec import Theme
from docforge.world import MemoryWorld
from docforge.writers.html import Flavour, HtmlLowering, HtmlSettings
from docforge.writers.pdf import WRITER

EPUB = "{http://www.idpf.org/2007/ops}"


@cache
def handout() -> Theme:
    """The built-in theme."""
    return parse(resources.text("styles/handout.toml"))


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def para(*content: str | n.Inline, **fields: Any) -> n.Para:
    return n.Para(tuple(n.Text(part) if isinstance(part, str) else part for part in content), **fields)


def item(label: str, words: str, *more: n.Block, run: int = 1, **fields: Any) -> n.Item:
    """A numbered paragraph."""
    return n.Item((para(words), *more), label=label, run=run, **fields)


def document(*blocks: n.Block, title: str = "", lang: str = "zh-Hans", **fields: Any) -> n.Document:
    return n.Document(blocks=blocks, title=text(title) if title else (), lang=lang, final=True, **fields)


class Lowered:
    """Lowered blocks: the markup, it parsed as XML, and what was said."""

    def __init__(self, source: n.Document, flavour: Flavour, assets: Mapping[str, Asset] | None = None) -> None:
        settings = HtmlSettings(handout(), flavour, assets=assets or {}, file="test.md")
        self.low = HtmlLowering(source, settings)
        self.title = self.low.title_block()
        self.markup = self.low.blocks(source.blocks)
        self.notes = self.low.take_notes()
        whole = f'<body xmlns:epub="{EPUB[1:-1]}">{self.title}{self.markup}{self.notes}</body>'
        self.tree = ET.fromstring(whole)
        self.codes = [item.code for item in self.low.diagnostics]

    def all(self, path: str) -> list[ET.Element]:
        return self.tree.findall(path)

    def one(self, path: str) -> ET.Element:
        (found,) = self.tree.findall(path)
        return found

    @property
    def text(self) -> str:
        return "".join(self.tree.itertext())


def lowered(*blocks: n.Block, flavour: Flavour = "print", **fields: Any) -> Lowered:
    assets = fields.pop("assets", None)
    return Lowered(document(*blocks, **fields), flavour, assets)


class Written:
    """A written PDF."""

    def __init__(self, data: bytes, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.data = data
        self.diagnostics = diagnostics
        self.codes = [item.code for item in diagnostics]

    def text(self, *options: str) -> str:
        """What ``pdftotext`` reads."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.pdf")
            path.write_bytes(self.data)
            done = subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True)
        return done.stdout.decode()


def write(source: n.Document, **fields: Any) -> Written:
    """A document as a PDF; ``fields`` are further fields of the context."""
    context = WriteContext(theme=fields.pop("theme", handout()), file="test.md", **fields)
    result = WRITER.write(source, context, MemoryWorld())
    return Written(result.value, result.diagnostics)
