from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.protocols import Asset, WriteContext
from docforge.resources import text
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    picture = n.Image((n.Text("图"),), "p.avif", at=n.Position(7, 1))
    document = n.Document(blocks=(n.Para((picture,)),), title=(n.Text("题目"),), lang="zh-Hans", final=True)
    assets = {"p.avif": Asset(b"", "image/avif", 2, 2, "0" * 64)}
    context = WriteContext(parse(text("styles/handout.toml")), assets, file="in.md")
    return WRITER.write(document, context, MemoryWorld()).diagnostics
