"""Content controls that docforge writes: around what only some editions show, and what an examination paper adds."""

from __future__ import annotations

from typing import Any

from docforge.model.editions import CONTROL, NOT, ONLY
from docforge.model.exams import BOX, OPTIONS, POINTS
from docforge.wordml.names import W, value


def condition(control: Any) -> tuple[str, str] | None:
    """Key and value of the condition in the tag of a ``w:sdt``; None for any other control."""
    tag = value(control.find(f"{W}sdtPr/{W}tag")) or ""
    key, equals, names = tag.removeprefix(CONTROL).partition("=")
    return (key, names) if tag.startswith(CONTROL) and equals and key in (ONLY, NOT) else None


def addition(control: Any) -> str:
    """What a preset added, by the tag of a ``w:sdt``: the box for the name, a grid of options, points; "" nothing."""
    tag = value(control.find(f"{W}sdtPr/{W}tag")) or ""
    name = tag.removeprefix(CONTROL)
    return name if tag.startswith(CONTROL) and name in (BOX, OPTIONS, POINTS) else ""
