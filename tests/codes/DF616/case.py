"""A table docx-styles that names a style which is called otherwise."""

from __future__ import annotations

from pathlib import Path

from docforge.diagnostics import Diagnostic
from docxkit import para
from referencekit import on_template
from wordkit import word


def diagnostics(folder: Path) -> list[Diagnostic]:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="公司标题"/></w:style>'
    return list(on_template(word("", styles=styles), para("正文。"), styles={"heading-1": "公司标体"}).diagnostics)
