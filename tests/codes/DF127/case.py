"""An include in the notation of another kind of site."""

from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.protocols import ReadOptions
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    text = "# 题目\n\n正文。\n\n<!--@include: ./a.md-->\n".encode()
    return READER.read(text, "in.md", ReadOptions(site="mdbook"), MemoryWorld()).diagnostics
