"""Where Latin words may be parted with a hyphen."""

from __future__ import annotations

from typing import Any


def hyphens(text: str, style: Any) -> dict[int, float]:
    """Boundaries of ``text`` where a line may end with a hyphen, and the hyphen's width in CSS pixels."""
    return {}
