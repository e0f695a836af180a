from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, paragraphs
from docforge.diagnostics import Diagnostic
from docforge.verify.facts import Paragraph


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return compared(converted(folder), paragraphs(lambda all: (*all, Paragraph("text", "丁段没有写出。"))))
