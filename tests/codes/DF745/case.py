"""A template without the styles of a quotation."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docxkit import para
from referencekit import on_template
from wordkit import word


def diagnostics(folder: Path) -> list[Diagnostic]:
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    return list(on_template(word("", styles=normal), n.Quote((para("引文。"),))).diagnostics)
