from collections.abc import Sequence
from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.protocols import WriteContext
from docforge.resources import text
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    body = (n.Para((n.Text("甲\x00乙"),)),)
    document = n.Document(blocks=body, title=(n.Text("题目"),), lang="zh-Hans", final=True)
    context = WriteContext(parse(text("styles/handout.toml")), file="in.md")
    return WRITER.write(document, context, MemoryWorld()).diagnostics
