"""How labels hang: one indent for all items that stand together, or labels that run into the text."""

from __future__ import annotations

import math
from collections.abc import Iterable

from docforge.theme.css import HANG_STEPS
from docforge.theme.spec import Role
from docforge.writers.html.scripts import width

GAP = 0.45
"""Least space between a hanging label and its text, em. A label that ends in a full-width mark brings its own."""
WIDEST = HANG_STEPS[-1]
"""The widest indent that labels may ask for, em; wider labels (第十二条) run into the text."""
_OWN_GAP = "、。．）：】』」"


def hang(labels: Iterable[str], least: float) -> float | None:
    """The hanging indent in em that holds every label, in steps of half an em but at least ``least``; None: run in."""
    need = max((_need(label) for label in labels), default=0.0)
    if need <= least:
        return least
    if need > WIDEST:
        return None
    return math.ceil(need * 2) / 2


def _need(label: str) -> float:
    return width(label) + (0.0 if label.endswith(tuple(_OWN_GAP)) else GAP)


def hang_class(indent: float | None, role: Role) -> str:
    """The class that sets an indent: "" for the role's own, ``hang-30`` for 3 em, ``run-in`` for none."""
    if indent is None:
        return "run-in"
    return "" if indent == role.hang else f"hang-{round(indent * 10)}"
