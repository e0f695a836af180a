"""What examination papers are marked up by, for the pass that makes them and the writers that draw them."""

from __future__ import annotations

from docforge.model import nodes as n

POINTS = "points"
"""The attribute of a question or section that says how many points it has, and the class of what is printed of it."""

BOX = "exam-box"
"""Class of the ``Div`` with the table for name and score."""

OPTIONS = "options"
"""Class of the ``Div`` whose options stand side by side; a further class, ``columns-4``, says how many in a line."""

BLANK = "blank"
"""Class of an answer in a line: ``[重庆]{.blank}``."""

COLUMNS = {f"columns-{count}": count for count in (4, 2)}


def columns(attr: n.Attr) -> int:
    """How many options stand in a line; 0 for what is no grid of options."""
    if OPTIONS not in attr.classes:
        return 0
    return next((COLUMNS[name] for name in attr.classes if name in COLUMNS), 1)
