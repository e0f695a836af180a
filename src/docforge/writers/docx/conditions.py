"""Conditions of a document that is written whole, as content controls: Word shows them, and they come back."""

from __future__ import annotations

from docforge.model.editions import CONTROL, NOT, ONLY
from docforge.model.nodes import Attr
from docforge.writers.docx.xml import escape


def conditional(attr: Attr, content: list[str]) -> list[str]:
    """Blocks within a control for each condition (ECMA-376 17.5.2.29), as they are where there is none."""
    for key, value in reversed(attr.pairs):
        if key in (ONLY, NOT) and content:
            content = [_control(key, value, "".join(content))]
    return content


def conditional_runs(attr: Attr, content: str) -> str:
    """The same for runs in a paragraph (17.5.2.31)."""
    for key, value in reversed(attr.pairs):
        if key in (ONLY, NOT) and content:
            content = _control(key, value, content)
    return content


def _control(key: str, value: str, content: str) -> str:
    name, tag = escape(f"{key} {value}"[:64]), escape(f"{CONTROL}{key}={value}"[:64])
    properties = f'<w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag}"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"
