"""Roles that a theme adds: a paragraph or group whose first class is one is set in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.model.nodes import Attr
from docforge.theme.css.grid import on_grid
from docforge.theme.spec import Theme

if TYPE_CHECKING:
    from docforge.writers.html.lowering import HtmlLowering


def role_of(theme: Theme, attr: Attr) -> str:
    """The theme's further role that a node is set in, "" for none."""
    name = attr.classes[0] if attr.classes else ""
    return name if name and name in theme.further_roles() else ""


def role_classes(role: str) -> tuple[str, ...]:
    """The class by which the style sheet knows a further role."""
    return (f"role-{role}",) if role else ()


def placement(low: HtmlLowering, attr: Attr, role: str) -> str:
    """A ``style`` for what only the text decides: ``indent-end``, em from the end of the line, and ``lines-before``."""
    pairs = dict(attr.pairs)
    found = []
    if "indent-end" in pairs:
        found.append(f"margin-right:{_number(pairs['indent-end'])}em")
    if "lines-before" in pairs:
        found.append(f"margin-top:{_lines(low, role, _number(pairs['lines-before'])):g}em")
    return ";".join(found)


def _number(text: str) -> float:
    """The number of a pair; 0 where someone wrote what is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _lines(low: HtmlLowering, role: str, count: float) -> float:
    """The height of some lines of the body, in em of a role."""
    theme = low.theme if low.book else on_grid(low.theme)
    body = theme.role("body")
    return round(count * body.leading * body.size / theme.role(role or "body").size, 4)
