"""A Markdown text as the final document, for tests of what the passes settle."""

from __future__ import annotations

from typing import Any

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, ReadOptions, Result
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld
from outline import outline


def settled(markdown: str, lang: str = "zh-Hans", name: str = "notes.md", **options: Any) -> Result[n.Document]:
    """The final document with what the passes said (not the reader)."""
    read = READER.read(markdown.encode(), name, ReadOptions(lang=lang), MemoryWorld({}))
    return run_all(read.value, PassOptions(**options))


def lines(markdown: str, lang: str = "zh-Hans", **options: Any) -> list[str]:
    """The outline of the final document."""
    return outline(settled(markdown, lang, **options).value)


def codes(result: Result[n.Document], *but: str) -> list[str]:
    """Codes of what was said, without ``but``."""
    return [item.code for item in result.diagnostics if item.code not in ("DF202", *but)]


def said(result: Result[n.Document], code: str) -> Diagnostic:
    """The one diagnostic with a code."""
    (found,) = [item for item in result.diagnostics if item.code == code]
    return found


def items(document: n.Document) -> list[n.Item]:
    """All items in reading order."""
    return list(find(document.blocks, n.Item))
