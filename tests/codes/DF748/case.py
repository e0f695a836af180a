"""A template on Letter, and a theme on A4."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docxkit import para
from referencekit import by_python_docx, on_template


def diagnostics(folder: Path) -> list[Diagnostic]:
    return list(on_template(by_python_docx(), para("正文。")).diagnostics)
