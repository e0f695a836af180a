"""A template whose List Number counts 1), and a text that is numbered 1."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docxkit import item
from referencekit import on_template
from wordkit import level, lists, word


def diagnostics(folder: Path) -> list[Diagnostic]:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="List Number"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    template = word("", styles=styles, numbering=lists([level(0, "decimal", "%1)")]))
    return list(on_template(template, item(1, "甲"), item(2, "乙")).diagnostics)
