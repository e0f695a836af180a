"""The writer of tables for programs that drill cards: a numbered paragraph a line, question and answer by a tab."""

from __future__ import annotations

from docforge.diagnostics import report
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.protocols import PROTOCOL, Result, WriteContext
from docforge.world import World


class TsvWriter:
    """Writes UTF-8. The document is final: labels stand on its items, and nothing is left to settle."""

    protocol = PROTOCOL
    name = "tsv"
    suffix = ".tsv"

    def write(self, document: n.Document, context: WriteContext, world: World) -> Result[bytes]:
        """The whole file. What stands outside of numbered paragraphs is left out, and that is said (DF911)."""
        rows = ["\t".join(_cells(item)) for item in find(document.blocks, n.Item)]
        others = sum(not isinstance(block, n.Item | n.Heading) for block in document.blocks)
        message = f"left out: {others} that are no numbered paragraphs"
        found = (report("DF911", message, file=context.file),) if others else ()
        return Result("".join(f"{row}\n" for row in rows).encode(), found)


def _cells(item: n.Item) -> list[str]:
    """The label, the question and the answer; what has tabs or line feeds of its own gets blanks."""
    question, *answer = (block_text((block,)) for block in item.blocks)
    return [" ".join(cell.split()) for cell in (item.label, question, " ".join(answer))]


WRITER = TsvWriter()
