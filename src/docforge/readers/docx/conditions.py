"""Content controls that docforge writes for what only some editions show."""

from __future__ import annotations

from typing import Any

from docforge.model.editions import CONTROL, NOT, ONLY
from docforge.wordml.names import W, value


def condition(control: Any) -> tuple[str, str] | None:
    """Key and value of the condition in the tag of a ``w:sdt``; None for any other control."""
    tag = value(control.find(f"{W}sdtPr/{W}tag")) or ""
    key, equals, names = tag.removeprefix(CONTROL).partition("=")
    return (key, names) if tag.startswith(CONTROL) and equals and key in (ONLY, NOT) else None
